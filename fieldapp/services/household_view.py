"""One household as its page shows it: everything that is recorded of it, as one frozen value."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.ports.questions import HouseholdRow, PromiseRow
from fieldapp.ports.store import Store
from fieldapp.records import (
    Attachment,
    CardRating,
    CardScheme,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Pairing,
    TeamMember,
    Village,
    Visit,
    VisitIssue,
)
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.income import IncomeFormula, IncomeSums, formula_of, income_sums
from fieldapp.services.access import at_keyboard, sees_health
from fieldapp.services.county_settings import setting_years
from fieldapp.services.due import DueItem, besides_promises
from fieldapp.services.family_history import EventView, family_events
from fieldapp.services.lookup import the_record

YEARS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person with the newest yearly record; ``here`` while counted in the household."""

    person: Member
    year: MemberYear | None

    @property
    def here(self) -> bool:
        """Whether the person still belongs to the household."""
        return self.person.status in LIVING_HERE


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the household with its income; ``sums`` is ``None`` without items.

    ``formula`` is how the county has incomes of that year added up.
    """

    record: HouseholdYear
    lines: tuple[IncomeLine, ...]
    formula: IncomeFormula
    sums: IncomeSums | None
    per_head: Decimal | None


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with the names of the visitors and the issues raised.

    ``own``: whoever is at the keyboard was among the visitors.
    """

    visit: Visit
    visitors: tuple[str, ...]
    issues: tuple[VisitIssue, ...]
    own: bool = False
    typist: str = ""
    """Who keyed it, when that was another than in whose name it stands."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What the pane beside the list shows of a household."""

    row: HouseholdRow
    village: str
    altitude_m: int | None
    other_causes: tuple[str, ...]
    helpers: tuple[str, ...]
    promises: tuple[PromiseRow, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class JoinedHousehold:
    """A household that was merged into another one, with its history."""

    row: HouseholdRow
    ratings: tuple[CardRating, ...]
    measures: tuple[Measure, ...]
    visits: tuple[VisitView, ...]


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """Everything recorded of a household; years, ratings and visits have the newest first."""

    today: dt.date
    row: HouseholdRow
    home: Household
    village: str
    helpers: tuple[str, ...]
    members: tuple[MemberView, ...]
    years: tuple[YearView, ...]
    ratings: tuple[CardRating, ...]
    measures: tuple[Measure, ...]
    visits: tuple[VisitView, ...]
    promises: tuple[PromiseRow, ...]
    team: tuple[TeamMember, ...]
    papers: tuple[Attachment, ...]
    """Photos and papers that are kept of it."""
    scheme_defined: bool
    """Whether the county wrote what its cards mean."""
    due: tuple[DueItem, ...]
    """Follow-ups, doses and antenatal visits, for those who may see them."""
    events: tuple[EventView, ...]
    joined: tuple[JoinedHousehold, ...]
    """Households that were merged into this one."""
    health: bool = False
    """Whether health is open to whoever is at the keyboard."""
    move_waits: bool = False
    """Whether it was moved to a village that is not held here."""

    @property
    def causes(self) -> HouseholdYear | None:
        """The newest year in which causes were recorded."""
        return next((y.record for y in self.years if y.record.main_cause), None)

    def team_name(self, uid: str | None) -> str:
        """The name of a team member; empty when unknown."""
        return next((person.name for person in self.team if person.uid == uid), "")


def glance(store: Store, household: str) -> Glance:
    """What the list's pane shows.

    Raises:
        Refused: ``unknown_household``.
    """
    row, home = _row(store, household), the_record(store, Household, household)
    years = sorted(store.find(HouseholdYear, household=household), key=lambda y: -y.year)
    causes = next((year for year in years if year.main_cause), None)
    team = {person.uid: person.name for person in store.find(TeamMember)}
    return Glance(
        row=row,
        village=the_record(store, Village, row.village).name,
        altitude_m=home.altitude_m,
        other_causes=(causes.other_causes or ()) if causes else (),
        helpers=_helpers(store, household, team),
        promises=tuple(store.questions.promises(household=household)),
        measures=tuple(m for m in _measures(store, household) if m.state in OPEN_MEASURES),
    )


def household_view(store: Store, clock: Clock, household: str) -> HouseholdView:
    """Everything the page of a household shows.

    Raises:
        Refused: ``unknown_household``.
    """
    row, home = _row(store, household), the_record(store, Household, household)
    people = tuple(store.find(TeamMember))
    team = {person.uid: person.name for person in people}
    events = family_events(store, household)
    return HouseholdView(
        today=clock.now().date(),
        row=row,
        home=home,
        village=the_record(store, Village, row.village).name,
        helpers=_helpers(store, household, team),
        members=_members(store, home),
        years=_years(store, row),
        ratings=_ratings(store, household),
        measures=_measures(store, household),
        visits=_visits(store, household, team),
        promises=tuple(store.questions.promises(household=household)),
        team=people,
        papers=tuple(store.find(Attachment, household=household)),
        scheme_defined=any(scheme.definition_text for scheme in store.find(CardScheme)),
        due=besides_promises(store, clock.now().date(), household=household),
        events=events,
        joined=tuple(
            _joined(store, e.other, team)
            for e in events
            if e.event.kind == "merge" and e.other is not None and e.other.status == "merged"
        ),
        health=sees_health(store),
        move_waits=store.questions.apart.move_waits(household),
    )


def _joined(store: Store, row: HouseholdRow, team: dict[str, str]) -> JoinedHousehold:
    return JoinedHousehold(
        row,
        _ratings(store, row.uid),
        _measures(store, row.uid),
        _visits(store, row.uid, team),
    )


def _ratings(store: Store, household: str) -> tuple[CardRating, ...]:
    return ratings_in_order(store.find(CardRating, household=household))


def ratings_in_order(found: Iterable[CardRating]) -> tuple[CardRating, ...]:
    """The newest first."""
    return tuple(sorted(found, key=lambda r: str(r.valid_from), reverse=True))


def _row(store: Store, household: str) -> HouseholdRow:
    row = store.questions.household(household)
    if row is None:
        raise Refused("unknown_household", number="")
    return row


def _helpers(store: Store, household: str, team: dict[str, str]) -> tuple[str, ...]:
    found = helpers_in_order(store.find(Pairing, household=household))
    return tuple(team[uid] for uid in found if uid in team)


def helpers_in_order(pairs: Iterable[Pairing]) -> tuple[str, ...]:
    """The uids of those who help a household now, the first helper first."""
    open_pairs = [pair for pair in pairs if pair.end_date is None]
    ordered = sorted(open_pairs, key=lambda pair: (pair.rank != "first", str(pair.start_date)))
    return tuple(pair.team_member for pair in ordered)


def _members(store: Store, home: Household) -> tuple[MemberView, ...]:
    people = store.find(Member, household=home.uid)
    return members_in_order(
        home, people, store.find(MemberYear, member=[person.uid for person in people])
    )


def members_in_order(
    home: Household, people: Iterable[Member], years: Iterable[MemberYear]
) -> tuple[MemberView, ...]:
    """Those who live there first, among them the head; each with the newest of their years."""
    newest = {year.member: year for year in sorted(years, key=lambda year: year.year)}
    views = [MemberView(person, newest.get(person.uid)) for person in people]
    return tuple(
        sorted(
            views,
            key=lambda m: (
                not m.here,
                m.person.uid != home.head_member,
                m.person.relation or "~",
                str(m.person.birth_date),
            ),
        )
    )


def _years(store: Store, row: HouseholdRow) -> tuple[YearView, ...]:
    years = store.find(HouseholdYear, household=row.uid)
    lines = store.find(IncomeLine, household_year=[year.uid for year in years])
    return years_in_order(row, years, lines, dict(setting_years(store, INCOME)))


def years_in_order(
    row: HouseholdRow,
    years: Iterable[HouseholdYear],
    lines: Iterable[IncomeLine],
    texts: Mapping[int | None, str],
) -> tuple[YearView, ...]:
    """The newest first, each with its income; ``texts`` are the county's formulas by year."""
    items: dict[str, list[IncomeLine]] = defaultdict(list)
    for line in lines:
        items[line.household_year].append(line)
    found = []
    for year in sorted(years, key=lambda year: -year.year):
        own = tuple(sorted(items[year.uid], key=lambda line: line.item))
        formula = formula_of(texts, year.year)
        sums = income_sums(own, formula) if own else None
        size = year.size_year_end or row.people
        per_head = sums.per_head(size) if sums else year.declared_per_head
        found.append(YearView(year, own, formula, sums, per_head))
    return tuple(found)


def _measures(store: Store, household: str) -> tuple[Measure, ...]:
    return measures_in_order(store.find(Measure, household=household))


def measures_in_order(found: Sequence[Measure]) -> tuple[Measure, ...]:
    """Open ones first, by due date; then the finished ones, the newest first."""
    running = [measure for measure in found if measure.state in OPEN_MEASURES]
    ended = [measure for measure in found if measure.state not in OPEN_MEASURES]
    return (
        *sorted(running, key=lambda m: m.due_date or dt.date.max),
        *sorted(ended, key=lambda m: m.due_date or dt.date.min, reverse=True),
    )


def _visits(store: Store, household: str, team: dict[str, str]) -> tuple[VisitView, ...]:
    visits: Sequence[Visit] = store.find(Visit, household=household)
    issues = store.find(VisitIssue, visit=[visit.uid for visit in visits])
    here = at_keyboard(store)
    typists = store.questions.keyed_for_others("visit", [visit.uid for visit in visits])
    return tuple(
        VisitView(
            visit,
            tuple(team.get(uid, "…") for uid in visit.visitors or ()),
            tuple(issue for issue in issues if issue.visit == visit.uid),
            any(team.get(uid) in here for uid in visit.visitors or ()),
            typists.get(visit.uid, ""),
        )
        for visit in sorted(visits, key=lambda v: str(v.start_at), reverse=True)
    )
