"""A runner without threads: everything has happened when the call returns."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import TypeVar

from fieldapp.foundation.jobs import Job, Progress, WatchedJob
from ui.workers.runner import Failed, RunningJob, hand_over

T = TypeVar("T")


class ImmediateRunner:
    """The runner of tests and of pictures."""

    def ask(self, question: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run ``question`` now."""
        hand_over(_here(question), done, failed)

    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        """Run ``work`` now; cancelling comes too late, unless ``progress`` does it."""
        job = WatchedJob(progress)
        hand_over(_here(lambda: work(job)), done, failed)
        return job

    def stop(self) -> None:
        """Nothing runs."""


def _here(question: Callable[[], T]) -> Future[T]:
    result: Future[T] = Future()
    with _Outcome(result):
        result.set_result(question())
    return result


class _Outcome:
    """Writes a failure into ``result``, as a thread pool does."""

    def __init__(self, result: Future[T]) -> None:
        self._tell = result.set_exception

    def __enter__(self) -> None:
        """Begin to watch."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep ordinary failures; let an interruption by the keyboard through."""
        if isinstance(failure, Exception):
            self._tell(failure)
            return True
        return False
