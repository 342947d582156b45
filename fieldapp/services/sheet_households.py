"""Gathers what the sheets of one household say, masked as the paper shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fieldapp.foundation.clock import Clock
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import (
    Benefit,
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Pairing,
    Plan,
    TeamMember,
    Village,
)
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.masks import masked_account, masked_id, masked_phone
from fieldapp.services.access import sees_health
from fieldapp.services.attachments import Attachments
from fieldapp.services.county_settings import setting_years
from fieldapp.services.household_view import (
    MemberView,
    YearView,
    helpers_in_order,
    measures_in_order,
    members_in_order,
    ratings_in_order,
    years_in_order,
)
from fieldapp.services.sheet_visits import VisitPapers
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper

T = TypeVar("T")
_AT_ONCE = 60


@dataclass(frozen=True)
class HouseholdPapers:
    """The papers of households, one after the other, read a few households at a time."""

    store: Store
    clock: Clock
    files: Attachments | None = None
    visits: bool = False
    """Whether the sheets of all visits belong to them."""

    def of(self, rows: Sequence[HouseholdRow]) -> Iterator[HouseholdPaper]:
        """One paper a household in the order asked for."""
        whole = _Whole(self.store, self.clock)
        for chunk in in_chunks(rows):
            gathering = _Gathering(self.store, chunk, whole)
            papers = map(gathering.paper, chunk)
            if not self.visits:
                yield from papers
                continue
            every = VisitPapers(self.store, self.files).all_of(chunk)
            for paper, visits in zip(papers, every, strict=True):
                yield replace(paper, visits=visits)


def in_chunks(rows: Sequence[HouseholdRow]) -> Iterator[Sequence[HouseholdRow]]:
    """As many households as are read at once: few enough to stay small, enough to ask seldom."""
    for at in range(0, len(rows), _AT_ONCE):
        yield rows[at : at + _AT_ONCE]


def grouped(records: Iterable[T], owner: Callable[[T], str]) -> Mapping[str, list[T]]:
    """Records by whose they are; nobody has none."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        found[owner(record)].append(record)
    return found


class _Whole:
    """What all papers share."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.today = clock.now().date()
        self.closed = not sees_health(store)
        self.formulas = dict(setting_years(store, INCOME))
        self.villages = {village.uid: village for village in store.find(Village)}
        self.team = {person.uid: person for person in store.find(TeamMember)}
        self.names = {uid: person.name for uid, person in self.team.items()}


class _Gathering:
    """The records of a few households, read at once."""

    def __init__(self, store: Store, rows: Sequence[HouseholdRow], whole: _Whole) -> None:
        self._whole = whole
        uids = [row.uid for row in rows]
        self._homes = {home.uid: home for home in store.find(Household, uid=uids)}
        people = store.find(Member, household=uids)
        self._people = grouped(people, _household)
        self._people_years = grouped(
            store.find(MemberYear, member=[person.uid for person in people]),
            lambda year: year.member,
        )
        years = store.find(HouseholdYear, household=uids)
        self._years = grouped(years, _household)
        self._lines = grouped(
            store.find(IncomeLine, household_year=[year.uid for year in years]),
            lambda line: line.household_year,
        )
        self._ratings = grouped(store.find(CardRating, household=uids), _household)
        self._plans = grouped(store.find(Plan, household=uids), _household)
        self._measures = grouped(store.find(Measure, household=uids), _household)
        self._benefits = grouped(store.find(Benefit, household=uids), _household)
        self._pairs = grouped(store.find(Pairing, household=uids), _household)

    def paper(self, row: HouseholdRow) -> HouseholdPaper:
        """The paper of one of them."""
        whole, uid = self._whole, row.uid
        helpers = helpers_in_order(self._pairs[uid])
        return HouseholdPaper(
            today=whole.today,
            row=row,
            village=whole.villages[row.village],
            home=_masked_home(self._homes[uid]),
            persons=tuple(
                _person(one, closed=whole.closed) for one in self._members(uid) if one.here
            ),
            years=tuple(
                YearPaper(y.record, y.lines, y.formula, y.sums, y.per_head)
                for y in self._years_of(row)
            ),
            ratings=ratings_in_order(self._ratings[uid]),
            plans=tuple(sorted(self._plans[uid], key=_order, reverse=True)),
            measures=measures_in_order(self._measures[uid]),
            benefits=tuple(self._benefits[uid]),
            helpers=tuple(whole.team[one] for one in helpers if one in whole.team),
            names=whole.names | {person.uid: person.name for person in self._people[uid]},
        )

    def _members(self, household: str) -> tuple[MemberView, ...]:
        people = self._people[household]
        years = (year for person in people for year in self._people_years[person.uid])
        return members_in_order(self._homes[household], people, years)

    def _years_of(self, row: HouseholdRow) -> tuple[YearView, ...]:
        years = self._years[row.uid]
        lines = (line for year in years for line in self._lines[year.uid])
        return years_in_order(row, years, lines, self._whole.formulas)


def _household(
    record: CardRating | HouseholdYear | Member | Measure | Pairing | Plan | Benefit,
) -> str:
    return record.household


def _order(plan: Plan) -> tuple[int, int]:
    return plan.year, plan.version or 0


def _masked_home(home: Household) -> Household:
    return replace(
        home, phone=masked_phone(home.phone) or None,
        bank_account=masked_account(home.bank_account) or None, gps_lat=None, gps_lon=None,
    )  # fmt: skip


def _person(view: MemberView, *, closed: bool) -> Person:
    return Person(_masked_member(view.person), _open_year(view.year, closed=closed))


def _masked_member(member: Member) -> Member:
    return replace(
        member, id_number=masked_id(member.id_number) or None,
        phone=masked_phone(member.phone) or None,
    )  # fmt: skip


def _open_year(year: MemberYear | None, *, closed: bool) -> MemberYear | None:
    """Health is left out for those to whom it is closed; a disability card is always masked."""
    if year is None:
        return None
    if closed:
        return replace(
            year, health=None, disease_name=None, disease_grade=None, disability_card=None
        )
    return replace(year, disability_card=masked_id(year.disability_card) or None)
