"""The shapes of paper: A4 upright and across for working sheets, and the official letter."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

MILLIMETRE = 72 / 25.4
BODY_WIDTH = 481.9
"""170 mm: A4 with margins of 20 mm."""
_HEAD = 64.5
"""Points that title and place line take from the body."""


@dataclass(frozen=True)
class Paper:
    """A page with its margins of 20 mm, all in points; the foot stands inside the lower margin."""

    width: float = A4[0]
    height: float = A4[1]
    above: float = 56.7
    below: float = 56.7
    before: float = (A4[0] - BODY_WIDTH) / 2
    behind: float = (A4[0] - BODY_WIDTH) / 2

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self.before

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.width - self.behind

    @property
    def top(self) -> float:
        """The upper edge of the title."""
        return self.height - self.above

    @property
    def body_width(self) -> float:
        """How wide the text is."""
        return self.right - self.left

    @property
    def body_top(self) -> float:
        """Where the body begins below the title."""
        return self.top - _HEAD

    @property
    def body_height(self) -> float:
        """How high the body is."""
        return self.body_top - self.below


UPRIGHT = Paper()
ACROSS = Paper(A4[1], A4[0])
LETTER = Paper(
    above=37 * MILLIMETRE, below=35 * MILLIMETRE, before=28 * MILLIMETRE, behind=26 * MILLIMETRE
)
"""The margins of an official letter."""
