"""The lines at the end of a form on which people sign or put their thumbprint."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sheets.line_breaking import break_lines
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import SIZE


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on side by side, with room for a thumbprint and the date under each."""

    labels: tuple[str, ...]
    day: str
    width: float = BODY_WIDTH
    height: float = 68

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the labels on their lines and the dates under them."""
        gap = 13.5
        width = (self.width - gap * (len(self.labels) - 1)) / len(self.labels)
        base = top - 46
        for label in self.labels:
            lines = break_lines(label, width, lambda text: pen.width(text, SIZE))
            for number, line in enumerate(reversed(lines)):
                pen.text(left, base + 6 + number * 13, line, SIZE)
            pen.line(left, base, left + width)
            pen.right(left + width, base - 16, self.day, SIZE)
            left += width + gap
