"""White rounded surfaces and what stands on them: headings, rows of name and value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.style.tokens import GRID
from ui.widgets.text import Text, Tone


class Panel(QFrame):
    """A surface with a thin line around it.

    ``body`` takes the content; ``header`` holds the heading and takes widgets to its right.

    Args:
        title: a heading in bold, or nothing.
        extra: a quiet remark behind the heading.
        sunken: a shade lower than the page, for what is only read.
        flush: content runs to the edges, as a table does; the heading keeps its distance.
    """

    def __init__(
        self, title: str = "", extra: str = "", *, sunken: bool = False, flush: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("panel", "sunken" if sunken else "plain")
        self.setAccessibleName(title)
        edge = 2 * GRID
        outer = QVBoxLayout(self)
        margin = 1 if flush else edge
        outer.setContentsMargins(margin, 1 if flush and not title else edge, margin, margin)
        outer.setSpacing(GRID)
        self.title = Text(title, "heading")
        self.extra = Text(extra, "quiet")
        self.header = QHBoxLayout()
        self.header.setSpacing(GRID)
        self.header.setContentsMargins(edge if flush else 0, 0, edge if flush else 0, 0)
        self.header.addWidget(self.title)
        self.header.addWidget(self.extra)
        self.header.addStretch(1)
        if title:
            outer.addLayout(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        outer.addLayout(self.body, 1)


class KeyValues(QWidget):
    """Rows of a quiet name and a value."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID * 3 // 4)
        self._grid.setColumnStretch(2, 1)

    def add(
        self, name: str, value: str, *, note: str = "", tone: Tone = "", strong: bool = True
    ) -> None:
        """Append a row; ``note`` follows the value in the colour of ``tone``."""
        line = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Text(name, "quiet"), line, 0, top)
        shown = Text(value, "strong" if strong else "body", wrap=not note)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if note:
            self._grid.addWidget(shown, line, 1, top)
            self._grid.addWidget(Text(note, "body", tone, wrap=True), line, 2, top)
        else:
            self._grid.addWidget(shown, line, 1, 1, 2, top)

    def clear(self) -> None:
        """Take all rows away."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
