"""The register as rosters show it: households with their people, few in memory at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from fieldapp.ports.store import Store
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Member,
    MemberYear,
    MonitoringCase,
    Village,
    VillageGroup,
)
from fieldapp.records.declare import Record, entity_named, entity_of, fields_of
from fieldapp.records.lists_household import ENDED
from fieldapp.rules.masks import mask_of
from fieldapp.services.access import sees_health
from fieldapp.spreadsheets.headings import targets
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember

_FIRST_ROW = 2
_AT_ONCE = 500
"""Households whose people and years stand in memory together."""


def as_rosters(
    store: Store, village: str | None, *, ended: bool = True
) -> Iterator[RosterHousehold]:
    """The villages of a register, or one of them, as sheets show them; health to its roles.

    By group and number, each with its newest year; households that have ended come only where
    they are asked for.
    """
    closed = not sees_health(store)
    for place in store.find(Village):
        if village is None or place.name == village:
            for household in _of_village(store, place, ended=ended):
                yield _without_health(household) if closed else household


def _of_village(store: Store, place: Village, *, ended: bool) -> Iterator[RosterHousehold]:
    groups = {group.uid: group.name for group in store.find(VillageGroup, village=place.uid)}
    order = sorted(
        store.find(Household, village=place.uid),
        key=lambda home: (groups.get(home.group or "", ""), home.local_no),
    )
    shown = [home for home in order if ended or home.status not in ENDED]
    for at in range(0, len(shown), _AT_ONCE):
        some = shown[at : at + _AT_ONCE]
        beside = _Beside(store, [home.uid for home in some])
        for row, home in enumerate(some, _FIRST_ROW + at):
            yield beside.household(row, home, place.name, groups.get(home.group or ""))


class _Beside:
    """What stands beside some households."""

    def __init__(self, store: Store, homes: Sequence[str]) -> None:
        self._members: dict[str, list[Member]] = defaultdict(list)
        for member in store.find(Member, household=list(homes)):
            self._members[member.household].append(member)
        self._years: dict[str, HouseholdYear] = {}
        found = store.find(HouseholdYear, household=list(homes))
        for year in sorted(found, key=lambda one: one.year):
            self._years[year.household] = year
        self._load_newest(store)
        self._colours = {
            rating.household: rating.colour
            for rating in store.find(CardRating, household=list(homes), valid_to=None)
        }
        self._cases: dict[str, MonitoringCase] = {}
        for case in store.find(MonitoringCase, household=list(homes)):
            if not case.removed:
                self._cases[case.household] = case

    def _load_newest(self, store: Store) -> None:
        """Income and people of each household's newest year."""
        years = [year.uid for year in self._years.values()]
        self._lines: dict[str, list[IncomeLine]] = defaultdict(list)
        for line in store.find(IncomeLine, household_year=years):
            self._lines[line.household_year].append(line)
        people = [member.uid for some in self._members.values() for member in some]
        self._member_years = {
            (year.member, year.year): year for year in store.find(MemberYear, member=people)
        }

    def household(
        self, row: int, home: Household, village: str, group: str | None
    ) -> RosterHousehold:
        """The household as its row shows it."""
        members = self._members[home.uid]
        newest = self._years.get(home.uid)
        case = self._cases.get(home.uid)
        year = newest.year if newest is not None else None
        head = next((one for one in members if one.uid == home.head_member), None)
        amounts = _Amounts(self._lines[newest.uid] if newest is not None else ())
        return RosterHousehold(
            row,
            village,
            group,
            head.name if head is not None else None,
            head.id_number if head is not None else None,
            year,
            self._colours.get(home.uid),
            _sheet_values(home),
            _sheet_values(newest) if newest is not None else {},
            amounts.of_household,
            monitoring=_sheet_values(case) if case is not None else {},
            members=tuple(
                self._member(row, member, year, amounts.of_people.get(member.uid, {}))
                for member in members
            ),
        )

    def _member(
        self, row: int, member: Member, year: int | None, incomes: Mapping[str, Decimal]
    ) -> RosterMember:
        found = None if year is None else self._member_years.get((member.uid, year))
        return RosterMember(
            row,
            _sheet_values(member),
            {} if found is None else _sheet_values(found),
            incomes=incomes,
        )


def _without_health(household: RosterHousehold) -> RosterHousehold:
    specs = fields_of(MemberYear)
    members = tuple(
        replace(
            member,
            year_fields={
                n: v for n, v in member.year_fields.items() if mask_of(specs[n]) != "health"
            },
        )
        for member in household.members
    )
    return replace(household, members=members)


class _Amounts:
    """The amounts of a year that have a column: people's own where rows can say so, else sums.

    Rows can say so of amounts that all differ, each of another person; equal ones would read as
    one amount of the household.
    """

    def __init__(self, lines: Sequence[IncomeLine]) -> None:
        self.of_household: dict[str, Decimal] = {}
        self.of_people: dict[str, dict[str, Decimal]] = defaultdict(dict)
        by_item: dict[str, list[tuple[str | None, Decimal]]] = defaultdict(list)
        for line in lines:
            if line.amount is not None and f"income.{line.item}" in targets():
                by_item[line.item].append((line.member, line.amount))
        for item, parts in by_item.items():
            self._place(item, parts)

    def _place(self, item: str, parts: Sequence[tuple[str | None, Decimal]]) -> None:
        people = {person for person, _ in parts if person is not None}
        differing = {amount for _, amount in parts}
        if len(parts) > 1 and len(people) == len(differing) == len(parts):
            for person, amount in parts:
                self.of_people[person or ""][item] = amount
        else:
            self.of_household[item] = sum((amount for _, amount in parts), Decimal())


def _sheet_values(record: Record) -> Mapping[str, object]:
    """The fields that have a column in a roster and are filled."""
    return {
        name: value
        for name in _in_sheets(entity_of(type(record)).name)
        if (value := getattr(record, name)) is not None
    }


@cache
def _in_sheets(entity: str) -> tuple[str, ...]:
    return tuple(name for name in entity_named(entity).fields if f"{entity}.{name}" in targets())
