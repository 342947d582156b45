"""What the page of the county's rules shows, in the language of the screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class ThresholdRow:
    """A figure of the models: what it is for, and what is set."""

    uid: str
    name: str
    value: str
    missing: bool


@dataclass(frozen=True)
class CardRow:
    """A card and when the county would suggest it."""

    uid: str
    card: str
    conditions: str


@dataclass(frozen=True)
class FormulaRow:
    """How incomes of a year are added up; ``uid`` is the year, or nothing for every year."""

    uid: str
    year: str
    version: str
    costs: str
    left_out: str


@dataclass(frozen=True)
class CauseRow:
    """A cause that the county added to the national list."""

    uid: str
    name: str


@dataclass(frozen=True)
class CountyState:
    """One moment of the page; ``village`` is the one whose altitude limit is shown."""

    today: dt.date
    village: str = ""
    warning: str = ""
    thresholds: tuple[ThresholdRow, ...] = ()
    cards: tuple[CardRow, ...] = ()
    formulas: tuple[FormulaRow, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    scheme: str = ""
    ours: bool = True
