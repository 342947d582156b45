"""When a household is to be visited again. Source: dictionary 3.2, two visits a quarter."""

from __future__ import annotations

import datetime as dt

CARE_CARDS = frozenset({"RED", "YELLOW"})
"""Cards whose households are visited twice a quarter."""
CARE_DAYS = 45
"""A visit to such a household is due when the last one is older than this many days."""
NEVER = 9999
"""Days overdue of a household that was never visited: more than any other."""


def days_overdue(
    card: str | None, last: dt.date | None, agreed: dt.date | None, today: dt.date
) -> int | None:
    """For how many days a visit has been due; ``None`` when none is due.

    ``agreed`` is the day fixed at the last visit; from that day on a visit is due whatever the
    card. A household without red or yellow card has no other term.
    """
    found = [] if agreed is None or agreed > today else [(today - agreed).days]
    if card in CARE_CARDS:
        if last is None:
            return NEVER
        late = (today - last).days - CARE_DAYS
        found += [late] if late > 0 else []
    return max(found, default=None)
