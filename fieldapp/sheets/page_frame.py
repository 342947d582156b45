"""What stands on every page of a sheet: title, place, number, code, and the foot."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sheets.line_breaking import break_lines
from fieldapp.sheets.paper import Paper
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import SIZE
from fieldapp.sheets.values import Footer
from fieldapp.sheets.words import WIDE_SPACE, Words

_TITLE = 18.0
_CODE_SIDE = 45.0
_FOOT = 40.0
_SMALL = 7.6
_PLACE_LINES = 2


@dataclass(frozen=True)
class Heading:
    """What the head of a sheet says: ``left`` and ``right`` below the title.

    ``again`` is added at the left on further pages; ``code`` is the text of the square code;
    ``logo`` a JPEG that stands at the left of the title.
    """

    title: str
    left: str = ""
    right: str = ""
    again: str = ""
    code: str = ""
    draft: bool = False
    logo: bytes = b""


def place_line(words: Words, county: str, township: str, village: str, group: str = "") -> str:
    """County, township, village and group; room to write what is not known."""
    blank = WIDE_SPACE * 3 if words.chinese else "_" * 10
    return words.parts(
        (
            county or words.gettext("{place} county", place=blank),
            township or words.gettext("{place} township", place=blank),
            village or words.gettext("{place} village", place=blank),
            group,
        )
    )


@dataclass(frozen=True)
class PageFrame:
    """Head and foot of the pages of one sheet."""

    heading: Heading
    paper: Paper
    footer: Footer
    words: Words

    def draw(self, pen: Pen, page: int, pages: int, *, first: bool) -> None:
        """Draw the frame of page ``page`` of ``pages``; ``first`` of this sheet."""
        heading, paper = self.heading, self.paper
        if heading.code:
            pen.square_code(paper.right - _CODE_SIDE, paper.top, _CODE_SIDE, heading.code)
        if heading.logo:
            pen.photo(paper.left, paper.top - _CODE_SIDE, _CODE_SIDE, _CODE_SIDE, heading.logo)
        self._title(pen)
        if heading.draft:
            self._draft(pen)
        self._place_line(pen, again=not first)
        self._foot(pen, page, pages)

    def _title(self, pen: Pen) -> None:
        """Around the middle; a long one is set smaller, to stay clear of code and logo."""
        beside = self.heading.code or self.heading.logo
        room = self.paper.body_width - (2 * _CODE_SIDE + 18 if beside else 0)
        title = self.heading.title
        space = 2.6 if self.words.chinese else 0.6
        wide = pen.width(title, _TITLE, bold=True) + space * (len(title) - 1)
        part = min(1.0, room / wide)
        middle = (self.paper.left + self.paper.right) / 2
        pen.spaced(middle, self.paper.top - 30, title, _TITLE * part, space * part)

    def _draft(self, pen: Pen) -> None:
        word = self.words.gettext("DRAFT")
        left, top = self.paper.left, self.paper.top
        left += _CODE_SIDE + 9 if self.heading.logo else 0
        width = pen.width(word, 14, bold=True) + 14
        pen.box(left, top - 33, width, 22)
        pen.box(left + 2, top - 31, width - 4, 18)
        pen.text(left + 7, top - 27, word, 14, bold=True)

    def _place_line(self, pen: Pen, *, again: bool) -> None:
        """Place at the left, number at the right; a further page also says whose it is."""
        heading, paper = self.heading, self.paper
        left = self.words.parts((heading.left, heading.again if again else ""))
        end = paper.right - (_CODE_SIDE + 9 if heading.code else 0)
        base = paper.top - 56
        pen.right(end, base, heading.right, SIZE)
        room = end - paper.left - pen.width(heading.right, SIZE) - 12
        lines = break_lines(left, room, lambda text: pen.width(text, SIZE))
        if len(lines) > _PLACE_LINES:  # the head block has it whole
            lines = (*lines[: _PLACE_LINES - 1], lines[_PLACE_LINES - 1] + "…")
        for number, line in enumerate(reversed(lines)):
            pen.text(paper.left, base + number * 12, line, SIZE)

    def _foot(self, pen: Pen, page: int, pages: int) -> None:
        words, footer, paper = self.words, self.footer, self.paper
        when = f"{words.day(footer.printed_at)} {footer.printed_at:%H:%M}"
        left = words.parts(
            (
                words.gettext("Printed {when}", when=when),
                footer.printed_by,
                words.gettext("copy {number}", number=footer.copy_no),
                words.mask(footer.mask_level),
                words.gettext("DRAFT") if self.heading.draft else "",
            )
        )
        right = words.gettext("page {page} of {pages}", page=page, pages=pages)
        pen.line(paper.left, _FOOT, paper.right)
        pen.right(paper.right, _FOOT - 12, right, _SMALL)
        room = paper.body_width - pen.width(right, _SMALL) - 12
        for number, line in enumerate(break_lines(left, room, lambda t: pen.width(t, _SMALL))):
            pen.text(paper.left, _FOOT - 12 - number * 10, line, _SMALL)
