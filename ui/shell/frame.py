"""What stands around the pages once the window is unlocked: rail, top bar, banner, bottom line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.feedback.notices import StatusLine
from ui.navigation.navigator import Navigator
from ui.navigation.register import PageRegister
from ui.shell.rail import Rail
from ui.shell.state import FrameState
from ui.shell.topbar import TopBar
from ui.style.layouts import column
from ui.widgets.banner import Banner
from ui.widgets.search_field import Found


class Frame(QWidget):
    """Holds the pages; ``wished`` names a wish of the person (see :mod:`ui.shell.main_window`)."""

    wished = Signal(str, str)

    def __init__(self, register: PageRegister) -> None:
        super().__init__()
        self.setObjectName("page")
        self._register = register
        self._state = FrameState()
        self._pages = QStackedWidget()
        self.navigator = Navigator(register, self._pages)
        self.navigator.arrived.connect(self._arrived)
        self.banner = Banner()
        self.status = StatusLine()
        self.status.undo_asked.connect(lambda: self.wished.emit("undo", ""))
        self.status.redo_asked.connect(lambda: self.wished.emit("redo", ""))
        self.status.work.cancelled.connect(lambda: self.wished.emit("stop", ""))
        self._right = column(self.banner, self._pages, self.status, gap=0)
        self._right.setStretch(1, 1)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addLayout(self._right, 1)
        self._rail: Rail | None = None
        self._top: TopBar | None = None
        self._put_around()
        self._listen()

    def show_state(self, state: FrameState) -> None:
        """Show this around the pages."""
        self._state = state
        for part in (self._rail, self._top):
            if part is not None:
                part.show_state(state)

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Answer a search."""
        if self._top is not None:
            self._top.search.show_found(text, found)

    def rebuild(self) -> None:
        """Make everything with words or pictures again."""
        self._put_around()
        self.status.retranslate()
        self.navigator.rebuild()

    def _put_around(self) -> None:
        for old in (self._rail, self._top):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rail = Rail(self._register.in_rail())
        self._rail.wanted.connect(self.navigator.go)
        self._top = TopBar()
        for signal, wish in (
            (self._top.custody_asked, "custody"),
            (self._top.lock_asked, "lock"),
            (self._top.language_asked, "language"),
        ):
            signal.connect(lambda wish=wish: self.wished.emit(wish, ""))
        self._top.behalf_asked.connect(lambda name: self.wished.emit("behalf", name))
        search = self._top.search
        for told, wish in (
            (search.asked, "search"),
            (search.picked, "found"),
            (search.entered, "scan"),
        ):
            told.connect(lambda text, wish=wish: self.wished.emit(wish, text))
        self._across.insertWidget(0, self._rail)
        self._right.insertWidget(0, self._top)
        self.show_state(self._state)

    def _listen(self) -> None:
        wish = self.wished.emit
        acts: Mapping[str, Callable[[], object]] = {
            "F1": lambda: wish("help", self.navigator.here),
            "F9": lambda: wish("switch", ""),
            "Ctrl+L": lambda: wish("lock", ""),
            "Ctrl+Z": lambda: wish("undo", ""),
            "Ctrl+Y": lambda: wish("redo", ""),
            "Ctrl+Shift+Z": lambda: wish("redo", ""),
            "Alt+Left": self.navigator.back,
        }
        for key, act in acts.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for spec in self._register.all():
            if spec.shortcut:
                shortcut = QShortcut(QKeySequence(spec.shortcut), self)
                shortcut.activated.connect(lambda key=spec.key: self.navigator.go(key))

    def _arrived(self, key: str) -> None:
        if self._rail is not None:
            self._rail.choose(self._register.spec(key).under or key)
        self.banner.say("")
        hints = getattr(self.navigator.page(key), "status_hints", None)
        self.status.hints.set_whole(hints() if callable(hints) else "")
