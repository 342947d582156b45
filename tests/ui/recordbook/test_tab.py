"""A subject shows nothing before its question is answered, and then what was answered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from fieldapp.foundation.jobs import Job, Progress, WatchedJob
from fieldapp.services.desk import Desk
from fieldapp.services.record_views import household_book
from tests.register_village import household_uid
from ui.files.shelf import FileShelf
from ui.findings.home_model import HomeFindings
from ui.pages.household.history_model import HistoryModel
from ui.recordbook.asked import Asked
from ui.recordbook.book import RecordBook
from ui.recordbook.tab import LateTab, Source
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import Failed, RunningJob, hand_over

T = TypeVar("T")


class SlowRunner(ImmediateRunner):
    """Answers when it is told to."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    @override
    def ask(self, question: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Keep the question."""

        def answer() -> None:
            answered: Future[T] = Future()
            answered.set_result(question())
            hand_over(answered, done, failed)

        self._waiting.append(answer)

    @override
    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        """Keep the work."""
        job = WatchedJob(progress)
        self.ask(lambda: work(job), done, failed)
        return job

    def answer(self) -> None:
        """Answer everything that was asked."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one()


def sources(desk: Desk, runner: ImmediateRunner) -> dict[str, Source]:
    """Everything that a subject can show, by name."""
    home = household_uid(desk.store, "0163")
    asked = Asked(runner, lambda root: root)
    book = RecordBook(desk, runner, lambda at, uid: household_book(at.registers, uid))
    files, history = FileShelf(desk, runner), HistoryModel(desk, runner)
    findings = HomeFindings(desk, runner)
    for one in (asked, book, files, history, findings):
        one.open(home)
    return {
        "asked": asked, "book": book, "files": files, "history": history, "findings": findings,
    }  # fmt: skip


def shown(qtbot: QtBot, source: Source) -> LateTab:
    """The subject in front, with an empty list in it."""
    tab = LateTab(source, lambda: QLabel("nothing recorded"), lambda _inside: None)
    qtbot.addWidget(tab)
    tab.show()
    return tab


def inside(tab: LateTab) -> QWidget:
    assert tab.inside is not None
    return tab.inside


@pytest.mark.parametrize("name", ["asked", "book", "files", "history", "findings"])
def test_nothing_is_said_before_the_answer_and_the_answer_is_shown(
    qtbot: QtBot, desk: Desk, name: str
) -> None:
    runner = SlowRunner()
    source = sources(desk, runner)[name]
    tab = shown(qtbot, source)
    assert not inside(tab).isVisible()
    runner.answer()
    assert inside(tab).isVisible()


def test_asking_again_leaves_what_is_shown(qtbot: QtBot, desk: Desk) -> None:
    runner = SlowRunner()
    source = sources(desk, runner)["book"]
    tab = shown(qtbot, source)
    runner.answer()
    tab.refresh()
    assert inside(tab).isVisible()


def test_another_household_is_awaited_anew(qtbot: QtBot, desk: Desk) -> None:
    runner = SlowRunner()
    book = RecordBook(desk, runner, lambda at, uid: household_book(at.registers, uid))
    book.open(household_uid(desk.store, "0163"))
    tab = shown(qtbot, book)
    runner.answer()
    book.open(household_uid(desk.store, "0042"))
    assert not inside(tab).isVisible()
    book.load()
    runner.answer()
    assert inside(tab).isVisible()
