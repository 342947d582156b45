"""Pages of a finished PDF as pictures, for the screen and for printers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

_POINTS_PER_INCH = 72
# The library keeps one state for the whole process and is not made for several threads.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class PagePicture:
    """One page: rows of ``stride`` bytes from the top, four bytes a point in the order BGRx."""

    width: int
    height: int
    stride: int
    points: bytes


def _document(pdf: bytes) -> Any:  # noqa: ANN401  the library has no types
    # read with the first page that is looked at: most days print nothing
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _one_at_a_time:
        document = _document(pdf)
        try:
            return len(document)
        finally:
            document.close()


def pictures(pdf: bytes, dots_per_inch: int) -> Iterator[PagePicture]:
    """The pages of a PDF, one in memory at a time."""
    for number in range(page_count(pdf)):
        yield picture(pdf, number, dots_per_inch)


def picture(pdf: bytes, number: int, dots_per_inch: int) -> PagePicture:
    """One page of a PDF, from 0."""
    scale = dots_per_inch / _POINTS_PER_INCH
    with _one_at_a_time:
        document = _document(pdf)
        page = document[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True, rev_byteorder=False)
        made = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        document.close()
        return made
