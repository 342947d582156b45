"""What the page of one household shows, in the language of the screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ui.models.year_table import YearTable
from ui.pages.household.models_state import AdviceState
from ui.widgets.chips import ChipTone
from ui.widgets.facts import Fact
from ui.widgets.text import Tone


@dataclass(frozen=True)
class Heading:
    """The band at the top."""

    name: str = ""
    card: str = ""
    card_tone: ChipTone = "general"
    place: str = ""
    facts: tuple[Fact, ...] = ()
    promises: str = ""
    waits: str = ""
    """What about the household itself has not come yet."""


@dataclass(frozen=True)
class Event:
    """Something that happened: the day, what, and in more words.

    ``link`` is the uid of another household that it leads to, ``link_words`` its name.
    """

    day: str
    title: str
    detail: str
    tone: Tone = ""
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True)
class PromiseLine:
    """A promise that is not kept yet."""

    title: str
    detail: str
    tone: Tone


@dataclass(frozen=True)
class MemberRow:
    """A person of the household; ``here`` while counted in it."""

    uid: str
    name: str
    relation: str
    sex: str
    age: str
    id_number: str
    schooling: str
    labour: str
    work: str
    status: str
    here: bool


@dataclass(frozen=True)
class IncomeRow:
    """An item of income of the newest year: how much, how worked out, how it counts."""

    uid: str
    item: str
    whose: str
    amount: str
    how: str
    counts: str
    evidence: str


@dataclass(frozen=True)
class CardRow:
    """A card and since when; who decided about it; ``said`` is everything told of it."""

    uid: str
    card: str
    tone: ChipTone
    since: str
    until: str
    reason: str
    by: str
    decided: str
    said: tuple[Fact, ...]


@dataclass(frozen=True)
class CauseRow:
    """The causes of a year."""

    year: str
    main: str
    others: str
    note: str


@dataclass(frozen=True)
class MeasureRow:
    """A measure; ``open`` while it is planned or running."""

    uid: str
    title: str
    group: str
    quantity: str
    money: str
    owner: str
    due: str
    due_tone: Tone
    state: str
    open: bool


@dataclass(frozen=True)
class VisitRow:
    """A visit with everything that was written down, as facts to read."""

    uid: str
    day: str
    ago: str
    visitors: str
    issues: str
    said: tuple[Fact, ...]


@dataclass(frozen=True)
class HouseholdState:
    """One moment of the page."""

    today: dt.date
    uid: str = ""
    heading: Heading = field(default_factory=Heading)
    events: tuple[Event, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    home: tuple[Fact, ...] = ()
    members: tuple[MemberRow, ...] = ()
    living: YearTable = field(default_factory=YearTable)
    income: YearTable = field(default_factory=YearTable)
    items: tuple[IncomeRow, ...] = ()
    cards: tuple[CardRow, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    advice: AdviceState = field(default_factory=AdviceState)
    possible: tuple[tuple[str, str], ...] = ()
    """Life events that can happen, by kind and in words."""
    gone: bool = False
