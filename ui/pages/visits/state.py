"""What the list of visits shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.visit_passages import Passage
from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone


@dataclass(frozen=True)
class VisitLine:
    """One visit in the table; ``order`` sorts by time."""

    uid: str
    household: str
    order: str
    when: str
    number: str
    name: str
    card: str
    tone: ChipTone
    group: str
    visitors: str
    minutes: int | None
    appeal: str
    issues: int
    review: str = ""
    review_tone: ChipTone = "general"


@dataclass(frozen=True)
class VisitReading:
    """One visit as it was recorded, to be read."""

    line: VisitLine
    title: str
    passages: tuple[Passage, ...] = ()
    returned: str = ""
    """What the county wants to be put right; empty when the visit was not returned."""
    reached: str = ""
    ahead: str = ""


@dataclass(frozen=True)
class VisitsState:
    """One moment of the page.

    Attributes:
        period: the key of the chosen span of time; ``visitor`` and ``text`` narrow further.
        count: how many visits to how many households, in words.
        reading: the visit that the cursor is on.
        none_at_all: nothing was ever recorded, whatever the filters say.
    """

    periods: Choices = ()
    period: str = "month"
    visitors: Choices = ()
    visitor: str = ""
    text: str = ""
    lines: tuple[VisitLine, ...] = ()
    count: str = ""
    reading: VisitReading | None = None
    returned_only: bool = False
    none_at_all: bool = False
