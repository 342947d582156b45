"""The register of one village in memory, for comparing a roster with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from fieldapp.ports.store import Store
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    MonitoringCase,
    Pairing,
    TeamMember,
    VillageGroup,
)
from fieldapp.records.declare import Record, record_of
from fieldapp.records.lists_household import ENDED
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Coming(Generic[RecordT]):
    """A record that a sheet brings, whole only when it is asked for: few are, and it is large."""

    cls: type[RecordT]
    uid: str
    values: Mapping[str, object]

    def record(self) -> RecordT:
        """The record itself."""
        return record_of(self.cls, self.uid, self.values)


class RegisterIndex:
    """Households, people and their yearly records by what a sheet may know of them."""

    def __init__(self, store: Store, village: str) -> None:
        self.homes = {home.uid: home for home in store.find(Household, village=village)}
        self.groups = {g.name: g.uid for g in store.find(VillageGroup, village=village)}
        self._by_number = {home.local_no: home for home in self.homes.values()}
        self._by_national = {
            home.national_hh_no: home for home in self.homes.values() if home.national_hh_no
        }
        self._members: dict[str, list[Member]] = defaultdict(list)
        self._by_id: dict[str, Member] = {}
        self._by_head: dict[tuple[str | None, str], list[Household]] = defaultdict(list)
        for member in store.find(Member, household=[*self.homes]):
            self.add_member(member)
        for home in self.homes.values():
            self._by_head[home.group, self._head_name(home)].append(home)
        self._load_yearly(store)
        self._load_help(store)

    def _load_yearly(self, store: Store) -> None:
        people = [member.uid for some in self._members.values() for member in some]
        self.household_years: dict[tuple[str, int], HouseholdYear | Coming[HouseholdYear]] = {
            (year.household, year.year): year
            for year in store.find(HouseholdYear, household=[*self.homes])
        }
        self.member_years: dict[tuple[str, int], MemberYear | Coming[MemberYear]] = {
            (year.member, year.year): year for year in store.find(MemberYear, member=people)
        }
        years = [year.uid for year in self.household_years.values()]
        self._incomes: dict[str, list[IncomeLine]] = defaultdict(list)
        for line in store.find(IncomeLine, household_year=years):
            self.add_income(line)

    def _load_help(self, store: Store) -> None:
        homes = [*self.homes]
        self.ratings = {
            rating.household: rating
            for rating in store.find(CardRating, household=homes)
            if rating.valid_to is None
        }
        self.people = {person.name: person.uid for person in store.find(TeamMember)}
        pairings = store.find(Pairing, household=homes)
        self.pairings = {(p.household, p.team_member) for p in pairings if p.end_date is None}
        self.cases: dict[str, list[MonitoringCase]] = defaultdict(list)
        for case in reversed(store.find(MonitoringCase, household=homes)):
            self.cases[case.household].append(case)
        self.measures: dict[str, set[str]] = defaultdict(set)
        for measure in store.find(Measure, household=homes):
            self.measures[measure.household].add(measure.title or "")

    def _head(self, home: Household) -> Member | None:
        return next((m for m in self._members[home.uid] if m.uid == home.head_member), None)

    def _head_name(self, home: Household) -> str:
        head = self._head(home)
        return head.name if head is not None else ""

    def add(self, home: Household) -> None:
        """Take in a household that is going to be created."""
        self.homes[home.uid] = home
        self._by_number[home.local_no] = home

    def add_member(self, member: Member) -> None:
        """Take in a person."""
        self._members[member.household].append(member)
        if member.id_number:
            self._by_id[member.id_number] = member

    def add_income(self, line: IncomeLine) -> None:
        """Take in a line of income."""
        self._incomes[line.household_year].append(line)

    def incomes_of(self, year: str, item: str) -> list[IncomeLine]:
        """The lines of an item in a household's year: mostly one."""
        return [line for line in self._incomes.get(year, ()) if line.item == item]

    def number_taken(self, number: str) -> bool:
        """Whether a local number is in use."""
        return number in self._by_number

    def household_of(self, given: RosterHousehold) -> tuple[Household | None, bool]:
        """The household that a sheet means; True beside it when its number belongs to another.

        The head's ID number decides, then the national number, then the local number together
        with the head's name, then group and name when only one household fits. Never guessed.
        """
        by_number = self._by_number.get(given.local_no or "")
        found = self._by_identity(given)
        if found is None and by_number is not None and self._fits(by_number, given):
            return by_number, False
        if found is None and not given.local_no and not given.head_id:
            group = self.groups.get(given.group or "")
            named = self._by_head.get((group, given.head_name or ""), [])
            same = [home for home in named if self._same_family(home, given)]
            found = same[0] if len(same) == 1 else None
        return found, by_number is not None and by_number is not found

    def has_ended(self, given: RosterHousehold, found: Household | None) -> bool:
        """Whether a household that has ended is meant, or its number, as if it went on.

        A sheet that says itself that the household has ended may tell more of it.
        """
        if given.fields.get("status") in ENDED:
            return False
        numbered = self._by_number.get(given.local_no or "")
        return any(home is not None and home.status in ENDED for home in (found, numbered))

    def _by_identity(self, given: RosterHousehold) -> Household | None:
        member = self._by_id.get(given.head_id or "")
        if member is not None:
            return self.homes.get(member.household)
        if given.national_hh_no in self._by_national:
            return self._by_national[given.national_hh_no]
        if given.head_id:
            return None
        known = {
            self._by_id[number].household
            for person in given.members
            if (number := str(person.fields.get("id_number", ""))) in self._by_id
        }
        return self.homes.get(known.pop()) if len(known) == 1 else None

    def _same_family(self, home: Household, given: RosterHousehold) -> bool:
        """One name alone is no proof: the same people, and for one person no ID number either."""
        known = self._members[home.uid]
        names = {person.name for person in given.members}
        several = len(names) > 1 or not any(m.id_number for m in known)
        return bool(names) and names == {m.name for m in known} and several

    def _fits(self, home: Household, given: RosterHousehold) -> bool:
        return not given.head_name or self._head_name(home) == given.head_name

    def member_of(self, household: str, given: RosterMember) -> Member | None:
        """The person of a household that a sheet means: by ID number, else by name."""
        id_number = given.fields.get("id_number")
        known = self._members[household]
        if id_number:
            same = [m for m in known if m.id_number == id_number]
            if same:
                return same[0]
        named = [m for m in known if m.name == given.name and (not id_number or not m.id_number)]
        if len(named) > 1:
            named = [m for m in named if m.birth_date == given.fields.get("birth_date")]
        return named[0] if len(named) == 1 else None
