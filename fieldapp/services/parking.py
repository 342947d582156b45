"""Changes that go beyond what their writer may write: set aside one by one, and reviewed later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from fieldapp.bundles.contents import Contents
from fieldapp.changes.forks import family
from fieldapp.changes.operations import (
    ALIVE,
    REMOVE,
    ActorInfo,
    Op,
    Unit,
    decode_payload,
)
from fieldapp.changes.ranges import NONE, Ranges, contains, union
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Act, Edit, Merged, Store
from fieldapp.records import TeamMember
from fieldapp.records.declare import EntitySpec, entities, stored_values
from fieldapp.rules.masks import HEALTH
from fieldapp.services.profile import Peer, load_profile
from fieldapp.services.receiving import Receipts

PARKED, RELEASED, REJECTED = "changes_parked", "changes_released", "changes_rejected"
"""What the sender is told of a bundle in which some changes go too far."""
_KEPT = "parked/"
_NEVER = frozenset({"county_reader"})
"""Roles of the dictionary (C24) that only look."""
_HEALERS = frozenset({"village_doctor"})
_BY_NO: Mapping[int, EntitySpec] = {spec.no: spec for spec in entities()}
_COUNTY = frozenset(spec.no for spec in entities() if not spec.scope and spec.name != "village")
"""What only the county writes: its schemes, catalogues, lines and settings."""
_HEALTH = frozenset(spec.no for spec in entities() if spec.name in HEALTH)
_TEAM = next(spec for spec in entities() if spec.name == "team_member")
Dots = Mapping[bytes, Ranges]
"""Numbers of operations by the family of their writer: a fork may give one of them a new name."""


class Parked(msgspec.Struct, frozen=True):
    """What was set aside of one bundle; ``reasons`` counts it: village, author, role, health."""

    bundle: str
    device: str
    sender: str
    at: str
    reasons: dict[str, int]
    actors: list[ActorInfo]
    units: list[Unit]
    ops: list[Op]


@dataclass
class Gate:
    """Looks at each operation of a laptop's bundle before it is merged.

    ``beyond`` are the operations on records of other villages: found out by a merge that was then
    taken back, because only the records themselves tell where they belong.
    """

    store: Store
    peer: Peer
    inside: Contents
    beyond: Dots = field(default_factory=dict)
    judges: bool = True
    aside: list[Op] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own = {info.actor for info in self.inside.actors if info.device == self.peer.device}
        self._units = {(unit.actor, unit.no): unit for unit in self.inside.units}
        self.held = self.store.log.have({unit.actor for unit in self.inside.units})
        team = self.store.find(TeamMember, village=list(self.peer.villages))
        self._roles = {person.name: person.role for person in team}

    def passing(self, slices: Iterable[Sequence[Op]]) -> Iterator[Sequence[Op]]:
        """The operations that their writers may write."""
        if not self.judges:
            yield from slices
            return
        for ops in slices:
            if kept := [op for op in ops if self._passes(op)]:
                yield kept

    def _passes(self, op: Op) -> bool:
        if op.actor not in self._own or contains(self.held.get(op.actor, NONE), op.seq):
            return True
        reason = self._reason(op)
        if reason:
            self.aside.append(op)
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        elif op.table_no == _TEAM.no:
            self._join(op)
        return not reason

    def _reason(self, op: Op) -> str:
        if op.table_no in _COUNTY:
            return "role"
        if contains(self.beyond.get(family(op.actor), NONE), op.seq):
            return "village"
        unit = self._units.get((op.actor, op.unit))
        if unit is None or not self._roles:
            return ""  # of what is not known nothing is claimed
        people = {unit.author, unit.typist} - {"", self.peer.name}
        return self._reason_of(people, op.table_no) if people else ""

    def _reason_of(self, people: set[str], table_no: int) -> str:
        """Why these people may not write to that table; nothing when they may."""
        if not people <= self._roles.keys():
            return "author"
        roles = {self._roles[name] for name in people}
        if roles & _NEVER:
            return "role"
        return "health" if table_no in _HEALTH and roles.isdisjoint(_HEALERS) else ""

    def _join(self, op: Op) -> None:
        """Whoever a member of the team enters belongs to it, with no role of their own yet."""
        name = decode_payload(op.payload).values.get(_TEAM.fields["name"].id)
        if isinstance(name, str):
            self._roles.setdefault(name, None)


def beyond_villages(peer: Peer, inside: Contents, merged: Merged) -> Dots:
    """The operations of a laptop's own on records of villages that are not its own."""
    own = {family(info.actor) for info in inside.actors if info.device == peer.device}
    found: dict[bytes, Ranges] = {}
    for (actor, village), ranges in merged.villages.items():
        name = family(actor)
        if name in own and village not in {"", *peer.villages}:
            found[name] = union(found.get(name, NONE), ranges)
    return found


@dataclass(frozen=True)
class Parking:
    """The county's review of what was set aside."""

    store: Store
    clock: Clock

    def keep(self, bundle: str, gate: Gate) -> None:
        """Keep what a gate set aside; what waits already waits once."""
        if not gate.aside:
            return
        waiting = {(op.actor, op.seq, op.chain) for one in self.waiting() for op in one.ops}
        ops = [op for op in gate.aside if (op.actor, op.seq, op.chain) not in waiting]
        if not ops:
            return
        units = {(op.actor, op.unit) for op in ops}
        actors = {op.actor for op in ops}
        parked = Parked(
            bundle,
            gate.peer.device,
            gate.peer.name,
            self.clock.now().isoformat(),
            gate.reasons,
            [info for info in gate.inside.actors if info.actor in actors],
            [unit for unit in gate.inside.units if (unit.actor, unit.no) in units],
            ops,
        )
        self.store.set_local(_KEPT + bundle, msgspec.msgpack.encode(parked))

    def waiting(self) -> list[Parked]:
        """What waits for review, the oldest first."""
        kept = self.store.locals_named(_KEPT).values()
        held = self.store.log.have() if kept else {}
        found = [msgspec.msgpack.decode(data, type=Parked) for data in kept]
        return sorted(
            (
                one
                for one in found
                if any(not contains(held.get(op.actor, NONE), op.seq) for op in one.ops)
            ),
            key=lambda one: (one.at, one.bundle),
        )

    def release(self, bundle: str) -> Merged:
        """Merge what was set aside of a bundle; its sender is told.

        Raises:
            Refused: ``nothing_parked``.
        """
        with self.store.together():
            merged = self._merge(self._named(bundle))
            self._tell(bundle, RELEASED)
        return merged

    def reject(self, bundle: str, author: str) -> Merged:
        """Take what was set aside into the history, and put back what it changed.

        The putting back is an ordinary change: it travels to the sender, whose records then say
        what everybody's say.

        Raises:
            Refused: ``nothing_parked``.
        """
        parked = self._named(bundle)
        with self.store.together():
            back = [*self._edits_back(parked.ops)]
            merged = self._merge(parked)
            standing = [edit for edit in back if self._stands(edit)]
            self.store.write(Act(author, "review.reject", self.clock.now()), standing)
            self._tell(bundle, REJECTED)
        return merged

    def _named(self, bundle: str) -> Parked:
        found = next((one for one in self.waiting() if one.bundle == bundle), None)
        if found is None or load_profile(self.store).role != "county":
            raise Refused("nothing_parked")
        return found

    def _merge(self, parked: Parked) -> Merged:
        merged = self.store.log.merge(parked.actors, parked.units, [parked.ops], {})
        self.store.set_local(_KEPT + parked.bundle, None)
        return merged

    def _tell(self, bundle: str, reason: str) -> None:
        Receipts(self.store, self.clock).amend(bundle, reason)

    def _edits_back(self, ops: Iterable[Op]) -> Iterator[Edit]:
        """What puts each record back as it stands now; one that does not stand yet is removed."""
        written: dict[tuple[int, bytes], set[int]] = {}
        for op in ops:
            values = decode_payload(op.payload).values.keys()
            written.setdefault((op.table_no, op.row), set()).update(
                {ALIVE} if op.kind == REMOVE else values
            )
        for (number, row), fields in written.items():
            entity = _BY_NO.get(number)
            if entity is not None:
                yield self._edit_back(entity, _uid(row), fields)

    def _edit_back(self, entity: EntitySpec, uid: str, fields: set[int]) -> Edit:
        record = self.store.get(entity.cls, uid)
        if record is None:
            return Edit(entity.name, uid, alive=False)
        held = stored_values(record)
        names = [name for name, spec in entity.fields.items() if spec.id in fields]
        return Edit(entity.name, uid, {name: held.get(name) for name in names}, alive=True)

    def _stands(self, edit: Edit) -> bool:
        entity = next(spec for spec in entities() if spec.name == edit.entity)
        return edit.alive is True or self.store.get(entity.cls, edit.uid) is not None


def _uid(row: bytes) -> str:
    digits = row.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
