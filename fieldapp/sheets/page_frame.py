"""What stands on every page of a sheet: title, place, household number, code, and the foot."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from fieldapp.sheets.form import BODY_WIDTH
from fieldapp.sheets.line_breaking import break_lines
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import SIZE
from fieldapp.sheets.values import Footer, VisitSheet
from fieldapp.sheets.words import WIDE_SPACE, Words

LEFT = (A4[0] - BODY_WIDTH) / 2
RIGHT = LEFT + BODY_WIDTH
TOP = A4[1] - 56.7
BODY_TOP = TOP - 64.5
BODY_HEIGHT = BODY_TOP - 56.7
_CODE_SIDE = 45.0
_FOOT = 40.0
_SMALL = 7.6
_PLACE_LINES = 2


@dataclass(frozen=True)
class PageFrame:
    """Head and foot of the pages of one sheet; ``code`` is the text of its square code."""

    sheet: VisitSheet
    title: str
    code: str
    footer: Footer
    words: Words

    def draw(self, pen: Pen, page: int, pages: int) -> None:
        """Draw the frame of page ``page`` of ``pages``."""
        pen.square_code(RIGHT - _CODE_SIDE, TOP, _CODE_SIDE, self.code)
        space = 2.6 if self.words.chinese else 0.6
        pen.spaced(A4[0] / 2, TOP - 30, self.title, 18, space)
        if self.sheet.draft:
            self._draft(pen)
        self._place_line(pen, again=page > 1)
        self._foot(pen, page, pages)

    def _draft(self, pen: Pen) -> None:
        word = self.words.gettext("DRAFT")
        width = pen.width(word, 14, bold=True) + 14
        pen.box(LEFT, TOP - 33, width, 22)
        pen.box(LEFT + 2, TOP - 31, width - 4, 18)
        pen.text(LEFT + 7, TOP - 27, word, 14, bold=True)

    def _place_line(self, pen: Pen, *, again: bool) -> None:
        """Place at the left, number at the right; a further page also names the head."""
        words, sheet = self.words, self.sheet
        right = self._number()
        head = words.named(words.gettext("Head"), sheet.head_name) if again else ""
        left = words.parts((self._place(), head))
        end = RIGHT - _CODE_SIDE - 9
        pen.right(end, TOP - 56, right, SIZE)
        room = end - LEFT - pen.width(right, SIZE) - 12
        lines = break_lines(left, room, lambda text: pen.width(text, SIZE))
        if len(lines) > _PLACE_LINES:  # the head block has it whole
            lines = (*lines[: _PLACE_LINES - 1], lines[_PLACE_LINES - 1] + "…")
        for number, line in enumerate(reversed(lines)):
            pen.text(LEFT, TOP - 56 + number * 12, line, SIZE)

    def _number(self) -> str:
        words, sheet = self.words, self.sheet
        ordinal = WIDE_SPACE * 2 if sheet.visit_ordinal is None else sheet.visit_ordinal
        return words.parts(
            (
                words.gettext("Household {number}", number=sheet.local_no),
                words.gettext("visit no. {ordinal}", ordinal=ordinal),
            )
        )

    def _place(self) -> str:
        sheet, words = self.sheet, self.words
        blank = WIDE_SPACE * 3
        return words.parts(
            (
                sheet.county or words.gettext("{place} county", place=blank),
                sheet.township or words.gettext("{place} township", place=blank),
                sheet.village or words.gettext("{place} village", place=blank),
                sheet.group,
            )
        )

    def _foot(self, pen: Pen, page: int, pages: int) -> None:
        words, footer = self.words, self.footer
        when = f"{words.day(footer.printed_at)} {footer.printed_at:%H:%M}"
        left = words.parts(
            (
                words.gettext("Printed {when}", when=when),
                footer.printed_by,
                words.gettext("copy {number}", number=footer.copy_no),
                words.mask(footer.mask_level),
                words.gettext("DRAFT") if self.sheet.draft else "",
            )
        )
        right = words.gettext("page {page} of {pages}", page=page, pages=pages)
        pen.line(LEFT, _FOOT, RIGHT)
        pen.right(RIGHT, _FOOT - 12, right, _SMALL)
        room = BODY_WIDTH - pen.width(right, _SMALL) - 12
        for number, line in enumerate(break_lines(left, room, lambda t: pen.width(t, _SMALL))):
            pen.text(LEFT, _FOOT - 12 - number * 10, line, _SMALL)
