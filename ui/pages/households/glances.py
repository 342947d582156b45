"""Looks at the household that the cursor stands on, once it stands still."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.services.desk import Desk
from fieldapp.services.household_view import Glance, glance
from ui.workers.runner import Runner

_PAUSE_MS = 40


class Glances(QObject):
    """``changed`` tells that ``seen`` is another; ``failed`` carries an exception."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._runner = runner
        self._uid = ""
        self.seen: Glance | None = None
        # a person who runs down the list looks only at the household where they stop
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.ask)

    def look_at(self, uid: str) -> None:
        """Look at another household soon; an empty uid looks at none."""
        if uid != self._uid:
            self._uid = uid
            self._pause.start()

    def ask(self) -> None:
        """Look now, or again."""
        self._pause.stop()
        uid = self._uid
        if uid:
            self._runner.ask(lambda: self._glance(uid), self._answered, self.failed.emit)
        else:
            self._answered(None)

    def _glance(self, uid: str) -> Glance | None:
        store = self._desk.store
        return None if store.questions.household(uid) is None else glance(store, uid)

    def _answered(self, seen: Glance | None) -> None:
        if seen is None or seen.row.uid == self._uid:
            self.seen = seen
            self.changed.emit()
