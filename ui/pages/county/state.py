"""What the page of the county's rules shows, in the language of the screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ui.widgets.facts import Fact
from ui.widgets.text import Tone


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
class LimitRow:
    """A figure that the entry of records and what falls due go by."""

    uid: str
    name: str
    value: str
    usual: str


@dataclass(frozen=True)
class CodeRow:
    """A code of a list, and the other words that an office writes for it."""

    uid: str
    name: str
    also: str


@dataclass(frozen=True)
class ModelRow:
    """A model, how many conditions and measures it has, and everything in it to read."""

    uid: str
    name: str
    conditions: str
    measures: str
    empty: bool
    said: tuple[Fact, ...]


@dataclass(frozen=True)
class SchemeRow:
    """A scheme of cards, whether it says what they mean, and everything in it to read."""

    uid: str
    name: str
    since: str
    defined: str
    tone: Tone
    said: tuple[Fact, ...]


@dataclass(frozen=True)
class CountyState:
    """One moment of the page; ``village`` is the one whose altitude limit is shown."""

    today: dt.date
    village: str = ""
    warning: str = ""
    thresholds: tuple[ThresholdRow, ...] = ()
    cards: tuple[CardRow, ...] = ()
    formulas: tuple[FormulaRow, ...] = ()
    limits: tuple[LimitRow, ...] = ()
    causes: tuple[CodeRow, ...] = ()
    catalogue: tuple[CodeRow, ...] = ()
    models: tuple[ModelRow, ...] = ()
    schemes: tuple[SchemeRow, ...] = ()
    ours: bool = True
