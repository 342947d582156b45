"""The top bar: search, the village, what is not handed over yet, language and lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from fieldapp.foundation.i18n import _
from ui.shell.state import FrameState
from ui.style.icons import icon
from ui.style.layouts import row
from ui.widgets.chips import PillButton
from ui.widgets.search_field import SearchField
from ui.widgets.text import Elided, Text

_HEIGHT = 56


class TopBar(QWidget):
    """What is above every page."""

    custody_asked = Signal()
    lock_asked = Signal()
    language_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.search = SearchField(
            _("Find a household: name, pinyin, end of ID, scan"),
            "Ctrl+K",
            _("Nothing found. Try the name, its first letters, or the last four of the ID."),
        )
        self.search.setFixedWidth(420)
        self._village = Text("", "heading")
        self._counts = Elided("", "quiet")
        self._custody = PillButton("", "yellow")
        self._custody.clicked.connect(lambda _checked=False: self.custody_asked.emit())
        language = _tool("languages", _("中文 / English"))
        language.clicked.connect(lambda _checked=False: self.language_asked.emit())
        lock = _tool("lock", _("Lock") + " (Ctrl+L)")
        lock.clicked.connect(lambda _checked=False: self.lock_asked.emit())
        line = row(self.search, self._village, self._counts, self._custody, language, lock, gap=1)
        line.insertSpacing(1, 8)
        line.setStretch(3, 1)
        line.setContentsMargins(24, 0, 24, 0)
        self.setLayout(line)

    def show_state(self, state: FrameState) -> None:
        """Show the village and the chip."""
        self._village.setText(state.village)
        self._counts.set_whole(state.counts)
        self._custody.set_pill(state.custody, state.custody_tone)
        self._custody.setVisible(bool(state.custody))


def _tool(picture: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture, "quiet"))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
