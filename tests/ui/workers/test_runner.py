"""Work runs beside the window; its results come back on the window's thread."""

from __future__ import annotations

import threading
from typing import NoReturn

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.jobs import Cancelled, Job, Progress
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import Runner, ThreadRunner


class Log:
    """What came back."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.failures: list[BaseException] = []
        self.progress: list[Progress] = []
        self.threads: set[int] = set()

    def done(self, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.values.append(value)

    def failed(self, failure: BaseException) -> None:
        self.threads.add(threading.get_ident())
        self.failures.append(failure)


def fails() -> NoReturn:
    raise ValueError


def counts(job: Job) -> str:
    for part in range(1, 5):
        job.progress(part, 4)
    return "counted"


@pytest.mark.parametrize("make", [ThreadRunner, ImmediateRunner])
def test_both_runners_give_answers_failures_and_progress(
    qtbot: QtBot, make: type[ThreadRunner | ImmediateRunner]
) -> None:
    runner: Runner = make()
    log = Log()
    runner.ask(lambda: 1, log.done, log.failed)
    runner.ask(fails, log.done, log.failed)
    runner.ask(lambda: 2, log.done, log.failed)
    qtbot.waitUntil(lambda: len(log.values) + len(log.failures) == 3)
    runner.file_job(counts, log.done, log.failed, log.progress.append)
    qtbot.waitUntil(lambda: len(log.values) == 3)
    runner.stop()
    assert log.values == [1, 2, "counted"]
    assert [type(failure) for failure in log.failures] == [ValueError]
    assert log.progress == [Progress(part, 4) for part in range(1, 5)]
    assert log.threads == {threading.get_ident()}


def test_questions_run_one_after_another_on_one_other_thread(qtbot: QtBot) -> None:
    runner = ThreadRunner()
    log = Log()
    for _question in range(50):
        runner.ask(threading.get_ident, log.done, log.failed)
    qtbot.waitUntil(lambda: len(log.values) == 50)
    runner.stop()
    assert len(set(log.values)) == 1
    assert threading.get_ident() not in log.values


def test_a_cancelled_job_ends_as_cancelled(qtbot: QtBot) -> None:
    runner = ThreadRunner()
    log = Log()
    begun, go_on = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        go_on.wait(5)
        job.progress(1, 2)

    job = runner.file_job(work, log.done, log.failed)
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(log.failures))
    runner.stop()
    assert isinstance(log.failures[0], Cancelled)
    assert log.values == []


def test_stopping_ends_running_jobs_and_delivers_nothing_more(qtbot: QtBot) -> None:
    runner = ThreadRunner()
    log = Log()
    begun = threading.Event()

    def endless(job: Job) -> None:
        while True:
            begun.set()
            job.progress(0, 0)

    runner.file_job(endless, log.done, log.failed)
    runner.ask(lambda: 1, log.done, log.failed)
    assert begun.wait(5)
    before = threading.active_count()
    runner.stop()
    assert threading.active_count() < before
    assert (log.values, log.failures) == ([], [])


def test_stopping_finishes_what_was_asked_before() -> None:
    runner = ThreadRunner()
    log = Log()
    asked: list[int] = []
    for question in range(50):
        runner.ask(lambda question=question: asked.append(question), log.done, log.failed)  # type: ignore[misc]  # bound now
    runner.stop()
    assert asked == list(range(50))
