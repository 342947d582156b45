"""What the rules say while a visit is typed: beside the field and in the list at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from tests.ui.screen import labels, put_on_screen
from ui.pages.visit.page import EntryView, VisitPage
from ui.pages.visit.view_model import VisitViewModel
from ui.widgets.problem_list import ProblemList
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> VisitViewModel:
    made = VisitViewModel(desk.visits, at_once, "王芳", desk.attachments)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: VisitViewModel) -> Iterator[VisitPage]:
    made = VisitPage(model)
    put_on_screen(qtbot, made)
    yield made
    model.leave()


def type_into(page: VisitPage, key: str, text: str) -> None:
    """Type over what stands in a field and leave it with Enter."""
    entry = page.findChildren(EntryView)[0]
    field = entry.fields.field(key)
    assert field is not None
    field.setFocus(Qt.FocusReason.TabFocusReason)
    within = entry.focusWidget()
    assert within is not None
    QTest.keyClicks(within, text)
    QTest.keyClick(within, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("language", "words"), [("zh_CN", "警告："), ("en", "Warning: The visit of 2015-11-25 ends at")]
)
def test_a_visit_that_ends_before_it_begins_is_told_beside_its_end(
    qtbot: QtBot, page: VisitPage, model: VisitViewModel, language: str, words: str
) -> None:
    set_language(language)
    type_into(page, "visit.start_at", "0900")
    with qtbot.waitSignal(model.judge.found):
        type_into(page, "visit.end_at", "0800")
    told = [one for one in model.state.remarks if one.key == "visit.end_at"]
    assert [(one.severity, one.marked) for one in told] == [("W", True)]
    qtbot.waitUntil(lambda: any(text.startswith(words) for text in labels(page)))


def test_a_cause_named_twice_is_an_error_and_goes_when_it_is_mended(
    qtbot: QtBot, page: VisitPage, model: VisitViewModel
) -> None:
    with qtbot.waitSignal(model.judge.found):
        model.put("cause.others", "07")
    [told] = [one for one in model.state.remarks if one.key == "cause.others"]
    assert told.severity == "E"
    assert f"错误：{told.sentence}" in labels(page)
    with qtbot.waitSignal(model.judge.found):
        model.put("cause.others", "")
    assert not [one for one in model.state.remarks if one.key == "cause.others"]


def test_however_many_long_sentences_there_are_none_is_cut_off(
    qtbot: QtBot, page: VisitPage, model: VisitViewModel
) -> None:
    entry, state = page.findChildren(EntryView)[0], model.state
    said = replace(state.remarks[0], sentence="The visit ended before it began, look again. " * 3)
    entry.show_state(replace(state, remarks=(said,) * 8))
    listed = entry.findChildren(ProblemList)[0]
    sentences = [one for one in listed.findChildren(QLabel) if said.sentence.strip() in one.text()]
    assert len(sentences) == 8
    qtbot.waitUntil(
        lambda: all(one.height() >= one.heightForWidth(one.width()) for one in sentences)
    )
