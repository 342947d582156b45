"""What was done in this sitting: the last act is taken back, and done again, as often as wished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.households import Registers
from ui.navigation.intents import Telling
from ui.workers.runner import Runner

_MOST = 100


@dataclass(frozen=True)
class Step:
    """An act with what was said of it."""

    notice: Telling
    done: Done


class TakingBack(QObject):
    """Undo and redo; a new act forgets what was taken back.

    ``said`` carries a notice, and whether it offers to undo and to redo; ``failed`` an exception;
    ``undone`` an act and what took it back, ``redone`` what took it back and the act done again.
    """

    said = Signal(object, bool, bool)
    undone = Signal(object, object)
    redone = Signal(object, object)
    failed = Signal(object)

    def __init__(self, registers: Registers, runner: Runner, owner: QObject) -> None:
        super().__init__(owner)
        self._registers = registers
        self._runner = runner
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, notice: Telling, done: Done) -> None:
        """An act was done; it can be taken back from now on."""
        if done.undoable:
            self._done = [*self._done, Step(notice, done)][-_MOST:]
            self._undone.clear()
        self.said.emit(notice, done.undoable, False)

    def undo(self) -> None:
        """Take the last act back; nothing happens when there is none."""
        self._turn(self._done, self._was_undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(self._undone, self._was_redone)

    def taken_back(self, done: Done, back: Done) -> None:
        """A page has taken an act back itself; it can be done again from here."""
        step = next((step for step in self._done if step.done.unit == done.unit), None)
        if step is not None:
            self._done.remove(step)
            self._was_undone(step, back)

    def forget(self) -> None:
        """Others' changes have come: what was done before them is no longer taken back."""
        self._done.clear()
        self._undone.clear()

    def _turn(self, steps: list[Step], after: Callable[[Step, Done], None]) -> None:
        if not steps:
            return
        step = steps.pop()

        def refused(failure: BaseException) -> None:
            steps.append(step)
            self.failed.emit(failure)

        self._runner.ask(
            lambda: self._registers.undo(step.done), lambda back: after(step, back), refused
        )

    def _was_undone(self, step: Step, back: Done) -> None:
        self._undone.append(Step(step.notice, back))
        self.undone.emit(step.done, back)
        self.said.emit(lambda: _("Undone: {what}").format(what=step.notice()), False, True)

    def _was_redone(self, step: Step, again: Done) -> None:
        self._done.append(Step(step.notice, again))
        self.redone.emit(step.done, again)
        self.said.emit(lambda: _("Done again: {what}").format(what=step.notice()), True, False)
