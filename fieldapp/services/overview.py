"""The week at a glance: what is due, what was promised, what was done, what is not handed over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from fieldapp.foundation.clock import Clock
from fieldapp.ports.questions import Figures, HouseholdRow, PromiseRow, Stats
from fieldapp.ports.store import Store
from fieldapp.records.meeting import Meeting
from fieldapp.rules.visit_cadence import CARE_CARDS, Cadence, Terms
from fieldapp.services.cadence import load_cadence
from fieldapp.services.check_count import CheckCount, last_count
from fieldapp.services.due import DueItem, besides_promises
from fieldapp.services.exchange import Exchange
from fieldapp.services.open_matters import Matters, open_matters
from fieldapp.services.own_clock import ClockDoubt, clock_doubt
from fieldapp.services.visits_due import VisitsDue, visits_due

WEEK = 7


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

    ``promises`` are those due today or earlier; ``causes`` counts households with a red or yellow
    card by main cause, the most frequent first.
    ``next_meeting`` is the day by which the team meets again; ``None`` before its first meeting;
    ``checks`` what the last run of the checks left waiting, ``None`` before the first.
    """

    today: dt.date
    stats: Stats
    due: VisitsDue
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
    visits = store.questions.visits(village, since=monday)
    visited = {visit.household for visit in visits}
    passed = _Passed(visited)
    due = visits_due(passed.counted(store.questions.households(village)), terms)
    return Overview(
        today=today,
        stats=store.questions.stats(village),
        due=due,
        promises=tuple(store.questions.promises(village, until=today)),
        week=Week(len(visits), len(visited), passed.groups_left()),
        custody=Custody(exchange.pending(), exchange.last_export()),
        causes=passed.causes(),
        cadence=terms.cadence,
        next_meeting=_next_meeting(store, village, terms.cadence),
        also=besides_promises(store, today, village),
        checks=last_count(store),
        matters=open_matters(store, village),
        clock=clock_doubt(store, clock),
    )


def _next_meeting(store: Store, village: str | None, cadence: Cadence) -> dt.date | None:
    held = store.find(Meeting, **({} if village is None else {"village": village}))
    last: dict[str, dt.date] = {}
    for meeting in held:
        last[meeting.village] = max(meeting.date, last.get(meeting.village, meeting.date))
    return cadence.next_meeting(min(last.values())) if last else None


class _Passed:
    """What is counted of households while they go by on their way to whoever asked for them."""

    def __init__(self, visited: Collection[str]) -> None:
        self._visited = visited
        self._causes: Counter[str] = Counter()
        self._groups: set[str] = set()
        self._reached: set[str] = set()

    def counted(self, rows: Iterable[HouseholdRow]) -> Iterator[HouseholdRow]:
        for row in rows:
            if row.card in CARE_CARDS:
                self._groups.add(row.group)
                if row.main_cause:
                    self._causes[row.main_cause] += 1
            if row.uid in self._visited:
                self._reached.add(row.group)
            yield row

    def groups_left(self) -> tuple[str, ...]:
        return tuple(sorted(self._groups - self._reached - {""}))

    def causes(self) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(self._causes.items(), key=lambda pair: (-pair[1], pair[0])))
