"""Which households are to be visited now: how many, the most overdue, all of them for printing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from fieldapp.foundation.clock import Clock
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.rules.visit_cadence import NEVER, Terms
from fieldapp.services.cadence import load_cadence

MOST_FIRST = 30
"""So many of the most overdue are named."""
_LATE = 7


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
class VisitsDue:
    """How many households are to be visited: with a red card, a week late or more.

    ``first`` are the :data:`MOST_FIRST` most overdue; red before yellow when equal.
    """

    count: int = 0
    red: int = 0
    late: int = 0
    first: tuple[DueHousehold, ...] = ()


def visits_due(rows: Iterable[HouseholdRow], terms: Terms) -> VisitsDue:
    """What is due among these households, of which no more than are named are held."""
    count = red = late = 0
    first: list[DueHousehold] = []
    for row in rows:
        days = terms.overdue(row)
        if days is None:
            continue
        count += 1
        red += row.card == "RED"
        late += days >= _LATE
        first.append(DueHousehold(row, days))
        if len(first) > 10 * MOST_FIRST:
            first = nsmallest(MOST_FIRST, first, key=_urgency)
    return VisitsDue(count, red, late, tuple(nsmallest(MOST_FIRST, first, key=_urgency)))


def due_households(store: Store, clock: Clock, village: str | None = None) -> list[str]:
    """The uids of all households to visit now, the most overdue first."""
    terms = Terms(clock.now().date(), load_cadence(store))
    found = [
        (_urgency(DueHousehold(row, days)), row.uid)
        for row in store.questions.households(village)
        if (days := terms.overdue(row)) is not None
    ]
    return [uid for _order, uid in sorted(found)]


def _urgency(due: DueHousehold) -> tuple[int, bool, str, str, str]:
    row = due.row
    return -due.days, row.card != "RED", row.local_no, row.village, row.group
