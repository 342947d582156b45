"""What the list of households shows, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from ui.navigation.intents import HouseholdFilter
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CardCount:
    """A card as a filter: its code, the words with the count, whether it is on."""

    card: str
    words: str
    tone: ChipTone
    on: bool


@dataclass(frozen=True)
class PromiseLine:
    """A promise that is not kept yet."""

    words: str
    late: bool


@dataclass(frozen=True)
class Preview:
    """The household beside the list."""

    uid: str
    name: str
    card: str
    card_tone: ChipTone
    place: str
    income: str
    income_change: str
    income_tone: Tone
    causes: str
    other_causes: str
    helper: str
    last_visit: str
    last_ago: str
    last_tone: Tone
    next_visit: str
    late: tuple[PromiseLine, ...]
    coming: tuple[PromiseLine, ...]
    running: tuple[tuple[str, str], ...]
    conflicts: str
    """How many conflicts are open in it; empty for none."""


@dataclass(frozen=True)
class ListState:
    """One moment of the list.

    Attributes:
        terms: what day it is, and when a visit is due.
        rows: the households that the filters let through.
        version: another number when ``rows`` are other rows.
        groups, causes, visits: what the filter buttons offer; the first entry is "all".
        marked: uids marked for printing.
        disputed: how many conflicts are open in each household that has any.
        conflicts: the words of the filter that shows those; empty when there are none.
        chosen: a uid the cursor goes to when it is among the rows, such as a new household's.
        narrowed: what narrows the list besides the buttons, in words; empty for nothing.
        register_empty: there is no household at all.
    """

    terms: Terms
    rows: Sequence[HouseholdRow] = ()
    version: int = 0
    filter: HouseholdFilter = field(default_factory=HouseholdFilter)
    cards: tuple[CardCount, ...] = ()
    groups: Choices = (("", ""),)
    causes: Choices = (("", ""),)
    visits: Choices = (("", ""),)
    count: str = ""
    marked: frozenset[str] = frozenset()
    disputed: Mapping[str, int] = field(default_factory=dict)
    conflicts: str = ""
    chosen: str = ""
    narrowed: str = ""
    preview: Preview | None = None
    loaded: bool = False
    register_empty: bool = False
