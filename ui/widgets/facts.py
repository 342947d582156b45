"""Names with their values, one below the other, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.style.layouts import row
from ui.widgets.text import Text, Tone

_NAME_WIDTH = 104


@dataclass(frozen=True)
class Fact:
    """A name with its value; ``note`` stands before the value in the colour of ``tone``."""

    name: str
    value: str
    note: str = ""
    tone: Tone = ""


def facts_list(facts: Sequence[Fact], nothing: str) -> QWidget:
    """Names with their values, or a sentence when there are none."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 8, 0)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, fact in enumerate(facts):
        name = Text(fact.name, "quiet", wrap=True)
        name.setFixedWidth(_NAME_WIDTH)
        grid.addWidget(name, place, 0, top)
        line = row(gap=0.75)
        if fact.note:
            line.addWidget(Text(fact.note, "strong", fact.tone, wrap=not fact.value), 0, top)
        if fact.value:
            value = Text(fact.value, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.addWidget(value, 1)
        grid.addLayout(line, place, 1)
    layout.addLayout(grid)
    if not facts:
        layout.addWidget(Text(nothing, "quiet"))
    layout.addStretch(1)
    return holder
