"""The register from and to spreadsheets: what a roster would change, then the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.store import Done, Edit, changed, created
from fieldapp.records import (
    CardScheme,
    Household,
    Member,
    Village,
    VillageGroup,
)
from fieldapp.records.declare import record_of
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.households import HEAD, NORMAL, NUMBER_WIDTH, Registers
from fieldapp.services.register_index import RegisterIndex
from fieldapp.services.roster_facts import RosterFacts
from fieldapp.spreadsheets.roster import Roster, RosterHousehold, RosterMember, RowProblem

REGISTERED = "REG"
GENERAL = "GEN"


@dataclass
class Tally:
    """How many records a roster creates, changes, and leaves as they are."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def count(self, *, new: bool, differs: bool) -> None:
        """Count one record."""
        if new:
            self.created += 1
        elif differs:
            self.updated += 1
        else:
            self.unchanged += 1


@dataclass
class RosterPlan:
    """What importing a roster would do; nothing is written yet."""

    roster: Roster
    village: str
    households: Tally = field(default_factory=Tally)
    persons: Tally = field(default_factory=Tally)
    edits: list[Edit] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(frozen=True)
class Rosters:
    """Import and export of rosters through the one door."""

    registers: Registers

    def plan(
        self,
        path: Path,
        village: str | None = None,
        mapping: Mapping[str, str] | None = None,
        job: Job | None = None,
    ) -> RosterPlan:
        """Read a roster and work out what it would change; the store is not touched.

        Raises:
            Refused: the file is no roster, or its village is not clear.
        """
        today = self.registers.clock.now().date()
        from fieldapp.spreadsheets.reading import read_roster  # with its libraries, only here

        roster = read_roster(path, mapping, today=today)
        return _Planning(self.registers, roster, village, job or WatchedJob()).plan()

    def apply(self, plan: RosterPlan) -> Done:
        """Write a plan as one act that can be undone."""
        return self.registers.store.write(self.registers.act("roster.import"), plan.edits)

    def export(self, path: Path, village: str | None = None) -> int:
        """Write the register as a roster that reads back unchanged; returns the data rows."""
        from fieldapp.spreadsheets.writing import write_roster  # with its library, only here

        return write_roster(path, _as_rosters(self.registers, village))


class _Planning:
    """One roster compared with the register."""

    def __init__(self, registers: Registers, roster: Roster, village: str | None, job: Job) -> None:
        self._registers = registers
        self._store = registers.store
        self._ids = registers.ids
        self._job = job
        name = village or next((h.village for h in roster.households if h.village), None)
        held = self._store.find(Village)
        self._village, fresh = self._choose_village(held, name)
        self._plan = RosterPlan(roster, self._village.uid, problems=list(roster.problems))
        if fresh:
            self._plan.edits.append(created(self._village))
        self._index = RegisterIndex(self._store, self._village.uid)
        self._facts = RosterFacts(
            self._plan.edits,
            self._index,
            self._village,
            roster,
            self._store.find(CardScheme),
            self._ids,
            registers.clock.now().date(),
        )
        self._number = self._store.questions.next_number(self._village.uid)

    def _choose_village(self, held: list[Village], name: str | None) -> tuple[Village, bool]:
        found = [v for v in held if name is None or v.name == name]
        if len(found) == 1:
            return found[0], False
        if name is None:
            raise Refused("several_villages" if held else "village_needed")
        return Village(uid=self._ids.uid(), name=name), True

    def plan(self) -> RosterPlan:
        """Every household of the roster compared with the register."""
        total = len(self._plan.roster.households)
        for done, household in enumerate(self._plan.roster.households):
            if done % 200 == 0:
                self._job.progress(done, total)
            if household.village not in {None, self._village.name}:
                self._problem(household, "other_village")
                continue
            self._household(household)
        return self._plan

    def _problem(self, household: RosterHousehold, code: str) -> None:
        self._plan.problems.append(RowProblem(household.row, "", code, "W"))

    def _household(self, given: RosterHousehold) -> None:
        home, doubtful = self._index.household_of(given)
        if doubtful:
            self._problem(given, "number_of_another")
        before = len(self._plan.edits)
        if home is None:
            uid = self._create(given)
        else:
            uid = home.uid
            values = {**given.fields}
            if given.group:
                values["group"] = self._group(given.group)
            if doubtful or not given.local_no:
                values.pop("local_no", None)
            self._facts.change(home, values)
        self._facts.yearly(uid, given)
        self._facts.card(uid, given)
        self._facts.helper(uid, given)
        household_differs = len(self._plan.edits) > before
        self._plan.households.count(new=home is None, differs=household_differs)
        self._members(uid, home, given)

    def _create(self, given: RosterHousehold) -> str:
        values = dict(given.fields)
        number = values.get("local_no")
        if not number or self._index.number_taken(str(number)):
            values["local_no"] = f"H{self._number:0{NUMBER_WIDTH}d}"
            self._number += 1
        poor = given.colour in {"RED", "YELLOW"} or values.get("national_hh_no")
        values.setdefault("hh_class", REGISTERED if poor else GENERAL)
        values.setdefault("status", "active")
        home = record_of(
            Household,
            self._ids.uid(),
            {**values, "village": self._village.uid, "group": self._group(given.group)},
        )
        self._index.add(home)
        self._plan.edits.append(created(home))
        return home.uid

    def _group(self, name: str | None) -> str | None:
        if not name:
            return None
        known = self._index.groups.get(name)
        if known is None:
            group = VillageGroup(uid=self._ids.uid(), village=self._village.uid, name=name)
            self._plan.edits.append(created(group))
            known = self._index.groups[name] = group.uid
        return known

    def _members(self, uid: str, home: Household | None, given: RosterHousehold) -> None:
        head = home.head_member if home else None
        for person in given.members:
            if not person.name:
                continue
            before = len(self._plan.edits)
            known = self._index.member_of(uid, person)
            if known is None:
                known = self._create_member(uid, person)
                self._plan.persons.count(new=True, differs=True)
            else:
                self._facts.change(known, person.fields)
                self._facts.member_year(known.uid, person)
                self._plan.persons.count(new=False, differs=len(self._plan.edits) > before)
            if head is None and (person.fields.get("relation") in {HEAD, None}):
                head = known.uid
                self._plan.edits.append(changed(Household, uid, head_member=head))

    def _create_member(self, household: str, person: RosterMember) -> Member:
        values: dict[str, object] = {"status": NORMAL, **person.fields, "household": household}
        values.setdefault("name_pinyin", name_pinyin(person.name))
        member = record_of(Member, self._ids.uid(), values)
        self._plan.edits.append(created(member))
        self._index.add_member(member)
        self._facts.member_year(member.uid, person)
        return member


def _as_rosters(registers: Registers, village: str | None) -> Iterator[RosterHousehold]:
    store = registers.store
    for place in store.find(Village):
        if village is None or place.name == village:
            yield from RegisterIndex(store, place.uid).as_rosters(place.name)
