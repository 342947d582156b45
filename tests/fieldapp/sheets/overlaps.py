"""Finds words of a printed page that lie over each other."""

from __future__ import annotations

from itertools import combinations

import pypdfium2

WIDE, HIGH = 0.5, 1.5
"""Points that the boxes of neighbouring letters may share: their frames are larger than the ink."""

Box = tuple[float, float, float, float]


def overlaps(pdf: bytes) -> list[tuple[int, str, str]]:
    """Page and the two texts, for every two stretches of text with common ground."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        text = page.get_textpage()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        found += [
            (number, text.get_text_bounded(*one), text.get_text_bounded(*other))
            for one, other in combinations(boxes, 2)
            if _common(one, other)
        ]
    return found


def _common(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > WIDE and high > HIGH
