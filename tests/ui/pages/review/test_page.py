"""A visit that came in is accepted or returned with keys, and its correction waits again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services.asking import Asking
from fieldapp.services.reviewing import Reviewing
from tests.exchanging import carry, visited
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.review.page import ReviewPage
from ui.pages.review.view_model import ReviewViewModel
from ui.workers.immediate import ImmediateRunner

ENTER = Qt.Key.Key_Return


@pytest.fixture
def model(desks: TwoDesks) -> ReviewViewModel:
    """The county's."""
    return ReviewViewModel(desks.county, ImmediateRunner())


@pytest.fixture
def page(qtbot: QtBot, model: ReviewViewModel) -> ReviewPage:
    """What was judged is asked for again, as in the window."""
    made = ReviewPage(model)
    model.saved.connect(lambda _saved: made.refresh())
    put_on_screen(qtbot, made)
    return made


def state_of(desks: TwoDesks, uid: str) -> str:
    return Reviewing(desks.county.registers).case(uid).state


def test_own_visits_are_no_matter_of_review(
    page: ReviewPage, model: ReviewViewModel, desks: TwoDesks
) -> None:
    visited(desks.county)
    page.refresh()
    assert model.state.none_at_all
    assert "还没有收到走访" in words(page)


def test_a_accepts_and_the_next_visit_comes(
    page: ReviewPage, model: ReviewViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    uids = {visited(desks.team, appeal_text="想学养蜂"), visited(desks.team, weather="雨")}
    carry(desks, tmp_path)
    page.refresh()
    assert {line.key for line in model.state.lines} == uids
    first = model.state.case
    assert first is not None
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert state_of(desks, first.key) == "accepted"
    second = model.state.case
    assert second is not None
    assert {first.key, second.key} == uids
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert not model.state.lines
    model.narrow(show="")
    assert {line.key for line in model.state.lines} == uids


def test_a_visit_is_returned_only_with_words(
    page: ReviewPage, model: ReviewViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    page.refresh()
    page.judging.back.click()
    assert state_of(desks, uid) == "new"
    assert page.judging.comment.hasFocus()
    page.judging.comment.set_value("次日安排写清楚")
    QTest.keyClick(page.judging.comment, ENTER)
    assert state_of(desks, uid) == "returned"
    assert not model.state.lines


def test_what_the_team_put_right_waits_again_with_its_reply(
    qtbot: QtBot, page: ReviewPage, model: ReviewViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    Reviewing(desks.county.registers).send_back(uid, "天气没写")
    carry(desks, tmp_path, back=True)
    Reviewing(desks.team.registers).correct(uid, {"weather": "多云"}, "补上了")
    carry(desks, tmp_path)
    page.refresh()
    assert [line.key for line in model.state.lines] == [uid]
    qtbot.waitUntil(lambda: all(part in words(page) for part in ("天气没写", "补上了", "多云")))


def test_filters_leave_what_fits(
    page: ReviewPage, model: ReviewViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    wanted = visited(desks.team, appeal_text="想学养蜂")
    visited(desks.team)
    carry(desks, tmp_path)
    page.refresh()
    model.narrow(text="养蜂")
    assert [line.key for line in model.state.lines] == [wanted]
    model.narrow(text="", visitor="没有这个人")
    assert not model.state.lines
    model.narrow(visitor="", village="")
    assert len(model.state.lines) == 2


def test_a_question_about_a_visit_travels_to_its_laptop_and_its_answer_back(
    qtbot: QtBot, page: ReviewPage, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    page.refresh()
    page.judging.ask.click()
    assert page.judging.comment.hasFocus()
    page.judging.comment.set_value("当天谁在家？")
    page.judging.ask.click()
    assert state_of(desks, uid) == "new"
    qtbot.waitUntil(lambda: "当天谁在家？" in words(page))
    carry(desks, tmp_path, back=True)
    team = Asking(desks.team.registers)
    (question,) = team.for_here()
    assert (question.about, question.laptop_name) == (f"visit/{uid}", "郑家村一号机")
    team.answer(question.uid, "户主和长子")
    carry(desks, tmp_path)
    page.refresh()
    qtbot.waitUntil(lambda: "户主和长子" in words(page))


def test_only_so_many_visits_are_asked_for_until_older_ones_are_wanted(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = {visited(desks.team, weather=weather) for weather in ("晴", "雨", "阴")}
    carry(desks, tmp_path)
    monkeypatch.setattr(ReviewViewModel, "most", 2)
    model = ReviewViewModel(desks.county, ImmediateRunner())
    page = ReviewPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    assert len(model.state.lines) == 2
    page.older.click()
    assert {line.key for line in model.state.lines} == uids
    assert not page.older.isVisible()
