"""Acts are taken back one after the other, and done again, until something new is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from typing_extensions import override

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, Progress, WatchedJob
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.register_village import household_uid, open_village
from ui.feedback.notices import StatusLine
from ui.feedback.taking_back import TakingBack
from ui.feedback.work_bar import Working, time_left
from ui.widgets.buttons import LinkButton
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import Failed, RunningJob

T = TypeVar("T")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


class Sitting:
    """Somebody who writes notes on a household, and everything that was said."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.home = desk, household_uid(desk.store, "0163")
        self._owner = QObject()
        self.acts = TakingBack(desk.registers, ImmediateRunner(), self._owner)
        self.said: list[tuple[str, bool, bool]] = []
        self.acts.said.connect(lambda notice, undo, redo: self.said.append((notice(), undo, redo)))

    def write(self, note: str) -> None:
        done = self.desk.registers.set(self.home, {"note": note})
        self.acts.did(lambda: note, done)

    def digest(self) -> str:
        return self.desk.store.state_digest()


@pytest.fixture
def sitting(desk: Desk) -> Sitting:
    return Sitting(desk)


def test_several_acts_are_taken_back_and_done_again(sitting: Sitting) -> None:
    states = [sitting.digest()]
    for note in ("one", "two", "three"):
        sitting.write(note)
        states.append(sitting.digest())
    for state in reversed(states[:-1]):
        sitting.acts.undo()
        assert sitting.digest() == state
    sitting.acts.undo()
    for state in states[1:]:
        sitting.acts.redo()
        assert sitting.digest() == state
    sitting.acts.redo()
    assert sitting.digest() == states[-1]
    assert sitting.said[3] == ("已撤销：three", False, True)
    assert sitting.said[6] == ("已重做：one", True, False)
    assert len(sitting.said) == 9


def test_a_new_act_forgets_what_was_taken_back(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.acts.undo()
    sitting.write("two")
    after = sitting.digest()
    sitting.acts.redo()
    assert sitting.digest() == after


def test_an_act_that_changed_nothing_offers_nothing(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.write("one")
    assert sitting.said[-1] == ("one", False, False)
    before = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() != before


def test_what_others_changed_meanwhile_is_never_written_over(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.acts.forget()
    before = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() == before


def test_a_refusal_keeps_the_act(
    qtbot: QtBot, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.write("one")

    def refuse(*_given: object) -> None:
        raise Refused("act_unknown")

    with monkeypatch.context() as broken, qtbot.waitSignal(sitting.acts.failed):
        broken.setattr(type(sitting.desk.store), "write", refuse)
        sitting.acts.undo()
    after = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() != after


class Stopping(ImmediateRunner):
    """Cancels a job at its first sign of progress."""

    @override
    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        def stopped(job: Job) -> T:
            assert isinstance(job, WatchedJob)
            job.cancel()
            return work(job)

        return super().file_job(stopped, done, failed, progress)


def import_many(desk: Desk, tmp_path: Path) -> Done:
    rows = [("户主", "人口"), *((f"新户{number}", 1) for number in range(80))]
    return desk.rosters.take(made.workbook(tmp_path / "list.xlsx", rows))[1]


def test_a_large_import_is_taken_back_beside_the_window_and_told(
    sitting: Sitting, tmp_path: Path
) -> None:
    before = sitting.digest()
    done = import_many(sitting.desk, tmp_path)
    assert done.large
    told: list[Working | None] = []
    sitting.acts.working.connect(told.append)
    sitting.acts.did(lambda: "roster", done)
    sitting.acts.undo()
    assert sitting.digest() == before
    assert isinstance(told[0], Working)
    assert any(one is not None and one.progress is not None for one in told)
    assert told[-1] is None
    assert sitting.said[-1][1:] == (False, True)
    sitting.acts.redo()
    assert sitting.digest() != before


def test_a_large_undo_that_is_stopped_takes_nothing_back(sitting: Sitting, tmp_path: Path) -> None:
    done = import_many(sitting.desk, tmp_path)
    after = sitting.digest()
    owner = QObject()
    acts = TakingBack(sitting.desk.registers, Stopping(), owner)
    told: list[tuple[str, bool]] = []
    acts.said.connect(lambda notice, undo, _redo: told.append((notice(), undo)))
    acts.did(lambda: "roster", done)
    acts.undo()
    assert sitting.digest() == after
    assert told[-1] == ("已停止，未撤销任何内容", True)


def test_the_bottom_line_shows_how_far_long_work_is(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.work.show_work(Working(lambda: "roster", Progress(1, 4)))
    assert line.work.isVisible()
    with qtbot.waitSignal(line.work.cancelled):
        next(b for b in line.work.findChildren(LinkButton)).click()
    line.work.show_work(None)
    assert not line.work.isVisible()
    assert [time_left(elapsed, Progress(1, 4)) for elapsed in (100, 5000, 90_000)] == [
        "", "还需15秒", "还需4分钟",
    ]  # fmt: skip
