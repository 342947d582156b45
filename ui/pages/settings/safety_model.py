"""What happens in the settings of PIN, idle lock and backups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.jobs import Job
from fieldapp.services.automatic_backups import AutomaticBackups, BackupState
from fieldapp.services.backups import Backups
from fieldapp.services.desk import Desk
from fieldapp.services.idle_lock import CHOICES, USUAL, idle_minutes, set_idle_minutes
from fieldapp.services.people_pins import people_with_pins, set_pin
from fieldapp.services.profile import load_profile
from ui.pages.settings.state import SafetyState, SafetyWork
from ui.workers.runner import Runner


@dataclass(frozen=True)
class _Held:
    person: str = ""
    pins: tuple[str, ...] = ()
    minutes: int = USUAL
    backups: BackupState | None = None


class SafetyModel(QObject):
    """``changed`` asks to show ``state``; ``said`` and ``failed`` as everywhere."""

    changed = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._held = _Held()
        self._work: SafetyWork = ""
        self._pins_set = 0
        self._automatic: AutomaticBackups | None = None
        if desk.copying is not None:
            backups = Backups(desk.folder, desk.store, desk.clock, desk.copying)
            self._automatic = AutomaticBackups(backups)

    @property
    def state(self) -> SafetyState:
        """This moment, in the language that is on now."""
        held = self._held
        backups = held.backups
        return SafetyState(
            person=held.person,
            has_pin=held.person in held.pins,
            minutes=held.minutes,
            choices=CHOICES,
            backups=self._automatic is not None,
            made_at=_moment(backups.made_at) if backups else "",
            second=backups.second if backups else "",
            second_at=_moment(backups.second_at) if backups else "",
            problem=_problem(backups.problem) if backups else "",
            work=self._work,
            pins_set=self._pins_set,
        )

    def refresh(self) -> None:
        """Ask again."""
        store, automatic = self._desk.store, self._automatic

        def look() -> _Held:
            return _Held(
                load_profile(store).author,
                tuple(people_with_pins(store)),
                idle_minutes(store),
                automatic.state() if automatic else None,
            )

        self._runner.ask(look, self._take, self.failed.emit)

    def set_pin(self, pin: str, passphrase: str) -> None:
        """Give the person at the keyboard a PIN."""
        desk, name = self._desk, self._held.person
        self._begin("pin")

        def kept(_nothing: None) -> None:
            self._pins_set += 1
            self._ended()
            self.said.emit(lambda: _("{name} has a PIN now").format(name=name))

        self._runner.ask(
            lambda: set_pin(desk.store, desk.folder, name, pin, passphrase), kept, self._failed
        )

    def lock_after(self, minutes: int) -> None:
        """Let the window lock itself after so many minutes."""
        store = self._desk.store
        self._runner.ask(
            lambda: set_idle_minutes(store, minutes), lambda _n: self.refresh(), self.failed.emit
        )

    def back_up(self, target: Path | None) -> None:
        """Make a backup now: into a file of one's own, or among the automatic ones."""
        automatic = self._automatic
        if automatic is None:
            return
        self._begin("backup")

        def work(_job: Job) -> str:
            if target is not None:
                return automatic.backups.make(target).file.name
            state = automatic.run()
            return "" if state.problem else state.made_at

        def made(name: str) -> None:
            self._ended()
            if name:
                self.said.emit(lambda: _("The backup is written and examined"))

        self._runner.file_job(work, made, self._failed)

    def choose_second(self, folder: Path | None) -> None:
        """Keep backups in a second place too, or no longer."""
        automatic = self._automatic
        if automatic is not None:
            self._runner.ask(
                lambda: automatic.choose_second(folder), lambda _s: self.refresh(), self._failed
            )

    def _take(self, held: _Held) -> None:
        self._held = held
        self.changed.emit()

    def _begin(self, work: SafetyWork) -> None:
        self._work = work
        self.changed.emit()

    def _ended(self) -> None:
        self._work = ""
        self.changed.emit()
        self.refresh()

    def _failed(self, failure: BaseException) -> None:
        self._ended()
        self.failed.emit(failure)


def _moment(iso: str) -> str:
    return iso.replace("T", " ")[:16]


def _problem(code: str) -> str:
    return sentence(FieldappError(code), language())[0] if code else ""
