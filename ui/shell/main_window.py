"""The main window: it knows where things stand, not what they do.

The frame around the pages is imported only when the window is opened: the page that asks for
the passphrase then stands before anything else is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from ui.feedback.notices import StatusLine
    from ui.feedback.work_bar import Working
    from ui.navigation.intents import Telling
    from ui.navigation.navigator import Navigator
    from ui.navigation.register import PageRegister
    from ui.shell.frame import Frame
    from ui.shell.state import FrameState
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
    """The text in the search box; answer with :meth:`show_found`."""
    found_picked = Signal(str)
    """The key of a found thing that is to be opened."""
    search_entered = Signal(str)
    """A text confirmed with nothing found yet, as a scanner does."""
    custody_asked = Signal()
    lock_asked = Signal()
    switch_asked = Signal()
    """Somebody else takes the keyboard."""
    behalf_asked = Signal(str)
    """On whose behalf the person at the keyboard keys from now on; empty ends it."""
    language_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    work_stopped = Signal()
    """Long work in the bottom line is to stop."""
    help_asked = Signal(str)
    """The key of the page that the manual is wanted for."""
    language_changed = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self._covers = QStackedWidget()
        self.setCentralWidget(self._covers)
        self._cover: QWidget | None = None
        self._frame: Frame | None = None
        self._name()

    @property
    def navigator(self) -> Navigator:
        """Goes from page to page; there is none before :meth:`open`."""
        return self._opened().navigator

    @property
    def banner(self) -> Banner:
        """Where refusals are told; empty again on the next page."""
        return self._opened().banner

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self._opened().status

    def open(self, register: PageRegister, first: str) -> None:
        """Fill the window with a frame of these pages and show the page ``first``."""
        from ui.shell.frame import Frame

        old = self._frame
        self._frame = Frame(register)
        self._frame.wished.connect(self._wished)
        self._covers.addWidget(self._frame)
        if old is not None:
            self._covers.removeWidget(old)
            old.deleteLater()
        self.uncover()
        self._frame.navigator.go(first)

    def cover(self, widget: QWidget) -> None:
        """Hide everything behind ``widget``, such as the page that asks for the passphrase."""
        old, self._cover = self._cover, widget
        self._covers.addWidget(widget)
        self._covers.setCurrentWidget(widget)
        if old is not None and old is not widget:
            self._covers.removeWidget(old)
            old.deleteLater()

    def uncover(self) -> None:
        """Show the frame again, if there is one yet."""
        if self._frame is None:
            return
        self._covers.setCurrentWidget(self._frame)
        if self._cover is not None:
            self._covers.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None

    def show_state(self, state: FrameState) -> None:
        """Show this around the pages."""
        self._opened().show_state(state)

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Answer ``search_asked``; ``text`` is what was asked."""
        self._opened().show_found(text, found)

    def say(self, notice: Telling, *, undoable: bool = False, redoable: bool = False) -> None:
        """Tell of a success in the bottom line."""
        self.status.notice.say(notice, undoable=undoable, redoable=redoable)

    def show_work(self, working: Working | None) -> None:
        """Show long work in the bottom line, or that it has ended."""
        self.status.work.show_work(working)

    def set_hints(self, hints: str) -> None:
        """Say in the bottom line what the keys of the page do."""
        self.status.hints.set_whole(hints)

    def rebuild(self) -> None:
        """Make frame and pages again, in the language and the theme that are on now."""
        self._name()
        if self._frame is not None:
            self._frame.rebuild()
        self.language_changed.emit()

    def _opened(self) -> Frame:
        if self._frame is None:
            raise RuntimeError
        return self._frame

    def _wished(self, wish: str, detail: str) -> None:
        with_detail = {
            "search": self.search_asked,
            "found": self.found_picked,
            "scan": self.search_entered,
            "help": self.help_asked,
            "behalf": self.behalf_asked,
        }
        plain = {
            "custody": self.custody_asked,
            "lock": self.lock_asked,
            "switch": self.switch_asked,
            "language": self.language_asked,
            "undo": self.undo_asked,
            "redo": self.redo_asked,
            "stop": self.work_stopped,
        }
        if wish in with_detail:
            with_detail[wish].emit(detail)
        else:
            plain[wish].emit()

    def _name(self) -> None:
        self.setWindowTitle(_("Household Visits"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the owner, who stops what runs."""
        self.closing.emit()
        super().closeEvent(event)
