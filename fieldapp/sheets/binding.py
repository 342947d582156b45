"""How pages come onto paper: one a side, or two beside each other to be folded into a booklet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from fieldapp.sheets.paper import Paper

Binding = Literal["sheets", "booklet-a4", "booklet-a3"]
"""A booklet on A4 has pages of half the size; on A3 they keep theirs."""

_FOLDED = {"booklet-a4": A4, "booklet-a3": A3}
_PAGES_OF_A_LEAF = 4


@dataclass(frozen=True)
class DrawnPage:
    """A page that can be drawn where the canvas is now, its lower left corner at the origin."""

    paper: Paper
    draw: Callable[[], None]


Side = tuple[DrawnPage | None, DrawnPage | None]


def bind(canvas: Canvas, pages: Sequence[DrawnPage], binding: Binding) -> int:
    """Draw the pages of one document in the order of its binding; returns the sides of paper."""
    if binding == "sheets":
        for page in pages:
            canvas.setPageSize((page.paper.width, page.paper.height))
            page.draw()
            canvas.showPage()
        return len(pages)
    height, width = _FOLDED[binding]
    sides = folded(pages)
    for side in sides:
        canvas.setPageSize((width, height))
        for place, half in enumerate(side):
            if half is not None:
                _draw_half(canvas, half, (width / 2, height), place)
        canvas.showPage()
    return len(sides)


def folded(pages: Sequence[DrawnPage]) -> list[Side]:
    """The sides of a booklet's leaves in printing order, front and back turned on the short edge.

    The outermost leaf comes first; the missing pages of the last leaf stay empty.
    """
    full: list[DrawnPage | None] = [*pages, *[None] * (-len(pages) % _PAGES_OF_A_LEAF)]
    sides: list[Side] = []
    for front in range(0, len(full) // 2, 2):
        back = front + 1
        sides.append((full[-1 - front], full[front]))
        sides.append((full[back], full[-1 - back]))
    return sides


def _draw_half(canvas: Canvas, page: DrawnPage, room: tuple[float, float], place: int) -> None:
    """Draw the page into the left (0) or right (1) half; one that lies across is turned."""
    wide, high = room
    paper = page.paper
    across = paper.width > paper.height
    width, height = (paper.height, paper.width) if across else (paper.width, paper.height)
    part = min(wide / width, high / height)
    canvas.saveState()
    canvas.translate(place * wide + (wide - width * part) / 2, (high - height * part) / 2)
    canvas.scale(part, part)
    if across:
        canvas.translate(width, 0)
        canvas.rotate(90)
    page.draw()
    canvas.restoreState()
