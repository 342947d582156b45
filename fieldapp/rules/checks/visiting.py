"""V-VIS: visits that can have been, and households that nobody visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household
from fieldapp.rules.visit_cadence import CARE_CARDS


@of_household("V-VIS/end", "W", N_("the visit of {day} ends at {end}, before it begins at {start}"))
def ends_before_it_begins(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for visit in home.visits:
        start, end = visit.start_at, visit.end_at
        if start is not None and end is not None and end < start:
            yield hit(visit, "end_at", day=start.date(), start=_clock(start), end=_clock(end))


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%m-%d %H:%M}"


@of_household("V-VIS/future", "W", N_("the visit of {day} lies in the future"))
def lies_in_the_future(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    latest = around.now or dt.datetime.combine(around.today, dt.time.max)
    for visit in home.visits:
        if visit.start_at is not None and visit.start_at > latest:
            yield hit(visit, "start_at", day=visit.start_at.date())


@of_household("V-VIS/early", "W", N_("the visit of {day} is before the team came on {arrival}"))
def before_the_team_came(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    arrival = around.settings.team_arrival or around.arrival
    for visit in home.visits:
        if arrival and visit.start_at is not None and visit.start_at.date() < arrival:
            yield hit(visit, "start_at", day=visit.start_at.date(), arrival=arrival)


@of_household(
    "V-VIS/none", "W", N_("a household in care: the last visit was on {last}, {days} days ago")
)
def not_visited_lately(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    last, term = _last_visit(home, around), _term(home, around)
    if last is None or term is None:
        return
    days = (around.today - last).days
    if days > term:
        yield hit(home.household, last=last, days=days)


@of_household("V-VIS/never", "W", N_("a household in care that was never visited"))
def never_visited(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    if _term(home, around) is not None and _last_visit(home, around) is None:
        yield hit(home.household)


def _term(home: HouseholdFacts, around: Around) -> int | None:
    """Days between two visits for the household's red or yellow card."""
    held = [one.colour for one in home.ratings if one.valid_to is None]
    return around.cadence.term(held[-1]) if held and held[-1] in CARE_CARDS else None


def _last_visit(home: HouseholdFacts, around: Around) -> dt.date | None:
    days = [visit.start_at.date() for visit in home.visits if visit.start_at is not None]
    return max((day for day in days if day <= around.today), default=None)
