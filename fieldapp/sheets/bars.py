"""Bars for reports: lengths side by side, told by number and word, safe in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.sheets.pen import Pen

_ROW = 19.0
_BAR = 11.0
_TITLE = 24.0
_SIZE = 9.0
_GREY = 0.45


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length in any unit, and what stands behind it."""

    label: str
    value: float
    said: str


@dataclass(frozen=True)
class Bars:
    """Bars under a title; the longest fills the width that names and figures leave."""

    title: str
    bars: Sequence[Bar]
    width: float

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return _TITLE + _ROW * len(self.bars)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the title and the bars."""
        pen.text(left, top - 15, self.title, _SIZE + 2, bold=True)
        names = max(pen.width(bar.label, _SIZE) for bar in self.bars) + 8
        said = max(pen.width(bar.said, _SIZE) for bar in self.bars) + 8
        longest = max(bar.value for bar in self.bars) or 1
        room = self.width - names - said
        for number, bar in enumerate(self.bars):
            base = top - _TITLE - _ROW * (number + 1) + (_ROW - _BAR) / 2
            length = room * bar.value / longest
            pen.text(left, base + 2, bar.label, _SIZE)
            pen.bar(left + names, base, max(length, 0.5), _BAR, _GREY)
            pen.text(left + names + length + 5, base + 2, bar.said, _SIZE)
