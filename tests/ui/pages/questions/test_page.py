"""The laptop reads what it is asked, answers, and the asker closes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.records import Question
from fieldapp.services.asking import Asking, state_of
from fieldapp.services.desk import Desk
from tests.exchanging import HOME, carry
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.questions.page import QuestionsPage
from ui.pages.questions.view_model import QuestionsViewModel
from ui.workers.immediate import ImmediateRunner

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, desk: Desk) -> tuple[QuestionsPage, QuestionsViewModel]:
    """What was said is asked for again, as in the window."""
    model = QuestionsViewModel(desk, ImmediateRunner())
    page = QuestionsPage(model)
    model.saved.connect(lambda _saved: page.refresh())
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


@pytest.fixture
def asked(desks: TwoDesks, tmp_path: Path) -> str:
    """A question about a telephone that has come to the laptop."""
    uid = household_uid(desks.county.store, HOME)
    question, _done = Asking(desks.county.registers).ask(f"household/{uid}/phone", "哪个能打通？")
    carry(desks, tmp_path, back=True)
    return question


def test_an_answer_and_the_right_value_go_back_to_the_county(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, asked: str
) -> None:
    page, model = opened(qtbot, desks.team)
    assert "哪个能打通？" in words(page)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.answer.hasFocus()
    page.answer.set_value("打过了")
    page.right.set_value("13900000009")
    QTest.keyClick(page.right, Qt.Key.Key_Return, CONTROL)
    assert not model.state.lines
    carry(desks, tmp_path)
    county_page, county = opened(qtbot, desks.county)
    county.narrow("answered")
    reading = county.state.reading
    assert reading is not None
    assert (reading.answer, reading.right_value) == ("打过了", "13900000009")
    QTest.keyClick(county_page.table, Qt.Key.Key_D, CONTROL)
    question = desks.county.store.get(Question, asked)
    assert question is not None
    assert state_of(question) == "closed"


def test_an_answer_without_words_is_refused(qtbot: QtBot, desks: TwoDesks, asked: str) -> None:
    page, model = opened(qtbot, desks.team)
    failures: list[object] = []
    model.failed.connect(failures.append)
    QTest.keyClick(page.answer, Qt.Key.Key_Return, CONTROL)
    assert [str(getattr(failure, "code", "")) for failure in failures] == ["question_empty"]
    question = desks.team.store.get(Question, asked)
    assert question is not None
    assert state_of(question) == "open"


def test_an_empty_page_says_who_can_ask(qtbot: QtBot, desks: TwoDesks) -> None:
    page, _model = opened(qtbot, desks.team)
    assert "没有提问" in words(page)
