"""The running program: the window, the lock before it, and what opens behind it.

Only light rooms are imported here; everything heavy is read on the database lane while a person
types the passphrase.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import language
from ui.app import install_crash_dialog, lock, make_application, toggle_language
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow
from ui.style.theme import Theme

if TYPE_CHECKING:
    from fieldapp.foundation.jobs import Job, Progress
    from fieldapp.services.desk import Desk
    from ui.pages.beginning.view_model import Ways
    from ui.pages.unlock.rescue import Rescue
    from ui.wiring import Wiring
    from ui.workers.runner import ThreadRunner

Opener = Callable[[str, "Job"], "Desk"]
"""Opens the workspace with a passphrase; runs on the database lane and may raise.

The job is told how far the upgrade of an older store is.
"""


@dataclass(frozen=True)
class Elsewhere:
    """How another workspace is come to than the one the program began with.

    ``ways`` begin a new one; ``turn`` tells how the one in a folder is opened.
    """

    ways: Callable[[], Ways]
    turn: Callable[[Path], tuple[Opener, ProgramOptions]]


@dataclass(frozen=True)
class ProgramOptions:
    """How the program begins.

    ``workspace`` is the name shown above the passphrase; ``there`` tells whether there is one yet:
    without it the program begins with the page that begins one; ``passphrase`` stands in the field
    already (a demonstration's is no secret); ``version`` is named in crash reports;
    ``preferences`` is the file that keeps language and theme of this computer; ``rescue`` helps
    who cannot open the workspace; ``elsewhere`` leads to other workspaces; ``clock`` tells why the
    clock is doubted, or nothing.
    """

    workspace: str = ""
    there: bool = True
    passphrase: str = ""
    language: str = "zh_CN"
    theme: Theme = "light"
    version: str = ""
    shipped_font: bool = False
    preferences: Path = Path("preferences.json")
    rescue: Rescue | None = None
    elsewhere: Elsewhere | None = None
    clock: Callable[[], tuple[str, str]] = lambda: ("", "")


class Program(QObject):
    """``opened`` when the pages stand behind the unlocked window, ``refused`` when they do not.

    ``turned`` carries the folder of another workspace that is opened from now on.
    """

    opened = Signal()
    refused = Signal(str)
    turned = Signal(object)
    _upgrading = Signal(object)

    def __init__(
        self, opener: Opener, options: ProgramOptions, arguments: Sequence[str] = ("fieldapp",)
    ) -> None:
        self.app = make_application(
            arguments, options.theme, options.language, shipped_font=options.shipped_font
        )
        super().__init__()
        self._opener = opener
        self._upgrading.connect(self._show_upgrade)  # from the database lane to the window's
        self._options = options
        self.window = MainWindow()
        self.wiring: Wiring | None = None
        install_crash_dialog(self.window, options.version, _log_fault)
        self.window.lock_asked.connect(self.lock)
        self.window.language_asked.connect(lambda: toggle_language(self.window))
        self.window.closing.connect(self.stop)
        if options.there:
            self.lock()
        else:
            self.begin()

    @cached_property
    def runner(self) -> ThreadRunner:
        """What works beside the window, from the first question on."""
        from ui.workers.runner import ThreadRunner

        return ThreadRunner()

    def show(self) -> None:
        """Show the window; the heavy rooms are read behind the unlock page."""
        self.window.show()
        QTimer.singleShot(0, self._read_ahead)

    def lock(self) -> None:
        """Ask for the passphrase; what was being typed is kept as a draft, the store is closed."""
        if self.wiring is not None:
            self.wiring.close()
            self.wiring = None
        self._model = UnlockViewModel(self._options.workspace, self._options.clock)
        self.unlock_page = lock(self.window, self._model, self.unlock)
        self.unlock_page.passphrase.setText(self._options.passphrase)
        self.unlock_page.rescue_asked.connect(self.rescue)
        self.unlock_page.elsewhere_asked.connect(self.begin)

    def begin(self) -> None:
        """Offer to begin a workspace, or to open another one."""
        elsewhere = self._options.elsewhere
        if elsewhere is not None:
            from ui.guarding.beginning import BeginningCover
            from ui.pages.beginning.state import BeginningState

            state = BeginningState(leaving=self._options.there)
            self.beginning = BeginningCover(self.window, elsewhere.ways(), self.runner, state)
            self.beginning.entered.connect(self.turn_to)
            self.beginning.left.connect(self.lock)

    def turn_to(self, folder: Path, passphrase: str) -> None:
        """Open the workspace in this folder from now on; without its passphrase ask for it."""
        elsewhere = self._options.elsewhere
        if elsewhere is not None:
            self._opener, self._options = elsewhere.turn(folder)
            self.turned.emit(folder)
            self.lock()
            if passphrase:
                self.unlock_page.unlock_asked.emit(passphrase)

    def rescue(self) -> None:
        """Offer the ways to open the workspace again, or a backup of it."""
        rescue = self._options.rescue
        if rescue is not None:
            from ui.guarding.rescuing import Rescuing

            Rescuing(self.window, rescue, self.runner).open()

    def unlock(self, passphrase: str) -> None:
        """Open the workspace; answered by ``opened`` or ``refused``."""

        def open_workspace() -> Desk:
            from fieldapp.foundation.jobs import WatchedJob

            desk = self._opener(passphrase, WatchedJob(self._upgrading.emit))
            _read_pages()
            return desk

        self.runner.ask(open_workspace, self._opened, self._refused)

    def stop(self) -> None:
        """Keep drafts, close the store and stop the lanes; nothing runs any more."""
        self.window.hide()
        if self.wiring is not None:
            self.wiring.close()
            self.wiring = None
        if "runner" in vars(self):
            self.runner.stop()

    def _read_ahead(self) -> None:
        self.runner.ask(_read_pages, lambda _none: None, self._refused)

    def _opened(self, desk: Desk) -> None:
        from ui.wiring import Wiring

        self.wiring = Wiring(self.window, desk, self.runner, self._options.preferences)
        self.wiring.reseated.connect(self._reseat)
        self.wiring.lock_wanted.connect(self.lock)
        self.opened.emit()

    def _show_upgrade(self, progress: Progress) -> None:
        if self.wiring is None:
            self.unlock_page.show_state(self._model.upgrading(progress.done, progress.total))

    def _reseat(self) -> None:
        """The same store with the services of whoever is at the keyboard now."""
        if self.wiring is not None:
            desk = self.wiring.desk.anew()
            self.wiring.let_go()
            self._opened(desk)

    def _refused(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        self.unlock_page.show_state(self._model.refused(*sentence(failure, language())))
        self.refused.emit(failure.code)


def _read_pages() -> None:
    import ui.wiring  # noqa: F401  read beside the window, used when the passphrase has been typed

    # Qt's binding reads the source of each module it sees imported, and 17 MB of it would stay here
    linecache.clearcache()


def _log_fault(
    kind: type[BaseException], _failure: BaseException, trace: TracebackType | None
) -> None:
    """Log where the program failed, never with what it held: messages may name people."""
    import logging

    from ui.feedback.failures import crash_report

    logging.getLogger("fieldapp").error(crash_report(kind, trace, "").text)
