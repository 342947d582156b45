"""The history of the household that is open: asked when looked at, earlier values put back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.household_history import HouseholdHistory, household_history
from fieldapp.services.records import Records
from ui.navigation.intents import Saved
from ui.pages.household.history import HistoryRow, history_rows
from ui.workers.runner import Runner


class HistoryModel(QObject):
    """``changed`` asks to show ``rows``; ``saved`` carries a :class:`Saved`."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._uid = ""
        self.awaited = False
        """Nothing was answered yet about what was opened."""
        self._history = HouseholdHistory("")

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        """The changes, the newest first, in the language of the screen."""
        return history_rows(self._history)

    def open(self, uid: str) -> None:
        """Keep the history of another household."""
        if uid != self._uid:
            self._uid, self._history = uid, HouseholdHistory(uid)
            self.awaited = bool(uid)
            self.changed.emit()

    def load(self) -> None:
        """Ask again."""
        uid, store = self._uid, self._desk.store
        if uid:
            self._runner.ask(lambda: household_history(store, uid), self._loaded, self.failed.emit)

    def restore(self, place: int) -> None:
        """Put back what stood before the change at ``place``."""
        change = self._history.lines[place].change
        records = Records(self._desk.registers)
        self._runner.ask(
            lambda: records.restore(change.entity, change.uid, change.field, change.before),
            self._restored,
            self.failed.emit,
        )

    def _restored(self, done: Done) -> None:
        self.saved.emit(Saved(lambda: _("The earlier value stands again"), done))
        self.load()

    def _loaded(self, history: HouseholdHistory) -> None:
        if history.household == self._uid:
            self._history, self.awaited = history, False
            self.changed.emit()
