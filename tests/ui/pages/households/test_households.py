"""The list of households over a real store."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.desk import Desk
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid, id_number
from tests.two_desks import TwoDesks
from tests.ui.screen import labels, put_on_screen
from ui.navigation.intents import HouseholdFilter, Saved
from ui.pages.households.columns import CONFLICTS, columns
from ui.pages.households.page import HouseholdsPage
from ui.pages.households.view_model import HouseholdsViewModel
from ui.widgets.buttons import HintButton
from ui.workers.immediate import ImmediateRunner

COLUMNS = columns(lambda: Terms(dt.date(2016, 6, 1)), lambda _uid: False, lambda _uid: 0)
FREE_ID = id_number(dt.date(1970, 5, 5), 901)


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdsViewModel:
    return HouseholdsViewModel(desk, at_once)


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdsViewModel) -> HouseholdsPage:
    made = HouseholdsPage(model)
    put_on_screen(qtbot, made)
    made.refresh()
    return made


def shown(page: HouseholdsPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(place, 2).data()) for place in range(model.rowCount())]


def test_heads_are_sorted_by_pinyin(page: HouseholdsPage) -> None:
    assert shown(page)[:5] == ["邓秀英", "龚德福", "贺长青", "黎桂兰", "覃海山"]


@pytest.mark.parametrize(
    ("key", "order", "first"),
    [
        ("income", Qt.SortOrder.DescendingOrder, "邓秀英"),
        ("card", Qt.SortOrder.AscendingOrder, "龚德福"),
        ("people", Qt.SortOrder.DescendingOrder, "魏宝山"),
        ("number", Qt.SortOrder.DescendingOrder, "邹玉莲"),
    ],
)
def test_every_column_sorts(
    page: HouseholdsPage, key: str, order: Qt.SortOrder, first: str
) -> None:
    page.table.sort_by(key, order)
    assert shown(page)[0] == first


def test_the_model_keeps_qts_rules(
    qtmodeltester: ModelTester, page: HouseholdsPage, model: HouseholdsViewModel
) -> None:
    qtmodeltester.check(page.table.model())
    model.toggle_card("RED")
    qtmodeltester.check(page.table.model())


def test_a_card_narrows_the_list_and_its_chip_tells_how_many(
    qtbot: QtBot, page: HouseholdsPage
) -> None:
    QTest.mouseClick(page.chips["RED"], Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 9
    assert page.chips["RED"].text() == "✓ 红 9"
    QTest.mouseClick(page.chips["RED"], Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 24


def test_filters_work_together(page: HouseholdsPage, model: HouseholdsViewModel) -> None:
    page.visits.choose("due")
    page.causes.choose("01")
    assert shown(page) == ["覃海山", "史平贵"]
    page.groups.choose("2组")
    assert shown(page) == ["史平贵"]
    page.visits.choose("never")
    assert shown(page) == []
    assert "没有符合这些条件的农户。" in labels(page)
    model.narrow(HouseholdFilter())
    assert len(shown(page)) == 24


def test_promises_and_recent_visits_can_be_asked_from_elsewhere(
    page: HouseholdsPage, model: HouseholdsViewModel
) -> None:
    model.narrow(HouseholdFilter(promises=True))
    assert shown(page) == ["贺长青", "黎桂兰", "史平贵"]
    model.narrow(HouseholdFilter(recent=True))
    assert sorted(shown(page)) == sorted(["夏金凤", "严桂香", "魏宝山"])


@pytest.mark.parametrize("text", ["hcq", "贺", "he chang", "0163"])
def test_the_search_narrows_the_list(
    page: HouseholdsPage, model: HouseholdsViewModel, text: str
) -> None:
    model.narrow(HouseholdFilter(text=text))
    assert shown(page) == ["贺长青"]
    model.narrow(HouseholdFilter())
    assert len(shown(page)) == 24


def test_typing_in_the_search_does_not_ask_for_all_households_again(
    page: HouseholdsPage, model: HouseholdsViewModel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    ask = desk.store.questions.households

    def counted(village: str | None = None) -> list[HouseholdRow]:
        asked.append(village)
        return ask(village)

    monkeypatch.setattr(desk.store.questions, "households", counted)
    model.narrow(HouseholdFilter(text="贺长青"))
    assert shown(page) == ["贺长青"]
    assert asked == []
    page.refresh()
    assert shown(page) == ["贺长青"]
    assert len(asked) == 1


def test_the_pane_follows_the_cursor(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel
) -> None:
    page.table.go_to(2)
    told = {"贺长青", "2,240 元", "养殖土蜂 · 陈刚 · 11月15日前", "养殖土蜂 10 箱"}
    qtbot.waitUntil(lambda: told <= labels(page))
    with qtbot.waitSignal(model.visit_wanted):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_enter_opens_the_household(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel, desk: Desk
) -> None:
    page.table.go_to(2)
    with qtbot.waitSignal(model.household_wanted) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [household_uid(desk.store, "0163")]


def test_space_marks_and_goes_on_and_the_marked_are_printed(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel, desk: Desk
) -> None:
    page.table.go_to(1)
    for _ in range(2):
        QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert model.state.count == "24 户，已选 2"
    with qtbot.waitSignal(model.print_wanted) as printed:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    wanted = {household_uid(desk.store, number) for number in ("0107", "0163")}
    assert printed.args is not None
    assert set(printed.args[0]) == wanted


def test_without_marks_the_row_under_the_cursor_is_printed(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel, desk: Desk
) -> None:
    page.table.go_to(0)
    with qtbot.waitSignal(model.print_wanted) as printed:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args == [[household_uid(desk.store, "0042")]]


def test_a_new_household_is_added_shown_and_can_be_undone(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel, desk: Desk
) -> None:
    before = desk.store.state_digest()
    model.ask_new()
    dialog = page.forms.dialog
    assert dialog is not None
    form = dialog.form
    QTest.keyClicks(form.editor("id_number").widget, FREE_ID)
    assert form.editor("sex").value() == "1"
    assert form.editor("birth_date").value() == dt.date(1970, 5, 5)
    dialog.submit()
    assert page.forms.dialog is dialog, "the name is missing, so nothing is saved"
    form.editor("name").show("贺新民")
    form.editor("group").show("3组")
    with qtbot.waitSignal(model.saved) as told:
        dialog.submit()
    qtbot.waitUntil(lambda: page.forms.dialog is None)
    current = page.table.current()
    assert isinstance(current, HouseholdRow)
    assert current.head_name == "贺新民"
    assert told.args is not None
    saved = told.args[0]
    assert isinstance(saved, Saved)
    desk.registers.undo(saved.done)
    assert desk.store.state_digest() == before


def test_an_id_number_that_somebody_holds_is_told_at_once(
    qtbot: QtBot, page: HouseholdsPage, model: HouseholdsViewModel
) -> None:
    model.ask_new()
    dialog = page.forms.dialog
    assert dialog is not None
    taken = id_number(dt.date(1963, 3, 3), 25)
    with qtbot.waitSignal(model.new.judge.found):
        QTest.keyClicks(dialog.form.editor("id_number").widget, taken)
    assert "错误：与本村0163 贺长青的身份证号相同" in labels(dialog)
    dialog.reject()


def test_the_list_speaks_english(qtbot: QtBot, model: HouseholdsViewModel) -> None:
    set_language("en")
    page = HouseholdsPage(model)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    header = page.table.model()
    titles = [
        header.headerData(n, Qt.Orientation.Horizontal)
        for n in range(1, header.columnCount())
        if not page.table.isColumnHidden(n)
    ]
    assert titles == [
        "No.", "Head", "Card", "Group", "People", "Leading cause", "Per head, yuan", "Last visit",
    ]  # fmt: skip
    assert page.chips["RED"].text() == "Red 9"


def test_households_with_an_open_conflict_are_marked_and_listed_alone(
    qtbot: QtBot, at_once: ImmediateRunner, desks: TwoDesks, tmp_path: Path
) -> None:
    model = HouseholdsViewModel(desks.county, at_once)
    page = HouseholdsPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    place = [column.key for column in COLUMNS].index(CONFLICTS)
    assert page.table.isColumnHidden(place)
    assert not page.conflicts.isVisible()
    write(desks.county, phone="1", bank_name="农行")
    write(desks.team, phone="2", bank_name="信用社")
    carry(desks, tmp_path)
    page.refresh()
    assert not page.table.isColumnHidden(place)
    QTest.mouseClick(page.conflicts, Qt.MouseButton.LeftButton)
    assert [row.local_no for row in model.state.rows] == [HOME]
    assert page.table.model().index(0, place).data() == "2"
    assert page.conflicts.text() == "✓ 有分歧 1"
    with qtbot.waitSignal(model.matter_wanted) as wanted:
        model.look_at(model.state.rows[0].uid)
        qtbot.waitUntil(page.preview.conflicts.isVisible)
        assert page.preview.conflicts.text() == "2 处分歧待定"
        QTest.mouseClick(page.preview.conflicts, Qt.MouseButton.LeftButton)
    assert wanted.args == ["conflicts", model.state.rows[0].uid]


def test_every_button_has_a_name(page: HouseholdsPage) -> None:
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []


def test_a_hundred_thousand_rows_are_narrowed_and_sorted_quickly(
    page: HouseholdsPage, model: HouseholdsViewModel
) -> None:
    one = model.state.rows[0]
    many = [replace(one, uid=str(n), local_no=f"{n:06d}") for n in range(100_000)]
    model._loaded((many, None, model.state.terms, {}))
    page.table.sort_by("number", Qt.SortOrder.DescendingOrder)
    assert page.table.model().rowCount() == 100_000


def test_people_entered_twice_are_reached_from_the_list(
    page: HouseholdsPage, model: HouseholdsViewModel, qtbot: QtBot
) -> None:
    (twice,) = [one for one in page.actions() if one.shortcut().toString() == "Ctrl+Shift+D"]
    with qtbot.waitSignal(model.duplicates_wanted):
        twice.trigger()
    hints = [one.toolTip() for one in page.findChildren(HintButton)]
    assert any("(Ctrl+Shift+D)" in hint for hint in hints)
