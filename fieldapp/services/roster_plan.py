"""What a roster would do to the register: compared household by household."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Edit, changed, created
from fieldapp.records import CardScheme, Household, Member, Village, VillageGroup
from fieldapp.records.declare import Record, record_of
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.households import HEAD, NORMAL, NUMBER_WIDTH, Registers
from fieldapp.services.register_index import RegisterIndex
from fieldapp.services.roster_facts import RosterFacts
from fieldapp.services.roster_incomes import Listener, NewKind
from fieldapp.spreadsheets.roster import Roster, RosterHousehold, RosterMember, RowProblem

REGISTERED = "REG"
GENERAL = "GEN"
_TOLD_EVERY = 50


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


@dataclass(frozen=True, slots=True)
class Creation:
    """A household, a person or a helper that the register does not hold yet."""

    row: int
    kind: NewKind
    name: str
    """Of the head, or of the person."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A record in which the sheet says something else than the register."""

    row: int
    name: str
    """Of the household's head, or of the person."""
    record: Record
    """As it stands."""
    values: Mapping[str, object]
    """What the sheet says, by field."""


@dataclass
class RosterPlan:
    """What importing a roster would do; nothing is written yet.

    ``village`` is the one that was asked for; without it every row's own.
    """

    roster: Roster
    village: str | None
    households: Tally = field(default_factory=Tally)
    persons: Tally = field(default_factory=Tally)
    creations: list[Creation] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What was wrong with the sheet itself comes first."""
        self.problems.extend(self.roster.problems)

    @property
    def changes_something(self) -> bool:
        """Whether any household or person is new or differs."""
        homes, people = self.households, self.persons
        return any((homes.created, homes.updated, people.created, people.updated))


class Comparing:
    """Goes through a roster and fills in a plan, while its edits are drawn."""

    def __init__(
        self, registers: Registers, plan: RosterPlan, job: Job, *, new_villages: bool
    ) -> None:
        self._registers = registers
        self._plan = plan
        self._job = job
        self._new_villages = new_villages
        self._done = 0

    def edits(self) -> Iterator[Edit]:
        """What brings the register to what the roster says, household by household.

        Raises:
            Refused: ``several_villages``, ``village_needed``.
            Cancelled: somebody asked to stop.
        """
        ids = self._registers.ids
        held = {village.name: village for village in self._registers.store.find(Village)}
        for name, households in self._by_village(held).items():
            village = held.get(name)
            if village is None:
                if held and not self._new_villages:
                    self._refuse(households)
                    continue
                village = held[name] = Village(uid=ids.uid(), name=name)
                yield created(village)
            yield from self._of_village(village, households)

    def _by_village(self, held: Mapping[str, Village]) -> dict[str, list[RosterHousehold]]:
        """The households by the name of their village; those of others than asked are refused."""
        households = self._plan.roster.households
        usual = self._plan.village or next((h.village for h in households if h.village), None)
        if usual is None:
            if len(held) != 1:
                raise Refused("several_villages" if held else "village_needed")
            usual = next(iter(held))
        found: dict[str, list[RosterHousehold]] = {usual: []}
        for household in households:
            found.setdefault(household.village or usual, []).append(household)
        if self._plan.village is not None:
            for name in [name for name in found if name != usual]:
                self._refuse(found.pop(name))
        return found

    def _refuse(self, households: Sequence[RosterHousehold]) -> None:
        self._plan.problems += [RowProblem(h.row, "", "other_village", "W") for h in households]

    def _of_village(
        self, village: Village, households: Sequence[RosterHousehold]
    ) -> Iterator[Edit]:
        comparison = _OfVillage(self._registers, self._plan, village)
        total = len(self._plan.roster.households)
        for household in households:
            if self._done % _TOLD_EVERY == 0:
                self._job.progress(self._done, total)
            self._done += 1
            yield from comparison.take(household)


class _Head(NamedTuple):
    """Who will head a new household, known before its people are made: it is written once."""

    person: RosterMember | None = None
    uid: str = ""


class _OfVillage:
    """One village of the roster beside the register."""

    def __init__(self, registers: Registers, plan: RosterPlan, village: Village) -> None:
        store = registers.store
        self._ids = registers.ids
        self._village = village
        self._plan = plan
        self._edits: list[Edit] = []
        self._index = RegisterIndex(store, village.uid)
        self._facts = RosterFacts(
            self._edits,
            self._index,
            village,
            plan.roster,
            store.find(CardScheme),
            self._ids,
            registers.clock.now().date(),
            Listener(self._note, self._new, plan.problems.append),
        )
        self._number = store.questions.next_number(village.uid)

    def take(self, given: RosterHousehold) -> list[Edit]:
        """Compare one household; returns its edits."""
        self._edits.clear()
        home, doubtful = self._index.household_of(given)
        if self._index.has_ended(given, home):
            self._plan.problems.append(RowProblem(given.row, "", "household_ended", "W"))
            return self._edits
        self._facts.listing = home is not None
        if doubtful:
            self._plan.problems.append(RowProblem(given.row, "", "number_of_another", "W"))
        head = _Head()
        if home is None:
            head = _Head(_first_head(given.members), self._ids.uid())
            uid = self._create(given, head)
        else:
            uid = home.uid
            values = {**given.fields}
            if given.group:
                values["group"] = self._group(given.group)
            if doubtful or not given.local_no:
                values.pop("local_no", None)
            self._facts.change(given.row, given.head_name or home.local_no, home, values)
        self._facts.household(uid, given)
        self._plan.households.count(new=home is None, differs=bool(self._edits))
        self._members(uid, home, given, head)
        return self._edits

    def _note(self, row: int, name: str, record: Record, values: Mapping[str, object]) -> None:
        self._plan.differences.append(Difference(row, name, record, values))

    def _new(self, row: int, kind: NewKind, name: str) -> None:
        self._plan.creations.append(Creation(row, kind, name))

    def _create(self, given: RosterHousehold, head: _Head) -> str:
        values = dict(given.fields)
        number = values.get("local_no")
        if not number or self._index.number_taken(str(number)):
            values["local_no"] = f"H{self._number:0{NUMBER_WIDTH}d}"
            self._number += 1
        poor = given.colour in {"RED", "YELLOW"} or values.get("national_hh_no")
        values.setdefault("hh_class", REGISTERED if poor else GENERAL)
        values.setdefault("status", "active")
        if head.person is not None:
            values["head_member"] = head.uid
        home = record_of(
            Household,
            self._ids.uid(),
            {**values, "village": self._village.uid, "group": self._group(given.group)},
        )
        self._index.add(home)
        self._edits.append(created(home))
        self._new(given.row, "household", given.head_name or home.local_no)
        return home.uid

    def _group(self, name: str | None) -> str | None:
        if not name:
            return None
        known = self._index.groups.get(name)
        if known is None:
            group = VillageGroup(uid=self._ids.uid(), village=self._village.uid, name=name)
            self._edits.append(created(group))
            known = self._index.groups[name] = group.uid
        return known

    def _members(
        self, uid: str, home: Household | None, given: RosterHousehold, head: _Head
    ) -> None:
        headed = home.head_member is not None if home else head.person is not None
        for person in given.members:
            if not person.name:
                continue
            before = len(self._edits)
            known = self._index.member_of(uid, person)
            if known is not None and _has_gone(known, person):
                self._plan.problems.append(RowProblem(person.row, "", "person_ended", "W"))
                continue
            self._facts.listing = known is not None
            if known is None:
                own = head.uid if person is head.person else self._ids.uid()
                known = self._create_member(own, uid, person)
                self._facts.own_incomes((uid, given.year), known.uid, person)
                self._plan.persons.count(new=True, differs=True)
            else:
                self._facts.change(person.row, person.name, known, person.fields)
                self._facts.member_year(known.uid, person)
                self._facts.own_incomes((uid, given.year), known.uid, person)
                self._plan.persons.count(new=False, differs=len(self._edits) > before)
            if not headed and _may_head(person):
                headed = True
                self._edits.append(changed(Household, uid, head_member=known.uid))

    def _create_member(self, uid: str, household: str, person: RosterMember) -> Member:
        values: dict[str, object] = {"status": NORMAL, **person.fields, "household": household}
        values.setdefault("name_pinyin", name_pinyin(person.name))
        member = record_of(Member, uid, values)
        self._edits.append(created(member))
        self._new(person.row, "member", person.name)
        self._index.add_member(member)
        self._facts.member_year(member.uid, person)
        return member


def _first_head(people: Sequence[RosterMember]) -> RosterMember | None:
    return next((person for person in people if person.name and _may_head(person)), None)


def _may_head(person: RosterMember) -> bool:
    return person.fields.get("relation") in {HEAD, None}


def _has_gone(known: Member, person: RosterMember) -> bool:
    """Whether the register says that somebody died or left, and the sheet does not."""
    return known.status not in LIVING_HERE and person.fields.get("status") in LIVING_HERE
