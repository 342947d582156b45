"""Guards one open workspace: the cover with the PIN, the lock on idle and sleep, the backups."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.foundation.errors import FieldappError, Refused, sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.jobs import Job
from fieldapp.services.automatic_backups import AutomaticBackups, BackupState
from fieldapp.services.backups import Backups
from fieldapp.services.desk import Desk
from fieldapp.services.idle_lock import idle_minutes
from fieldapp.services.people_pins import (
    people_with_pins,
    take_keyboard_with_pin,
)
from ui.guarding.clipboard import ClipboardWatch
from ui.guarding.idle import IdleWatch
from ui.guarding.open_dialogs import OpenDialogs
from ui.guarding.sleep import SleepWatch
from ui.pages.unlock.pin_page import PinPage, PinState
from ui.shell.main_window import MainWindow
from ui.workers.runner import Runner

_FIRST_BACKUP = 60_000
_NEXT_BACKUP = 600_000
"""Milliseconds: nobody shall wait for a backup just after opening, and a day may pass."""


class DeskGuard(QObject):
    """``lock_wanted`` wants the passphrase; ``reseated`` tells that somebody else sat down;
    ``people_wanted`` that nobody has a PIN and the settings say who is there; ``said`` and
    ``failed`` as everywhere.
    """  # noqa: D205  one sentence of signals

    lock_wanted = Signal()
    reseated = Signal()
    people_wanted = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._runner = runner
        self._page: PinPage | None = None
        self._state = PinState(())
        self._watch: IdleWatch | None = None
        self._dialogs = OpenDialogs()
        self._clipboard = ClipboardWatch(self)
        self._sleep = SleepWatch(self, window)
        self._sleep.going.connect(self.lock_wanted)
        self._stopped = False
        self._backups = automatic_backups(desk)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._back_up)
        if self._backups is not None:
            self._timer.start(_FIRST_BACKUP)
        store = desk.store
        runner.ask(lambda: idle_minutes(store), self._begun, self.failed.emit)

    def stop(self) -> None:
        """Guard no more; the last backup is the closer's."""
        self._stopped = True
        self._clipboard.stop()
        self._sleep.stop()
        self._dialogs.dismiss()
        self._timer.stop()
        if self._watch is not None:
            self._watch.stop()
        self.deleteLater()

    def switch(self, name: str = "") -> None:
        """Let somebody else, this person first, or the same one take the keyboard with a PIN."""
        store = self._desk.store
        self._runner.ask(
            lambda: people_with_pins(store), lambda found: self._cover(found, name),
            self.failed.emit,
        )  # fmt: skip

    def _begun(self, minutes: int) -> None:
        if self._stopped:
            return
        self._watch = IdleWatch(self, minutes)
        self._watch.idle.connect(self._idle)
        self._watch.woke.connect(self.lock_wanted)

    def _idle(self) -> None:
        store = self._desk.store

        def lock(people: list[str]) -> None:
            if people:
                self._cover(people)
            else:
                self.lock_wanted.emit()

        self._runner.ask(lambda: people_with_pins(store), lock, self.failed.emit)

    def _cover(self, people: list[str], first: str = "") -> None:
        if self._page is not None or self._stopped:
            return
        if not people:
            self.people_wanted.emit()
            return
        self._state = PinState(tuple(people), first or self._desk.profile.author)
        self._page = PinPage(self._state)
        self._page.pin_given.connect(self._tried)
        self._page.passphrase_asked.connect(self.lock_wanted)
        self._dialogs.hide()
        self._clipboard.clear()
        self._window.cover(self._page)
        self._page.pin.setFocus()

    def _tried(self, name: str, pin: str) -> None:
        desk = self._desk
        self._show(PinState(self._state.people, name, busy=True, tries=self._state.tries))
        self._runner.ask(
            lambda: take_keyboard_with_pin(desk.store, desk.clock, name, pin),
            lambda _none: self._entered(name),
            self._refused,
        )

    def _entered(self, name: str) -> None:
        self._page = None
        self._window.uncover()
        if name == self._desk.profile.author:
            self._dialogs.show_again()
        else:
            self.reseated.emit()

    def _refused(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            self.failed.emit(failure)
            return
        if isinstance(failure, Refused) and failure.code == "pin_worn_out":
            self.lock_wanted.emit()
            return
        problem, hint = sentence(failure, language())
        state = self._state
        self._show(PinState(state.people, state.person, False, problem, hint, state.tries + 1))

    def _show(self, state: PinState) -> None:
        self._state = state
        if self._page is not None:
            self._page.show_state(state)

    def _back_up(self) -> None:
        self._timer.start(_NEXT_BACKUP)
        backups = self._backups
        if backups is None:
            return

        def work(_job: Job) -> BackupState | None:
            return backups.run() if backups.due(closing=False) else None

        self._runner.file_job(work, self._backed_up, self.failed.emit)

    def _backed_up(self, state: BackupState | None) -> None:
        if state is None:
            return
        if state.problem:
            self.said.emit(lambda: _("The daily backup failed; see the settings"))
        else:
            self.said.emit(lambda: _("The daily backup is made"))


def automatic_backups(desk: Desk) -> AutomaticBackups | None:
    """What looks after the backups of a desk; none where the store lies on a server."""
    if desk.copying is None:
        return None
    return AutomaticBackups(Backups(desk.folder, desk.store, desk.clock, desk.copying))


def close_store(desk: Desk) -> None:
    """Close a workspace, after a last backup when something was changed."""
    try:
        backups = automatic_backups(desk)
        if backups is not None and backups.due(closing=True):
            backups.run()
    finally:
        desk.store.close()
