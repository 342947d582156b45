"""Looking at a masked field: with a reason, for a while, and on record; who looked at what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store, created
from fieldapp.records import (
    AccessEntry,
    Cadre,
    Household,
    Member,
    MemberYear,
    TeamMember,
    VillageGroup,
)
from fieldapp.records.codes import code_list
from fieldapp.records.declare import (
    Record,
    entity_named,
    entity_of,
    fields_of,
    from_stored,
    stored_values,
)
from fieldapp.rules.masks import is_child, mask_of, masked
from fieldapp.services.access import guard_child, reads_looks, sees_health
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record

SECONDS = 30
"""So long a revealed value stays on the screen, and a copied one on the clipboard."""
REASONS = tuple(code.value for code in code_list("access_reason").codes if code.value != "office")
"""What a person may give as the reason for a look, by code."""
_NEEDS_NOTE = "other"
_EXPORTS = "access.export."


@dataclass(frozen=True, slots=True)
class Hidden:
    """A masked value: where it stands, whose it is, and what is shown of it."""

    entity: str
    uid: str
    field: str
    whose: str
    shown: str

    @property
    def key(self) -> str:
        """One text for all of it."""
        return f"{self.entity}/{self.uid}/{self.field}"


@dataclass(frozen=True, slots=True)
class Look:
    """A line of the list of looks, with the names of what its record refers to."""

    entry: AccessEntry
    household: str
    village: str


@dataclass(frozen=True)
class LookingUp:
    """What is masked, the way to one value, and the list of looks."""

    registers: Registers

    def of_household(self, household: str) -> tuple[Hidden, ...]:
        """The masked values of a household and of its people."""
        store = self.registers.store
        home = the_record(store, Household, household)
        members = store.find(Member, household=household)
        years = store.find(MemberYear, member=[member.uid for member in members])
        newest = {year.member: year for year in sorted(years, key=lambda year: year.year)}
        found = [*self._of(home, home.local_no)]
        for member in members:
            found += self._of(member, member.name)
            if member.uid in newest:
                found += self._of(newest[member.uid], member.name)
        return tuple(found)

    def of_village(self, village: str) -> tuple[Hidden, ...]:
        """The masked values of a village's groups, cadres and team."""
        store = self.registers.store
        named = [
            *((one, one.name) for one in store.find(VillageGroup, village=village)),
            *((one, one.name) for one in store.find(Cadre, village=village)),
            *((one, one.name) for one in store.find(TeamMember, village=village)),
        ]
        return tuple(hidden for one, name in named for hidden in self._of(one, name))

    def reveal(self, entity: str, uid: str, field: str, reason: str, note: str = "") -> str:
        """The value itself; that somebody looked at it is on record before it is told.

        Raises:
            Refused: ``reason_needed``, ``health_closed``, ``child_closed``, ``nothing_masked``,
                ``unknown_record``.
        """
        note = note.strip()
        if reason not in REASONS or (reason == _NEEDS_NOTE and not note):
            raise Refused("reason_needed", known=" · ".join(REASONS))
        store = self.registers.store
        record = the_record(store, entity_named(entity).cls, uid)
        spec = fields_of(type(record)).get(field)
        value = getattr(record, field, None)
        if spec is None or value is None or not mask_of(spec):
            raise Refused("nothing_masked")
        if mask_of(spec) == "health" and not sees_health(store):
            raise Refused("health_closed")
        if self._child(record):
            guard_child(store)
        self._note(record, f"{entity}/{field}", reason, note)
        return spec.kind.show(value, "zh_CN")

    def exported(self, kind: str, rows: int) -> None:
        """Put on record here that a file with masked fields was written whole.

        It stays on this computer: whoever only reads leaves the register as it is.
        """
        entry = AccessEntry(
            uid=self.registers.ids.uid(), what=kind, way="export", person=self._person,
            at=self.registers.clock.now(), reason="office", rows=rows,
        )  # fmt: skip
        kept = msgspec.json.encode(stored_values(entry))
        self.registers.store.set_local(f"{_EXPORTS}{entry.uid}", kept)

    def looks(self) -> list[Look]:
        """Everybody's looks that are known here and the exports from here, the newest first.

        Raises:
            Refused: ``looks_closed``.
        """
        store = self.registers.store
        if not reads_looks(store):
            raise Refused("looks_closed")
        entries = [*store.find(AccessEntry), *_exports(store)]
        numbers = {
            home.uid: home.local_no
            for home in store.find(Household, uid=list({e.household for e in entries} - {None}))
        }
        villages = {row.uid: row.name for row in store.questions.villages()}
        entries.sort(key=lambda entry: entry.at.isoformat() if entry.at else "", reverse=True)
        return [
            Look(e, numbers.get(e.household or "", ""), villages.get(e.village or "", ""))
            for e in entries
        ]

    def _of(self, record: Record, whose: str) -> Iterator[Hidden]:
        health, child = sees_health(self.registers.store), self._child(record)
        for name, spec in fields_of(type(record)).items():
            if mask_of(spec) == "health" and not health:
                continue
            shown = masked(spec, getattr(record, name), health=health, child=child)
            if shown is not None:
                yield Hidden(entity_of(type(record)).name, record.uid, name, whose, shown)

    def _child(self, record: Record) -> bool:
        today = self.registers.clock.now().date()
        return isinstance(record, Member) and is_child(record.birth_date, today)

    @property
    def _person(self) -> str:
        """Who holds the keyboard, whoever it is keyed for."""
        return self.registers.typist or self.registers.author

    def _note(self, record: Record, what: str, reason: str, note: str) -> None:
        village, household = _where(self.registers.store, record)
        entry = AccessEntry(
            uid=self.registers.ids.uid(), village=village, household=household,
            record=record.uid, what=what, way="reveal", person=self._person,
            at=self.registers.clock.now(), reason=reason, note=note or None,
        )  # fmt: skip
        self.registers.store.write(self.registers.noted("access"), [created(entry)])


def _exports(store: Store) -> Iterator[AccessEntry]:
    for name, kept in store.locals_named(_EXPORTS).items():
        yield from_stored(AccessEntry, name.removeprefix(_EXPORTS), msgspec.json.decode(kept))


def _where(store: Store, record: Record) -> tuple[str | None, str | None]:
    """Village and household of a record."""
    if isinstance(record, MemberYear):
        record = the_record(store, Member, record.member)
    if isinstance(record, Member):
        record = the_record(store, Household, record.household)
    if isinstance(record, Household):
        return record.village, record.uid
    return getattr(record, "village", None), None
