"""When something falls due again: chronic follow-ups, doses, antenatal visits, decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldapp.records import ChronicCard, ChronicFollowup, Maternal, MaternalVisit, Vaccination
from fieldapp.rules.derived import months_later

_MONTHS, _DAYS = 12, 365
_FIRST_VISIT_BY = dt.timedelta(weeks=13, days=-1)
AHEAD = dt.timedelta(days=14)
"""So early a thing is named before it falls due."""


def followup_due(
    card: ChronicCard, made: Sequence[ChronicFollowup], today: dt.date, a_year: int
) -> dt.date | None:
    """When the next of ``a_year`` follow-ups is due; ``None`` when the card has run out."""
    if card.valid_to is not None and card.valid_to < today:
        return None
    last = max(made, key=lambda one: one.date, default=None)
    if last is not None:
        return last.next_date or _next_of(last.date, a_year)
    return None if card.issue_date is None else _next_of(card.issue_date, a_year)


def _next_of(day: dt.date, a_year: int) -> dt.date:
    """The next of so many days a year: whole months where the year parts into them."""
    months, rest = divmod(_MONTHS, a_year)
    return day + dt.timedelta(days=_DAYS // a_year) if rest else months_later(day, months)


def antenatal_due(record: Maternal, made: Sequence[MaternalVisit]) -> dt.date | None:
    """When the next antenatal visit is due; ``None`` once the child is born."""
    if record.birth_date is not None:
        return None
    last = max(made, key=lambda one: one.visit_no, default=None)
    if last is not None:
        return last.next_date
    return None if record.lmp is None else record.lmp + _FIRST_VISIT_BY


def dose_due(dose: Vaccination) -> dt.date | None:
    """When a dose is due; ``None`` once it is given."""
    return dose.due_date if dose.date is None else None
