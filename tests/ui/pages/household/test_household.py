"""The page of one household over a real store."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from tests.ui.screen import labels, put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.navigation.intents import Saved
from ui.pages.household.page import HouseholdPage
from ui.pages.household.state import HouseholdState
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdViewModel:
    made = HouseholdViewModel(desk, at_once)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> HouseholdPage:
    made = HouseholdPage(model)
    put_on_screen(qtbot, made)
    return made


def form(page: HouseholdPage, model: HouseholdViewModel, key: str, subject: str = "") -> FormDialog:
    model.ask_form(key, subject)
    assert page.forms.dialog is not None
    return page.forms.dialog


def fill(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        dialog.form.editor(key).show(value)


def state_after(qtbot: QtBot, dialog: FormDialog, model: HouseholdViewModel) -> HouseholdState:
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    return model.state


def test_the_band_tells_how_the_household_stands(page: HouseholdPage) -> None:
    assert {
        "贺长青", "红卡", "2,240 元", "缺技术", "王芳", "9月24日",
        "逾期 1 件",
    } <= labels(page)  # fmt: skip


def test_id_numbers_and_phones_are_masked(page: HouseholdPage, model: HouseholdViewModel) -> None:
    assert model.state.members[0].id_number == "999900********0252"
    assert "138****0002" in labels(page)
    assert not any("13800000002" in text for text in labels(page))


def test_years_stand_side_by_side_with_their_changes(model: HouseholdViewModel) -> None:
    rows = {row.label: row for row in model.state.living.rows}
    assert model.state.living.years == ("2015", "2014", "2013")
    assert rows["蜂群 (箱)"].cells == ("10", "4", "4")
    assert rows["蜂群 (箱)"].marks == ("↑ 6", "", "")
    assert rows["房屋结构"].marks == ("", "有变化", "")


def test_income_adds_itself_up(model: HouseholdViewModel) -> None:
    rows = {row.label: row for row in model.state.income.rows}
    assert rows["纯收入"].cells[0] == "6,720"
    assert rows["人均纯收入"].cells[0] == "2,240"


def test_the_timeline_has_the_newest_first(model: HouseholdViewModel) -> None:
    assert [event.day for event in model.state.events] == [
        "9月24日", "7月26日", "5月17日", "2014年10月1日", "2014年6月1日",
    ]  # fmt: skip


def test_ctrl_and_a_number_choose_the_subject(qtbot: QtBot, page: HouseholdPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.currentWidget() is page.income


def test_a_visit_is_shown_as_it_was_written(page: HouseholdPage) -> None:
    page.tabs.setCurrentWidget(page.visits)
    assert {"枯水期要到 300 米外挑水。", "有问题", "按手印"} <= labels(page)


def test_tables_keep_qts_rules(qtmodeltester: ModelTester, page: HouseholdPage) -> None:
    for listing in (page.members, page.measures, page.cards.list, page.causes, page.visits.list):
        qtmodeltester.check(listing.table.model())


def test_a_person_is_added(qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel) -> None:
    dialog = form(page, model, "member")
    fill(dialog, name="贺小花", relation="04", sex="2", birth_date=dt.date(2010, 1, 1))
    state = state_after(qtbot, dialog, model)
    assert [member.name for member in state.members][-1] == "贺小花"
    assert "4 人" in state.heading.place


def test_a_masked_number_stays_when_it_is_not_typed_over(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "member", model.state.members[1].uid)
    fill(dialog, name="贺春芳", labour="02")
    state = state_after(qtbot, dialog, model)
    changed = next(member for member in state.members if member.name == "贺春芳")
    assert changed.id_number.startswith("999900****")
    assert changed.labour == "技能劳动力"


def test_income_is_recorded_by_item(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "income")
    fill(dialog, W1=Decimal(7032))
    state = state_after(qtbot, dialog, model)
    assert state.heading.facts[0].value == "3,240 元"


def test_the_card_changes_with_its_reason_and_the_old_one_stays_on_record(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "card")
    fill(dialog, colour="YELLOW")
    dialog.submit()
    assert "必须填写。" in {label.text() for label in dialog.findChildren(QLabel)}
    fill(dialog, reason_text="收入稳定")
    state = state_after(qtbot, dialog, model)
    assert [(card.card, card.until) for card in state.cards] == [
        ("黄卡", "至今"), ("红卡", "2015年11月25日"),
    ]  # fmt: skip
    assert state.heading.card == "黄卡"


def test_causes_measures_and_living_are_recorded(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "causes")
    fill(dialog, main_cause="01", other_causes=("05",))
    assert state_after(qtbot, dialog, model).causes[0].main == "因病"
    dialog = form(page, model, "measure")
    fill(dialog, catalog="01", title="养羊", due_date=dt.date(2016, 6, 1))
    assert "养羊" in {measure.title for measure in state_after(qtbot, dialog, model).measures}
    dialog = form(page, model, "living")
    fill(dialog, year=2016, pigs=5)
    state = state_after(qtbot, dialog, model)
    rows = {row.label: row for row in state.living.rows}
    assert state.living.years[0] == "2016"
    assert rows["猪 (头)"].cells[:2] == ("5", "2")
    assert rows["住房面积 (平方米)"].cells[:2] == ("96", "96")


def test_a_measure_is_done_only_with_its_day(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "measure", model.state.measures[0].uid)
    fill(dialog, state="done")
    dialog.submit()
    assert page.forms.dialog is dialog
    fill(dialog, result_date=dt.date(2015, 11, 24))
    state = state_after(qtbot, dialog, model)
    assert [measure.state for measure in state.measures if measure.title == "养殖土蜂"] == [
        "已完成"
    ]


def test_the_home_is_changed_and_the_change_can_be_undone(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    store, before = desk.store, desk.store.state_digest()
    dialog = form(page, model, "household")
    fill(dialog, altitude_m=1130, note="住在山上")
    with qtbot.waitSignal(model.saved) as told:
        dialog.submit()
    assert told.args is not None
    saved = told.args[0]
    assert isinstance(saved, Saved)
    assert saved.notice() == "已保存 贺长青 户的基本情况"
    desk.registers.undo(saved.done)
    assert store.state_digest() == before


def test_a_refusal_is_told_in_the_form_and_nothing_is_lost(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model, "card")
    fill(dialog, colour="YELLOW", reason_text="收入稳定", valid_from=dt.date(2010, 1, 1))
    with qtbot.waitSignal(model.answers.refused):
        dialog.submit()
    assert page.forms.dialog is dialog
    assert dialog.form.editor("reason_text").value() == "收入稳定"
    dialog.reject()


def test_a_household_that_is_gone_says_so(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    desk.registers.remove(household_uid(desk.store, "0163"), "误登")
    page.refresh()
    assert model.state.gone
    with qtbot.waitSignal(model.back_wanted):
        back = next(b for b in page.findChildren(QAbstractButton) if b.text() == "回到农户表")
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)


def test_the_page_speaks_english(qtbot: QtBot, model: HouseholdViewModel) -> None:
    set_language("en")
    page = HouseholdPage(model)
    put_on_screen(qtbot, page)
    assert {"Red card", "2,240 yuan", "Lack of skills", "24 Sep", "Promised and not done yet"} <= (
        labels(page)
    )
    rows = {row.label for row in model.state.living.rows}
    assert "Bee colonies (hives)" in rows


def test_every_visible_button_has_a_name(page: HouseholdPage) -> None:
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
        assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
