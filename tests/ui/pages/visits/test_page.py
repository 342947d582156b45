"""The list of visits: narrowing, reading, and where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services.asking import Asking
from fieldapp.services.desk import Desk
from tests.exchanging import carry, visited
from tests.register_village import TODAY
from tests.two_desks import TwoDesks
from tests.ui.screen import labels, put_on_screen, words
from ui.dialogs.form_dialog import FormDialog
from ui.pages.visits.page import VisitsPage
from ui.pages.visits.view_model import VisitsViewModel
from ui.pages.visits.wording import period_begins
from ui.workers.immediate import ImmediateRunner


def opened(qtbot: QtBot, desk: Desk) -> tuple[VisitsPage, VisitsViewModel]:
    model = VisitsViewModel(desk, ImmediateRunner())
    page = VisitsPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


def test_the_newest_visits_of_this_month_come_first(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    lines = model.state.lines
    assert lines
    assert [line.order for line in lines] == sorted((v.order for v in lines), reverse=True)
    assert all(line.order >= str(period_begins("month", TODAY)) for line in lines)
    assert model.state.reading is not None
    assert model.state.reading.line == lines[0]


def test_time_visitor_and_words_narrow_the_list(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.narrow(period="")
    everything = model.state.lines
    assert len(everything) == len(desk.store.questions.visits())
    model.narrow(visitor="陈刚", text=everything[0].name)
    assert {line.name for line in model.state.lines} == {everything[0].name}
    model.narrow(text="no such words")
    assert model.state.lines == ()
    assert not model.state.none_at_all


def test_the_visit_under_the_cursor_is_read_with_labels_from_the_dictionary(
    qtbot: QtBot, desk: Desk
) -> None:
    page, model = opened(qtbot, desk)
    model.narrow(period="")
    QTest.keyClick(page._table, Qt.Key.Key_Down)
    reading = model.state.reading
    assert reading is not None
    assert reading.line == model.state.lines[1]
    wanted = {"走访人", "饮水", reading.title}
    qtbot.waitUntil(lambda: wanted <= labels(page))


def test_enter_leads_to_the_household_and_ctrl_p_to_its_sheet(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    line = model.state.lines[0]
    with qtbot.waitSignal(page.household_asked) as asked:
        QTest.keyClick(page._table, Qt.Key.Key_Return)
    assert asked.args == [line.household]
    with qtbot.waitSignal(page.print_asked) as printed:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args == [line.household, line.uid]


def test_a_new_visit_begins_with_a_search(qtbot: QtBot, desk: Desk) -> None:
    page, _model = opened(qtbot, desk)
    with qtbot.waitSignal(page.record_asked):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("period", "begins"),
    [
        ("week", "2015-11-23"),
        ("month", "2015-11-01"),
        ("quarter", "2015-10-01"),
        ("", "0001-01-01"),
    ],
)
def test_spans_of_time_begin_on_their_first_day(period: str, begins: str) -> None:
    assert str(period_begins(period, TODAY)) == begins


def test_a_visit_is_asked_about_where_it_is_read(
    qtbot: QtBot, at_once: ImmediateRunner, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    model = VisitsViewModel(desks.county, at_once)
    page = VisitsPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    model.look_at(uid)
    page.ask.click()
    (form,) = page.findChildren(FormDialog)
    model.asking.submit(form.request, {"text": "当天谁在家？"})
    page.refresh()
    model.look_at(uid)
    qtbot.waitUntil(lambda: "当天谁在家？" in words(page))
    (question,) = Asking(desks.county.registers).every()
    assert question.about == f"visit/{uid}"
