"""One visit as it is entered: the value that the rules judge and that the service records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.records import CardRating, HouseholdYear, Measure, Visit, VisitIssue

FINDINGS = ("food_clothes", "housing", "water", "schooling", "medical", "income")
"""What is looked at on every visit, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class CausesAnswer:
    """The causes of poverty of one year, as found on the visit."""

    year: int
    main: str | None = None
    others: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """What became of a measure promised earlier; ``None`` keeps what is recorded."""

    uid: str
    state: str | None = None
    due: dt.date | None = None
    result_date: dt.date | None = None
    result: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IssueStep:
    """What became of an issue raised earlier; ``None`` keeps what is recorded."""

    uid: str
    state: str | None = None
    due: dt.date | None = None
    closed: dt.date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class VisitForm:
    """Everything said in one entry of a visit.

    ``card`` is the new colour, ``None`` keeps the card; ``causes`` is ``None`` when they are kept.
    ``issues`` and ``measures`` are new ones with uids of their own.
    """

    visit: Visit
    issues: tuple[VisitIssue, ...] = ()
    measures: tuple[Measure, ...] = ()
    measure_steps: tuple[MeasureStep, ...] = ()
    issue_steps: tuple[IssueStep, ...] = ()
    card: str | None = None
    card_reason: str | None = None
    causes: CausesAnswer | None = None


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What was known of the household before the visit, and the time it is now."""

    now: dt.datetime
    card: CardRating | None = None
    causes: HouseholdYear | None = None
    measures: tuple[Measure, ...] = ()
    """Measures still planned or running."""
    issues: tuple[VisitIssue, ...] = ()
    """Issues of earlier visits that are still open."""
