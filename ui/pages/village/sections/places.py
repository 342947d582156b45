"""Where people live: the sketch of the village, and its groups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.village.state import SketchState
from ui.recordbook.book import BookState
from ui.recordbook.panel import RecordKeeper, RecordPanel
from ui.style.layouts import row
from ui.style.tokens import GRID
from ui.widgets.chips import ChipTone
from ui.widgets.height_sketch import HeightSketch, draw_mark
from ui.widgets.panel import Panel
from ui.widgets.text import Text


class Mark(QWidget):
    """One mark of the sketch, for the legend."""

    def __init__(self, tone: ChipTone) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(QSize(12, 12))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, QPointF(6, 6), self._tone)


class Sketch(Panel):
    """Every household by group and height, its card by shape and colour."""

    def __init__(self, open_household: Callable[[str], None]) -> None:
        super().__init__(_("Where the households live"), _("metres above the sea, by group"))
        self.marks = HeightSketch(_("Where the households live"))
        self.marks.pressed.connect(open_household)
        self._legend = QWidget()
        self._without = Text("", "quiet")
        self.header.addWidget(self._legend)
        self.body.addWidget(self.marks, 1)
        self.body.addWidget(self._without)

    def show_state(self, state: SketchState) -> None:
        """Show these households."""
        self.marks.show_spots(state.columns, state.spots)
        self._without.setText(state.without)
        self._without.setVisible(bool(state.without))
        legend = QWidget()
        line = row(gap=1)
        for tone, words in state.legend:
            line.addWidget(Mark(tone))
            line.addWidget(Text(words, "quiet"))
        legend.setLayout(line)
        self.header.replaceWidget(self._legend, legend)
        self._legend.hide()
        self._legend.deleteLater()
        self._legend = legend


class Groups(QWidget):
    """The groups of the village."""

    def __init__(self, keeper: RecordKeeper) -> None:
        super().__init__()
        self.groups = RecordPanel("village_group", keeper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.groups)

    def show_state(self, records: BookState) -> None:
        """Show these groups."""
        self.groups.show_records(records.rows.get("village_group", ()))
