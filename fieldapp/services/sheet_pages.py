"""Sheets as pictures of their pages: looked at before printing, and drawn on a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from fieldapp.foundation.jobs import Job
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.printing import Printing, SheetKind
from fieldapp.sheets.pictures import PagePicture, pictures

__all__ = ["PagePicture", "SheetView", "on_paper", "sheet_view"]

SCREEN_DPI = 144
_AT_ONCE = 20


@dataclass(frozen=True)
class SheetView:
    """The pages of one household's sheet; ``missing`` are characters that no font has."""

    pages: tuple[PagePicture, ...]
    missing: tuple[str, ...]


def sheet_view(
    printing: Printing,
    kind: SheetKind,
    household: HouseholdRow,
    language: str,
    visit: str | None = None,
) -> SheetView:
    """The real sheet of one household, for the screen; nothing of it touches a disk."""
    pdf = BytesIO()
    written = printing.write(kind, [household], pdf, language, visit=visit)
    return SheetView(tuple(pictures(pdf.getvalue(), SCREEN_DPI)), written.missing)


def on_paper(
    printing: Printing,
    kind: SheetKind,
    households: Sequence[HouseholdRow],
    language: str,
    dots_per_inch: int,
    job: Job,
    visit: str | None = None,
) -> Iterator[PagePicture]:
    """The pages of all sheets at a printer's resolution, one in memory at a time.

    Raises:
        Refused: ``nothing_to_print``. Cancelled: asked to stop between two households.
    """
    for at in range(0, max(len(households), 1), _AT_ONCE):
        pdf = BytesIO()
        printing.write(kind, households[at : at + _AT_ONCE], pdf, language, visit=visit)
        yield from pictures(pdf.getvalue(), dots_per_inch)
        job.progress(min(at + _AT_ONCE, len(households)), len(households))
