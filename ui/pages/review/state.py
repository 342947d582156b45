"""What the review page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone


@dataclass(frozen=True)
class ReviewLine:
    """One visit in the inbox; ``order`` sorts by time."""

    key: str
    order: str
    state: str
    tone: ChipTone
    household: str
    number: str
    when: str
    visitors: str
    laptop: str
    findings: int


@dataclass(frozen=True)
class PassageRow:
    """A passage of this visit beside the same one of the visit before."""

    label: str
    now: str
    now_tone: Tone
    before: str
    differs: bool


@dataclass(frozen=True)
class Said:
    """What was said of the visit: a review, or the team's reply."""

    who: str
    words: str
    state: str
    tone: ChipTone


@dataclass(frozen=True)
class ReviewCase:
    """The visit in hand; ``before`` names the earlier one, empty when it was the first."""

    key: str
    title: str
    place: str
    state: str
    tone: ChipTone
    before: str
    rows: tuple[PassageRow, ...]
    findings: tuple[str, ...]
    said: tuple[Said, ...]
    waits: bool


@dataclass(frozen=True)
class ReviewState:
    """One moment of the page; ``show`` is a group of states, or empty for all."""

    told: str = ""
    shows: Choices = ()
    show: str = "waiting"
    villages: Choices = ()
    village: str = ""
    visitors: Choices = ()
    visitor: str = ""
    periods: Choices = ()
    period: str = ""
    text: str = ""
    lines: tuple[ReviewLine, ...] = ()
    case: ReviewCase | None = None
    more: bool = False
    """There are older visits that were not asked for."""
    looked: bool = False
    none_at_all: bool = False
