"""Running text between the tables of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import LEADING, SIZE, Side
from fieldapp.sheets.typefaces import Typefaces


@dataclass(frozen=True)
class Prose:
    """Paragraphs of ``size`` points, one a line feed; it flows on over as many pages as it needs.

    ``indent`` puts two empty characters before each paragraph, as official letters do.
    """

    text: str
    size: float = SIZE
    strong: bool = False
    side: Side = "left"
    indent: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of running text, as wide as the paper's body."""

    text: str
    prose: Prose
    width: float

    @property
    def height(self) -> float:
        """Points from one line to the next."""
        return self.prose.size * LEADING

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the line."""
        size, bold = self.prose.size, self.prose.strong
        base = top - size * 1.13
        if self.prose.side == "middle":
            pen.centred(left + self.width / 2, base, self.text, size, bold=bold)
        elif self.prose.side == "right":
            pen.right(left + self.width, base, self.text, size, bold=bold)
        else:
            pen.text(left, base, self.text, size, bold=bold)


def set_lines(prose: Prose, width: float, faces: Typefaces) -> tuple[TextLine, ...]:
    """The paragraphs broken into lines of ``width`` points."""
    font = faces.bold if prose.strong else faces.regular
    before = "\u3000\u3000" if prose.indent else ""
    return tuple(
        TextLine(line, prose, width)
        for paragraph in prose.text.split("\n")
        for line in faces.lines(before + paragraph, width / prose.size, font)
    )
