"""Who is visited when: the poor first, some twice, a few due again on the last day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import PAPER_HOUSEHOLDS, RED, Family
from fieldapp.services.demo_village.people import DEMO_DAY

PAPER_VISITS = 210
PAPER_DUE = 18
FIRST_DAY = dt.date(2015, 10, 26)

_RECENT_FROM = dt.date(2016, 10, 8)
_OLD_UNTIL = dt.date(2016, 9, 10)
_RECENT_SHARE = 0.32
_SLOTS = ((8, 40), (10, 5), (14, 20), (15, 50))


@dataclass(frozen=True, slots=True)
class Appointment:
    """One visit: whom, when, and when it was agreed to come again."""

    family: Family
    start: dt.datetime
    ordinal: int
    again: dt.date | None


def plan_visits(families: list[Family]) -> list[Appointment]:
    """All visits from October 2015 to the day before the demonstration, in order of time."""
    dice = Dice("visits", len(families))
    days = _days_by_family(dice, families)
    slots: dict[dt.date, int] = {}
    found = []
    for place, (family, visits) in enumerate(days):
        for ordinal, (day, again) in enumerate(visits, 1):
            slot = slots.get(day, 0)
            slots[day] = slot + 1
            hour, minute = _SLOTS[slot % len(_SLOTS)]
            start = dt.datetime.combine(day, dt.time(hour, (minute + place % 4 * 5) % 60))
            found.append(Appointment(family, start, ordinal, again))
    return sorted(found, key=lambda a: (a.start, a.family.no))


def _days_by_family(
    dice: Dice, families: list[Family]
) -> list[tuple[Family, list[tuple[dt.date, dt.date | None]]]]:
    poor = [family for family in families if family.poor]
    others = [family for family in families if not family.poor]
    extra = max(0, round(len(families) * PAPER_VISITS / PAPER_HOUSEHOLDS) - len(poor))
    due = _some(dice, poor, round(len(families) * PAPER_DUE / PAPER_HOUSEHOLDS))
    again = _some(dice, [f for f in poor if f.card == RED], extra * 3 // 5)
    guests = _some(dice, others, extra - len(again))
    plan = []
    for family in families:
        if not family.poor and family.no not in guests:
            continue
        last = _last(dice, due=family.no in due, poor=family.poor)
        visits = [last]
        if family.no in again:
            visits.insert(0, _first(dice, last[0]))
        plan.append((family, visits))
    return plan


def _some(dice: Dice, families: list[Family], count: int) -> set[int]:
    return {family.no for family in dice.sample(families, min(count, len(families)))}


def _last(dice: Dice, *, due: bool, poor: bool) -> tuple[dt.date, dt.date | None]:
    """The last visit: seven weeks ago and due again, lately with time left, or long ago."""
    if due:
        overdue = 12 if dice.often(0.12) else 6
        return (
            _workday(DEMO_DAY - dt.timedelta(days=dice.randint(44, 62))),
            DEMO_DAY - dt.timedelta(days=dice.randint(max(0, overdue - 6), overdue)),
        )
    if poor and dice.often(_RECENT_SHARE):
        day = _between(dice, _RECENT_FROM, DEMO_DAY - dt.timedelta(days=1))
        return day, _workday(DEMO_DAY + dt.timedelta(days=dice.randint(4, 50)))
    return _between(dice, FIRST_DAY, _OLD_UNTIL), None


def _first(dice: Dice, last: dt.date) -> tuple[dt.date, dt.date | None]:
    latest = max(FIRST_DAY, last - dt.timedelta(days=40))
    return _between(dice, FIRST_DAY, latest), last if dice.often(0.5) else None


def _between(dice: Dice, first: dt.date, last: dt.date) -> dt.date:
    day = _workday(first + dt.timedelta(days=dice.randint(0, (last - first).days)))
    return day if dt.date(2016, 2, 20) < day or day < dt.date(2016, 1, 30) else dt.date(2016, 2, 24)


def _workday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1) if day.weekday() == 6 else day
