"""One piece of long work of a page at a time, beside the window, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.jobs import Cancelled, Job, Progress
from ui.workers.runner import Runner, RunningJob

T = TypeVar("T")


class SingleWork(QObject):
    """``changed`` tells of progress and of the end; ``failed`` carries an exception.

    ``kind`` names what goes on, in the words of the page; empty while nothing does.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._running: RunningJob | None = None
        self.kind = ""
        self.progress: Progress | None = None

    def start(self, kind: str, act: Callable[[Job], T], done: Callable[[T], None]) -> None:
        """Begin, unless something is going on."""
        if self.kind:
            return
        self.kind, self.progress = kind, None
        self.changed.emit()

        def ended(answer: T) -> None:
            self._end()
            done(answer)

        running = self._runner.file_job(act, ended, self._stopped, self._moved)
        self._running = running if self.kind else None

    def cancel(self) -> None:
        """Stop; what stood before stands."""
        if self._running is not None:
            self._running.cancel()

    def _moved(self, news: Progress) -> None:
        self.progress = news
        self.changed.emit()

    def _end(self) -> None:
        self.kind, self.progress, self._running = "", None, None
        self.changed.emit()

    def _stopped(self, failure: BaseException) -> None:
        self._end()
        if not isinstance(failure, Cancelled):
            self.failed.emit(failure)
