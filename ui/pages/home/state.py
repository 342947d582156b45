"""What the home page shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.models.matter_words import Matter
from ui.widgets.bars import Amount
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone

FigureKey = Literal["due", "promises", "week", "checks", "custody"]


@dataclass(frozen=True)
class FigureState:
    """One figure with its story below."""

    key: FigureKey
    number: str
    unit: str
    caption: str
    tone: Tone


@dataclass(frozen=True)
class AlsoDue:
    """How much of one kind is due besides visits and promises."""

    kind: str
    words: str
    tone: ChipTone


@dataclass(frozen=True)
class FirstRow:
    """A household to go to first."""

    uid: str
    name: str
    group: str
    card: str
    card_tone: ChipTone
    last: str
    last_tone: Tone
    promise: str
    promise_tone: Tone


@dataclass(frozen=True)
class HomeState:
    """One moment of the page; ``first`` has the most overdue household at the top.

    ``meeting`` tells by when the team meets again, ``cadence`` how often visits are due;
    ``empty`` says that the register holds no household at all.
    """

    week: str = ""
    meeting: str = ""
    meeting_tone: Tone = "quiet"
    figures: tuple[FigureState, ...] = ()
    cards: tuple[Amount, ...] = ()
    households: int = 0
    causes: tuple[Amount, ...] = ()
    causes_note: str = ""
    also: tuple[AlsoDue, ...] = ()
    matters: tuple[Matter, ...] = ()
    first: tuple[FirstRow, ...] = ()
    due: int = 0
    cadence: str = ""
    clock: tuple[str, str] = ("", "")
    """Why the laptop's clock can hardly be right, and what to do; empty for no doubt."""
    loaded: bool = False
    empty: bool = False
