"""What was done in this sitting: the last act is taken back, and done again, as often as wished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.foundation.jobs import Cancelled
from fieldapp.ports.store import Done
from fieldapp.services.households import Registers
from ui.feedback.work_bar import Working
from ui.navigation.intents import Telling
from ui.workers.runner import Runner, RunningJob

_MOST = 100


@dataclass(frozen=True)
class Step:
    """An act with what was said of it."""

    notice: Telling
    done: Done


class TakingBack(QObject):
    """Undo and redo; a new act forgets what was taken back.

    ``said`` carries a notice, and whether it offers to undo and to redo; ``failed`` an exception;
    ``undone`` an act and what took it back, ``redone`` what took it back and the act done again;
    ``working`` a :class:`Working` while a large act is taken back, then ``None``.
    """

    said = Signal(object, bool, bool)
    undone = Signal(object, object)
    redone = Signal(object, object)
    working = Signal(object)
    failed = Signal(object)

    def __init__(self, registers: Registers, runner: Runner, owner: QObject) -> None:
        super().__init__(owner)
        self._registers = registers
        self._runner = runner
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._running: RunningJob | None = None
        self._busy = False

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

    def cancel(self) -> None:
        """Stop taking a large act back: nothing of it is undone."""
        if self._running is not None:
            self._running.cancel()

    def forget(self) -> None:
        """Others' changes have come: what was done before them is no longer taken back."""
        self._done.clear()
        self._undone.clear()

    def _turn(self, steps: list[Step], after: Callable[[Step, Done], None]) -> None:
        if not steps or self._busy:
            return
        step = steps.pop()

        def refused(failure: BaseException) -> None:
            steps.append(step)
            self.failed.emit(failure)

        if step.done.large:
            self._beside(step, steps, after)
            return
        self._runner.ask(
            lambda: self._registers.undo(step.done), lambda back: after(step, back), refused
        )

    def _beside(self, step: Step, steps: list[Step], after: Callable[[Step, Done], None]) -> None:
        """Take a large act back beside the window, which stays free meanwhile."""

        def telling() -> str:
            return _("Taking back: {what}").format(what=step.notice())

        def ended(back: Done) -> None:
            self._ended()
            after(step, back)

        def stopped(failure: BaseException) -> None:
            self._ended()
            steps.append(step)
            if isinstance(failure, Cancelled):
                self.said.emit(_nothing_taken_back, bool(self._done), bool(self._undone))
            else:
                self.failed.emit(failure)

        self._busy = True
        self.working.emit(Working(telling))
        running = self._runner.file_job(
            lambda job: self._registers.undo(step.done, job), ended, stopped,
            lambda news: self.working.emit(Working(telling, news)),
        )  # fmt: skip
        self._running = running if self._busy else None

    def _ended(self) -> None:
        self._busy, self._running = False, None
        self.working.emit(None)

    def _was_undone(self, step: Step, back: Done) -> None:
        self._undone.append(Step(step.notice, back))
        self.undone.emit(step.done, back)
        self.said.emit(lambda: _("Undone: {what}").format(what=step.notice()), False, True)

    def _was_redone(self, step: Step, again: Done) -> None:
        self._done.append(Step(step.notice, again))
        self.redone.emit(step.done, again)
        self.said.emit(lambda: _("Done again: {what}").format(what=step.notice()), True, False)


def _nothing_taken_back() -> str:
    return _("Stopped; nothing was taken back")
