"""When something falls due again: chronic follow-ups, doses, antenatal visits, decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldapp.records import ChronicCard, ChronicFollowup, Maternal, MaternalVisit, Vaccination
from fieldapp.rules.derived import months_later

FOLLOWUP_MONTHS = 3
"""Four follow-ups a year."""
_FIRST_VISIT_BY = dt.timedelta(weeks=13, days=-1)
AHEAD = dt.timedelta(days=14)
"""So early a thing is named before it falls due."""


def followup_due(
    card: ChronicCard, made: Sequence[ChronicFollowup], today: dt.date
) -> dt.date | None:
    """When the next follow-up of a card is due; ``None`` when the card has run out."""
    if card.valid_to is not None and card.valid_to < today:
        return None
    last = max(made, key=lambda one: one.date, default=None)
    if last is not None:
        return last.next_date or months_later(last.date, FOLLOWUP_MONTHS)
    return None if card.issue_date is None else months_later(card.issue_date, FOLLOWUP_MONTHS)


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
