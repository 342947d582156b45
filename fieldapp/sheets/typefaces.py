"""The two bundled typefaces: which characters they have, how wide, and what to do without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

from fieldapp.foundation.assets import asset_path

REGULAR = "SheetSerif"
BOLD = "SheetSerif-Bold"
CODE_SIZE = 0.55
"""Height of the letters of a boxed character code, as a part of the text size."""

_BEYOND_FOUR_DIGITS = re.compile(r"> <([0-9A-F]{5,6})>")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font, ``width`` in ems; without font it is a boxed code."""

    font: str | None
    text: str
    width: float


class Typefaces:
    """Measures and splits text; a character that one weight lacks is taken from the other."""

    def __init__(self, regular: TTFont, bold: TTFont) -> None:
        self._fonts = {REGULAR: regular, BOLD: bold}
        self.runs = lru_cache(maxsize=8192)(self._runs)
        self.width = lru_cache(maxsize=8192)(self._width)

    def _width(self, text: str, font: str) -> float:
        """How wide the text is, in ems."""
        return sum(run.width for run in self.runs(text, font))

    def _runs(self, text: str, font: str) -> tuple[Run, ...]:
        """The text as stretches of one font each; invisible characters are left out."""
        return tuple(self._split("".join(filter(_visible, text)), font))

    def _split(self, text: str, wanted: str) -> Iterator[Run]:
        if all(ord(character) in self._widths(wanted) for character in text):
            yield self._run(wanted, text)
            return
        for font, group in groupby(text, lambda character: self._font_with(character, wanted)):
            if font is None:
                yield from map(self._boxed, group)
            else:
                yield self._run(font, "".join(group))

    def _font_with(self, character: str, wanted: str) -> str | None:
        for font in (wanted, *self._fonts):
            if ord(character) in self._widths(font):
                return font
        return None

    def _widths(self, font: str) -> dict[int, float]:
        widths: dict[int, float] = self._fonts[font].face.charWidths
        return widths

    def _run(self, font: str, text: str) -> Run:
        widths = self._widths(font)
        return Run(font, text, sum(widths[ord(character)] for character in text) / 1000)

    def _boxed(self, character: str) -> Run:
        code = f"U+{ord(character):04X}"
        return Run(None, code, self._run(REGULAR, code).width * CODE_SIZE + 0.3)


class _SheetFont(TTFont):
    """A TrueType font whose characters beyond U+FFFF can be copied out of the PDF."""

    @override
    def addObjects(self, doc: PDFDocument) -> None:
        """Put the subsets into the document; the map to Unicode gets surrogate pairs."""
        super().addObjects(doc)
        things: dict[str, Any] = {**doc.idToObject}
        for name, thing in things.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = _BEYOND_FOUR_DIGITS.sub(_as_pair, thing.content)


def _as_pair(found: re.Match[str]) -> str:
    return f"> <{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf"}


@cache
def typefaces() -> Typefaces:
    """Load the bundled fonts once and make them known to the PDF writer."""
    regular = _SheetFont(REGULAR, str(asset_path("fonts/NotoSerifSC-Regular.ttf")))
    bold = _SheetFont(BOLD, str(asset_path("fonts/NotoSerifSC-Bold.ttf")))
    pdfmetrics.registerFont(regular)
    pdfmetrics.registerFont(bold)
    return Typefaces(regular, bold)
