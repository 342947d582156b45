"""The top bar: search, the village, what is not handed over yet, language and lock."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from fieldapp.foundation.i18n import _
from ui.shell.state import FrameState
from ui.style.icons import icon
from ui.style.layouts import row
from ui.widgets.chips import PillButton
from ui.widgets.reading import why
from ui.widgets.search_field import SearchField
from ui.widgets.text import Elided, Text

_HEIGHT = 56


class TopBar(QWidget):
    """What is above every page."""

    custody_asked = Signal()
    lock_asked = Signal()
    language_asked = Signal()
    behalf_asked = Signal(str)
    """On whose behalf is keyed from now on; empty ends it."""

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
        self._others: tuple[str, ...] = ()
        self._behalf = PillButton("", "general")
        self._behalf.clicked.connect(
            lambda _checked=False: self.choices().popup(_below(self._behalf))
        )
        language = _tool("languages", _("中文 / English"))
        language.clicked.connect(lambda _checked=False: self.language_asked.emit())
        lock = _tool("lock", _("Lock") + " (Ctrl+L)")
        lock.clicked.connect(lambda _checked=False: self.lock_asked.emit())
        line = row(
            self.search,
            self._village,
            self._counts,
            self._behalf,
            self._custody,
            language,
            lock,
            gap=1,
        )
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
        self._show_behalf(state)

    def choices(self) -> QMenu:
        """Those on whose behalf it may be keyed, not shown yet."""
        menu = QMenu(self)
        own = menu.addAction(_("On my own behalf"))
        own.triggered.connect(lambda _on=False: self.behalf_asked.emit(""))
        for name in self._others:
            entry = menu.addAction(_("On behalf of {name}").format(name=name))
            entry.triggered.connect(lambda _on=False, name=name: self.behalf_asked.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show_behalf(self, state: FrameState) -> None:
        self._others = state.others
        self._behalf.setEnabled(not state.reading)
        self._behalf.setVisible(state.reading or bool(state.others))
        if state.reading:
            self._behalf.set_pill(_("Looks only"), "yellow")
            self._behalf.setToolTip(why())
            return
        words = _("for {name}").format(name=state.behalf) if state.behalf else _("Key for …")
        self._behalf.set_pill(words, "yellow" if state.behalf else "general")
        self._behalf.setToolTip(
            _("{typist} keys on behalf of {name}").format(typist=state.keyboard, name=state.behalf)
            if state.behalf
            else _("Key on somebody else's behalf; both stay on record")
        )


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().bottomLeft())


def _tool(picture: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture, "quiet"))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
