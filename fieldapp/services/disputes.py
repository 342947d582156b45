"""The conflicts as a person reads them: where, between whom, since when, and what was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldapp.ports.questions import Conflict, ConflictRow, HouseholdRow, Side
from fieldapp.ports.store import Store
from fieldapp.records import Question, Village, Visit
from fieldapp.records.declare import FieldSpec, entity_named, fields_of
from fieldapp.records.kinds import Ref, Refs, Stored
from fieldapp.services.access import sees_health
from fieldapp.services.asking import newest_first
from fieldapp.services.households import Registers
from fieldapp.services.profile import peers
from fieldapp.services.record_names import name_of
from fieldapp.services.resolving import keeps_both, ours

CLOCK_OFF = 120
"""Seconds by which a clock may be wrong before a corrected time is told."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One of the values and what is known of how it came about.

    ``corrected`` is the time of writing once the laptop's clock is put right, ``None`` when the
    clock was right or is not known; ``visit`` was recorded in the same act. ``photos`` are uids of
    attachments: those that the value names, else those of the visit.
    """

    side: Side
    corrected: dt.datetime | None
    visit: Visit | None
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict with everything that helps to decide it; ``ours`` comes first in ``witnesses``.

    ``names`` names the records that values point to; ``closed`` says that whoever is at the
    keyboard may not see the values.
    """

    id: str
    conflict: Conflict
    spec: FieldSpec | None
    village: str
    village_name: str
    household: HouseholdRow | None
    witnesses: tuple[Witness, ...]
    names: Mapping[str, str]
    questions: tuple[Question, ...]
    both: bool
    closed: bool

    @property
    def since(self) -> str:
        """When the second of the values was written, as its laptop claims."""
        return max(witness.side.at for witness in self.witnesses)


@dataclass(frozen=True)
class Disputes:
    """Open conflicts of one workspace."""

    registers: Registers

    @property
    def _store(self) -> Store:
        return self.registers.store

    def every(self) -> list[Dispute]:
        """All open conflicts, the oldest first."""
        store = self._store
        rows = store.questions.conflicts()
        if not rows:
            return []
        asked: dict[str, list[Question]] = {}
        for question in store.find(Question):
            asked.setdefault(question.about, []).append(question)
        villages = {village.uid: village.name for village in store.find(Village)}
        health = sees_health(store)
        ahead = {peer.device: peer.ahead for peer in peers(store)}
        found = [
            self._dispute(row, conflict, villages, asked, ahead, health=health)
            for row in rows
            if (conflict := store.questions.conflict(row.id)) is not None
        ]
        return sorted(found, key=lambda dispute: (dispute.since, dispute.id))

    def _dispute(
        self,
        row: ConflictRow,
        conflict: Conflict,
        villages: Mapping[str, str],
        asked: Mapping[str, list[Question]],
        ahead: Mapping[str, int],
        *,
        health: bool,
    ) -> Dispute:
        spec = entity_named(conflict.entity).fields.get(conflict.field)
        first = ours(conflict)
        sides = (first, *(side for side in conflict.sides if side is not first))
        return Dispute(
            row.id, conflict, spec, row.village, villages.get(row.village, ""),
            self._store.questions.household(row.household) if row.household else None,
            tuple(
                self._witness(side, ahead, _named_files(conflict, side), health=health)
                for side in sides
            ),
            dict(self._names(conflict, spec)),
            tuple(newest_first(asked.get(row.id, ()))),
            keeps_both(conflict),
            spec is not None and spec.sens > 1 and not health,
        )  # fmt: skip

    def _witness(
        self, side: Side, ahead: Mapping[str, int], named: tuple[str, ...], *, health: bool
    ) -> Witness:
        off = ahead.get(side.device_id, 0)
        corrected = None
        if abs(off) >= CLOCK_OFF:
            corrected = dt.datetime.fromisoformat(side.at) - dt.timedelta(seconds=off)
        visit = self._store.get(Visit, side.visit) if side.visit else None
        shown = visit is not None and (health or fields_of(Visit)["photos"].sens <= 1)
        taken = visit.photos or () if visit is not None and shown else ()
        return Witness(side, corrected, visit, named or taken)

    def _names(self, conflict: Conflict, spec: FieldSpec | None) -> Iterator[tuple[str, str]]:
        if spec is None or not isinstance(spec.kind, Ref | Refs):
            return
        for stored in (conflict.base, *(side.value for side in conflict.sides)):
            for uid in _uids(spec.kind, stored):
                yield uid, name_of(self._store, spec.kind.entity, uid)


def _named_files(conflict: Conflict, side: Side) -> tuple[str, ...]:
    """The files that an answer points to; of a file itself just this one."""
    if conflict.entity == "attachment":
        return (conflict.uid,)
    specs = entity_named(conflict.entity).fields
    named = {conflict.field: side.value, **side.together}
    kinds = [(specs[name].kind, stored) for name, stored in named.items() if name in specs]
    return tuple(
        uid
        for kind, stored in kinds
        if isinstance(kind, Ref | Refs) and kind.entity == "attachment"
        for uid in _uids(kind, stored)
    )


def _uids(kind: Ref | Refs, stored: Stored) -> tuple[str, ...]:
    value = kind.from_stored(stored) if stored is not None else ()
    return value if isinstance(value, tuple) else (str(value),)
