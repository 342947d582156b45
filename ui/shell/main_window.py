"""The main window: a frame with slots; it knows where things stand, not what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.feedback.notices import StatusLine
from ui.navigation.navigator import Navigator
from ui.navigation.register import PageRegister
from ui.shell.rail import Rail
from ui.shell.state import FrameState
from ui.shell.topbar import TopBar
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.search_field import Found

_SIZE = QSize(1366, 768)
_LEAST = QSize(1024, 640)


class MainWindow(QMainWindow):
    """Rail, top bar, pages, bottom line; in front of all of it a cover while it is locked.

    State goes in through :meth:`show_state`, wishes come out as signals. After a change of
    language or theme call :meth:`rebuild`.
    """

    search_asked = Signal(str)
    found_picked = Signal(str)
    search_entered = Signal(str)
    custody_asked = Signal()
    lock_asked = Signal()
    switch_asked = Signal()
    language_asked = Signal()
    undo_asked = Signal()
    help_asked = Signal(str)
    language_changed = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self._covers = QStackedWidget()
        self.setCentralWidget(self._covers)
        self._cover: QWidget | None = None
        self._register = PageRegister()
        self._state = FrameState()
        self._pages = QStackedWidget()
        self.navigator = Navigator(self._register, self._pages)
        self._frame: QWidget | None = None
        self.banner = Banner()
        self.status = StatusLine()
        self.status.undo_asked.connect(self.undo_asked)
        self._name()

    def open(self, register: PageRegister, first: str) -> None:
        """Fill the frame with pages and show the page ``first``."""
        self._register = register
        self._pages = QStackedWidget()
        self.navigator = Navigator(register, self._pages)
        self.navigator.arrived.connect(self._arrived)
        self._build()
        self._listen()
        self.uncover()
        self.navigator.go(first)

    def cover(self, widget: QWidget) -> None:
        """Hide everything behind ``widget``, such as the page that asks for the passphrase."""
        old, self._cover = self._cover, widget
        self._covers.addWidget(widget)
        self._covers.setCurrentWidget(widget)
        if old is not None and old is not widget:
            self._covers.removeWidget(old)
            old.deleteLater()

    def uncover(self) -> None:
        """Show the frame again."""
        if self._frame is None:
            return
        self._covers.setCurrentWidget(self._frame)
        if self._cover is not None:
            self._covers.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None

    def show_state(self, state: FrameState) -> None:
        """Show this around the pages."""
        self._state = state
        if self._frame is not None:
            self._rail.show_state(state)
            self._top.show_state(state)

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Answer ``search_asked``."""
        self._top.search.show_found(text, found)

    def say(self, notice: str, *, undoable: bool = False) -> None:
        """Tell of a success in the bottom line."""
        self.status.notice.say(notice, undoable=undoable)

    def set_hints(self, hints: str) -> None:
        """Say in the bottom line what the keys of the page do."""
        self.status.hints.set_whole(hints)

    def rebuild(self) -> None:
        """Make frame and pages again, in the language and the theme that are on now."""
        self._name()
        if self._frame is None:
            return
        covered = self._covers.currentWidget() is not self._frame
        self._build()
        self.navigator.rebuild()
        if not covered and self._frame is not None:
            self._covers.setCurrentWidget(self._frame)
        self.language_changed.emit()

    def _name(self) -> None:
        self.setWindowTitle(_("Household Visits"))

    def _build(self) -> None:
        old = self._frame
        self._rail = Rail(self._register.in_rail())
        self._rail.wanted.connect(self.navigator.go)
        self._top = TopBar()
        self.status.retranslate()
        self._connect()
        page_area = column(self.banner, self._pages, gap=0)
        page_area.setStretch(1, 1)
        right = column(self._top, page_area, self.status, gap=0)
        right.setStretch(1, 1)
        frame = QWidget()
        frame.setObjectName("page")
        layout = row(gap=0)
        layout.addWidget(self._rail)
        layout.addLayout(right, 1)
        frame.setLayout(layout)
        self._frame = frame
        self._covers.addWidget(frame)
        self.show_state(self._state)
        if old is not None:
            self._covers.removeWidget(old)
            old.deleteLater()

    def _connect(self) -> None:
        self._top.search.asked.connect(self.search_asked)
        self._top.search.picked.connect(self.found_picked)
        self._top.search.entered.connect(self.search_entered)
        self._top.custody_asked.connect(self.custody_asked)
        self._top.lock_asked.connect(self.lock_asked)
        self._top.language_asked.connect(self.language_asked)

    def _listen(self) -> None:
        acts = {
            "F1": lambda: self.help_asked.emit(self.navigator.here),
            "F9": self.switch_asked.emit,
            "Ctrl+L": self.lock_asked.emit,
            "Ctrl+Z": self.undo_asked.emit,
            "Alt+Left": self.navigator.back,
        }
        for key, act in acts.items():
            QShortcut(QKeySequence(key), self._pages).activated.connect(act)
        for spec in self._register.all():
            if spec.shortcut:
                shortcut = QShortcut(QKeySequence(spec.shortcut), self._pages)
                shortcut.activated.connect(lambda key=spec.key: self.navigator.go(key))

    def _arrived(self, key: str) -> None:
        self._rail.choose(key)
        self.banner.say("")
        hints = getattr(self.navigator.page(key), "status_hints", None)
        self.set_hints(hints() if callable(hints) else "")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the owner, who stops what runs."""
        self.closing.emit()
        super().closeEvent(event)
