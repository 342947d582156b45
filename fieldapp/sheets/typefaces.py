"""The bundled typefaces: which characters they have, how wide, and what to do without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

from fieldapp.foundation.assets import asset_path
from fieldapp.sheets.line_breaking import break_lines

Family = Literal["serif", "sans"]
"""Serif is for official forms, sans for working sheets."""
REGULAR = "SheetSerif"
BOLD = "SheetSerif-Bold"
_FILES = {
    REGULAR: "NotoSerifSC-Regular",
    BOLD: "NotoSerifSC-Bold",
    "SheetSans": "NotoSansSC-Regular",
    "SheetSans-Bold": "NotoSansSC-Bold",
}
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
    """Measures and splits text; a character that one font lacks is taken from the next one.

    ``regular`` and ``bold`` are the names of the first two of ``fonts``.
    """

    def __init__(self, fonts: Mapping[str, TTFont]) -> None:
        self._fonts = fonts
        self.regular, self.bold = list(fonts)[:2]
        self.runs = lru_cache(maxsize=8192)(self._runs)
        self.width = lru_cache(maxsize=8192)(self._width)
        self.lines = lru_cache(maxsize=8192)(self._lines)

    def _width(self, text: str, font: str) -> float:
        """How wide the text is, in ems."""
        return sum(run.width for run in self.runs(text, font))

    def _lines(self, text: str, room: float, font: str) -> tuple[str, ...]:
        """The text broken into lines of at most ``room`` ems."""
        return break_lines(text, room, lambda part: self.width(part, font))

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
        return Run(None, code, self._run(self.regular, code).width * CODE_SIZE + 0.3)


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
def typefaces(family: Family = "serif") -> Typefaces:
    """The fonts of a family, loaded once; the serif knows the most characters and steps in."""
    serif = {name: _font(name) for name in (REGULAR, BOLD)}
    if family == "serif":
        return Typefaces(serif)
    return Typefaces({name: _font(name) for name in ("SheetSans", "SheetSans-Bold")} | serif)


@cache
def _font(name: str) -> _SheetFont:
    """A font from the program's files, made known to the PDF writer."""
    font = _SheetFont(name, str(asset_path(f"fonts/{_FILES[name]}.ttf")))
    pdfmetrics.registerFont(font)
    return font
