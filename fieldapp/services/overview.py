"""The week at a glance: what is due, what was promised, what was done, what is not handed over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fieldapp.foundation.clock import Clock
from fieldapp.ports.questions import Figures, HouseholdRow, PromiseRow, Stats, VisitRow
from fieldapp.ports.store import Store
from fieldapp.records.meeting import Meeting
from fieldapp.rules.visit_cadence import CARE_CARDS, NEVER, Cadence, Terms
from fieldapp.services.cadence import load_cadence
from fieldapp.services.check_count import CheckCount, last_count
from fieldapp.services.due import DueItem, besides_promises
from fieldapp.services.exchange import Exchange
from fieldapp.services.open_matters import Matters, open_matters
from fieldapp.services.own_clock import ClockDoubt, clock_doubt

WEEK = 7


@dataclass(frozen=True, slots=True)
class DueHousehold:
    """A household that is to be visited, and for how many days; ``never`` when it never was."""

    row: HouseholdRow
    days: int

    @property
    def never(self) -> bool:
        """Whether nobody has visited it yet."""
        return self.days == NEVER


@dataclass(frozen=True, slots=True)
class Week:
    """The visits since Monday, and the groups in which nobody was visited."""

    visits: int
    households: int
    groups_left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """What the partner does not hold yet, and when the last bundle was made."""

    pending: int
    last_bundle: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the home page shows of one village, or of all.

    ``due`` has the most overdue household first; ``promises`` are those due today or earlier;
    ``causes`` counts households with a red or yellow card by main cause, the most frequent first.
    ``next_meeting`` is the day by which the team meets again; ``None`` before its first meeting;
    ``checks`` what the last run of the checks left waiting, ``None`` before the first.
    """

    today: dt.date
    stats: Stats
    due: tuple[DueHousehold, ...]
    promises: tuple[PromiseRow, ...]
    week: Week
    custody: Custody
    causes: tuple[tuple[str, int], ...]
    cadence: Cadence
    next_meeting: dt.date | None
    also: tuple[DueItem, ...]
    """Decisions, and for those who may see them health dates, due within a fortnight."""
    checks: CheckCount | None
    matters: Matters = field(default_factory=Matters)
    clock: ClockDoubt | None = None
    """Why this laptop's clock can hardly be right."""

    @property
    def monday(self) -> dt.date:
        """The first day of the week."""
        return self.today - dt.timedelta(days=self.today.weekday())

    @property
    def sunday(self) -> dt.date:
        """The last day of the week."""
        return self.monday + dt.timedelta(days=WEEK - 1)

    @property
    def in_care(self) -> Figures:
        """Households and people with a red or yellow card."""
        cards = [self.stats.cards.get(card, Figures()) for card in sorted(CARE_CARDS)]
        return Figures(sum(c.households for c in cards), sum(c.persons for c in cards))


def overview(
    store: Store, clock: Clock, exchange: Exchange, village: str | None = None
) -> Overview:
    """Ask everything the home page shows."""
    terms = Terms(clock.now().date(), load_cadence(store))
    today = terms.today
    monday = today - dt.timedelta(days=today.weekday())
    rows = store.questions.households(village)
    return Overview(
        today=today,
        stats=store.questions.stats(village),
        due=due_households(rows, terms),
        promises=tuple(store.questions.promises(village, until=today)),
        week=_week(rows, store.questions.visits(village, since=monday)),
        custody=Custody(exchange.pending(), exchange.last_export()),
        causes=_causes(rows),
        cadence=terms.cadence,
        next_meeting=_next_meeting(store, village, terms.cadence),
        also=besides_promises(store, today, village),
        checks=last_count(store),
        matters=open_matters(store, village),
        clock=clock_doubt(store, clock),
    )


def due_households(rows: Sequence[HouseholdRow], terms: Terms) -> tuple[DueHousehold, ...]:
    """The households to visit now, the most overdue first; red before yellow when equal."""
    found = [DueHousehold(row, days) for row in rows if (days := terms.overdue(row)) is not None]
    return tuple(
        sorted(found, key=lambda due: (-due.days, due.row.card != "RED", due.row.local_no))
    )


def _next_meeting(store: Store, village: str | None, cadence: Cadence) -> dt.date | None:
    held = store.find(Meeting, **({} if village is None else {"village": village}))
    last: dict[str, dt.date] = {}
    for meeting in held:
        last[meeting.village] = max(meeting.date, last.get(meeting.village, meeting.date))
    return cadence.next_meeting(min(last.values())) if last else None


def _week(rows: Sequence[HouseholdRow], visits: Sequence[VisitRow]) -> Week:
    visited = {visit.household for visit in visits}
    groups = {row.group for row in rows if row.group and row.card in CARE_CARDS}
    reached = {row.group for row in rows if row.uid in visited}
    return Week(len(visits), len(visited), tuple(sorted(groups - reached)))


def _causes(rows: Sequence[HouseholdRow]) -> tuple[tuple[str, int], ...]:
    counts = Counter(row.main_cause for row in rows if row.main_cause and row.card in CARE_CARDS)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
