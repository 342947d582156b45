"""Sheets as pictures of their pages: looked at before printing, and drawn on a printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import SheetOrder, is_of_household
from fieldapp.sheets.pictures import PagePicture, picture, pictures

__all__ = ["PagePicture", "SheetView", "on_paper", "sheet_view"]

if TYPE_CHECKING:
    from fieldapp.sheets.pack.changes import Pack

SCREEN_DPI = 144
_AT_ONCE = 20


@dataclass(frozen=True)
class SheetView:
    """A sheet made for the screen: ``pages`` are counted, none when there is nothing to print.

    ``missing`` are characters that no font has, ``blanks`` counts the cells to write on.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()
    blanks: int = 0

    def page(self, number: int) -> PagePicture:
        """One page, from 0; a roster of a hundred pages is never drawn whole."""
        return picture(self.pdf, number, SCREEN_DPI)


def sheet_view(printing: Printing, order: SheetOrder, pack: Pack | None = None) -> SheetView:
    """The real sheet of a household, or of a list, for the screen; nothing touches a disk.

    ``pack`` stands for the county's own, to try a template out.
    """
    pdf = BytesIO()
    try:
        written = printing.write(order, pdf, pack=pack)
    except Refused as refused:
        if refused.code != "nothing_of_that_kind":
            raise
        return SheetView(b"", 0)
    return SheetView(pdf.getvalue(), written.pages, written.missing, written.blanks)


def on_paper(
    printing: Printing, order: SheetOrder, dots_per_inch: int, job: Job
) -> Iterator[PagePicture]:
    """The pages of all sheets at a printer's resolution, one in memory at a time.

    Raises:
        Refused: ``nothing_to_print``. Cancelled: asked to stop between two households.
    """
    count = len(order.households)
    at_once = _AT_ONCE if is_of_household(order.kind) else max(count, 1)
    for at in range(0, max(count, 1), at_once):
        pdf = BytesIO()
        printing.write(replace(order, households=order.households[at : at + at_once]), pdf)
        yield from pictures(pdf.getvalue(), dots_per_inch)
        job.progress(min(at + at_once, count), count)
