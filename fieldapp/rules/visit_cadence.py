"""How often households are visited and the team meets. Source: dictionary 3.2, paper 4.1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

CARE_CARDS = frozenset({"RED", "YELLOW"})
"""Cards of the households that the team looks after most closely."""
NEVER = 9999
"""Days overdue of a household that was never visited: more than any other."""
MOST_VISITS = 13
"""Visits a quarter at most: one a week."""
MOST_DAYS = 90
"""Days from one meeting to the next at most."""
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Cadence:
    """Visits a quarter by card, 0 for no term, and the days from one meeting to the next."""

    red: int = 2
    yellow: int = 2
    general: int = 0
    meeting_days: int = 7

    @property
    def sensible(self) -> bool:
        """Whether every figure lies where it can mean something."""
        visits = (self.red, self.yellow, self.general)
        return (
            all(0 <= count <= MOST_VISITS for count in visits)
            and 1 <= self.meeting_days <= MOST_DAYS
        )

    def term(self, card: str | None) -> int | None:
        """Days after a visit within which the next is made; ``None`` for no term."""
        visits = {"RED": self.red, "YELLOW": self.yellow, "GENERAL": self.general}.get(card or "")
        return _QUARTER // visits if visits else None

    def days_overdue(
        self, card: str | None, last: dt.date | None, agreed: dt.date | None, today: dt.date
    ) -> int | None:
        """For how many days a visit has been due; ``None`` when none is due.

        ``agreed`` is the day fixed at the last visit; from that day on a visit is due whatever
        the card.
        """
        found = [] if agreed is None or agreed > today else [(today - agreed).days]
        term = self.term(card)
        if term is not None:
            if last is None:
                return NEVER
            late = (today - last).days - term
            found += [late] if late > 0 else []
        return max(found, default=None)

    def next_meeting(self, last: dt.date) -> dt.date:
        """The day by which the team meets again."""
        return last + dt.timedelta(days=self.meeting_days)


USUAL = Cadence()
"""While the county has set nothing."""


class Visited(Protocol):
    """What is known of a household's visits."""

    @property
    def card(self) -> str | None:
        """The card it has now."""
        ...

    @property
    def last_visit(self) -> dt.datetime | None:
        """When it was visited last."""
        ...

    @property
    def next_visit(self) -> dt.date | None:
        """The day fixed at the last visit."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """On which day what is due is asked, and how often the county wants visits."""

    today: dt.date
    cadence: Cadence = USUAL

    def overdue(self, household: Visited) -> int | None:
        """For how many days a household's visit has been due; ``None`` when none is due."""
        last = None if household.last_visit is None else household.last_visit.date()
        return self.cadence.days_overdue(household.card, last, household.next_visit, self.today)
