"""Where work runs beside the window, and how its results come back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from fieldapp.foundation.jobs import Job, Progress, WatchedJob

T = TypeVar("T")
Failed = Callable[[BaseException], None]
_FILE_THREADS = 2


class RunningJob(Protocol):
    """Work on the file lane that can be stopped."""

    def cancel(self) -> None:
        """Ask the work to stop; ``failed`` then receives ``Cancelled``."""
        ...


class Runner(Protocol):
    """Runs questions and jobs; ``done``, ``failed`` and ``progress`` run on the window's thread."""

    def ask(self, question: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run ``question`` on the database lane, one after another in the order asked."""
        ...

    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        """Run ``work`` on the file lane, beside the database lane."""
        ...

    def stop(self) -> None:
        """Finish every question, end every job, deliver nothing any more."""
        ...


class ThreadRunner(QObject):
    """The runner of the real window: one database thread, a few file threads."""

    _delivery = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._database = ThreadPoolExecutor(1, "database")
        self._files = ThreadPoolExecutor(_FILE_THREADS, "files")
        self._jobs: set[WatchedJob] = set()
        self._stopped = False
        self._delivery.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, question: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run ``question`` on the database lane, one after another in the order asked."""
        self._send(self._database.submit(question), done, failed)

    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        """Run ``work`` on the file lane, beside the database lane."""

        def tell(news: Progress) -> None:
            if progress is not None:
                self._delivery.emit(lambda: progress(news))

        job = WatchedJob(tell)
        self._jobs.add(job)
        future = self._files.submit(work, job)
        future.add_done_callback(lambda _future: self._delivery.emit(lambda: self._forget(job)))
        self._send(future, done, failed)
        return job

    def stop(self) -> None:
        """Finish every question, end every job, deliver nothing any more."""
        self._stopped = True
        for job in self._jobs:
            job.cancel()
        self._files.shutdown(wait=True, cancel_futures=True)
        # what was asked last keeps the draft and closes the store
        self._database.shutdown(wait=True)

    def _send(self, future: Future[T], done: Callable[[T], None], failed: Failed) -> None:
        def ended(result: Future[T]) -> None:
            if not result.cancelled():
                self._delivery.emit(lambda: hand_over(result, done, failed))

        future.add_done_callback(ended)

    def _forget(self, job: WatchedJob) -> None:
        self._jobs.discard(job)

    def _deliver(self, news: Callable[[], None]) -> None:
        if not self._stopped:
            news()


def hand_over(result: Future[T], done: Callable[[T], None], failed: Failed) -> None:
    """Give the value to ``done`` or the failure to ``failed``."""
    failure = result.exception()
    if failure is None:
        done(result.result())
    else:
        failed(failure)
