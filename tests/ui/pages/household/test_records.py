"""The records of a household that are listed and keyed from their declarations alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import created
from fieldapp.records import Benefit, ChronicCard, Member, TeamMember
from fieldapp.services.desk import Desk
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.records import Records
from tests.register_village import household_uid
from ui.dialogs.form_dialog import FormDialog
from ui.pages.household.page import HouseholdPage
from ui.pages.household.sections.health import Health
from ui.pages.household.sections.history import History
from ui.pages.household.sections.support import Benefits
from ui.pages.household.view_model import HouseholdViewModel
from ui.recordbook.panel import RecordPanel
from ui.recordbook.two_lists import TwoLists
from ui.workers.immediate import ImmediateRunner

BENEFITS, EXIT, HEALTH, HISTORY = "补贴减免", "验收与监测", "健康", "变更历史"
Show = Callable[[str], QWidget]


@pytest.fixture
def home(desk: Desk) -> str:
    return household_uid(desk.store, "0163")


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner, home: str) -> HouseholdViewModel:
    made = HouseholdViewModel(desk, at_once)
    made.open(home)
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> HouseholdPage:
    made = HouseholdPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def show(page: HouseholdPage) -> Show:
    """Bring a subject to the front; it is made only then."""

    def show(title: str) -> QWidget:
        tab = next(tab for tab, named in page.record_tabs if named == title)
        page.tabs.setCurrentWidget(tab)
        assert tab.inside is not None
        return tab.inside

    return show


def words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def cells(panel: RecordPanel) -> list[tuple[str, ...]]:
    model = panel.table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def opened(page: HouseholdPage) -> FormDialog:
    assert page.record_forms.dialog is not None
    return page.record_forms.dialog


def add(panel: RecordPanel) -> None:
    button = next(b for b in panel.findChildren(QAbstractButton) if b.text() == "新增")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        dialog.form.editor(key).show(value)
        dialog.form.editor(key).changed.emit()


def head_of(desk: Desk, home: str) -> Member:
    return desk.store.find(Member, household=home)[0]


def as_team(desk: Desk, author: str) -> None:
    profile = load_profile(desk.store)
    save_profile(desk.store, msgspec.structs.replace(profile, role="team", author=author))


def test_a_subject_is_made_only_when_it_is_looked_at(page: HouseholdPage, show: Show) -> None:
    assert {tab.inside for tab, _title in page.record_tabs} == {None}
    assert isinstance(show(BENEFITS), Benefits)
    assert page.record_tabs[0][0].inside is None


def test_a_benefit_is_keyed_added_up_listed_and_taken_back(
    qtbot: QtBot, page: HouseholdPage, show: Show, model: HouseholdViewModel, desk: Desk
) -> None:
    before = desk.store.state_digest()
    inside = show(BENEFITS)
    assert isinstance(inside, Benefits)
    add(inside.panel)
    dialog = opened(page)
    fill(dialog, type="planting_subsidy", policy_ref="茶叶补贴", basis="per_mu")
    fill(dialog, quantity=Decimal(3), rate=Decimal(1000))
    assert dialog.form.editor("amount").value() == Decimal(3000)
    with qtbot.waitSignal(model.saved) as told:
        dialog.submit()
    assert told.args is not None
    assert told.args[0].notice() == "已保存：补贴减免"
    (row,) = cells(inside.panel)
    assert row[:4] == ("2015", "种植补贴", "茶叶补贴", "按亩")
    assert "3,000 元" in words(inside.reader)
    desk.registers.undo(told.args[0].done)
    assert desk.store.state_digest() == before


def test_an_amount_that_does_not_agree_is_said_beside_it_and_may_be_saved(
    page: HouseholdPage, show: Show, model: HouseholdViewModel
) -> None:
    show(BENEFITS)
    model.book.ask_form("benefit")
    dialog = opened(page)
    fill(dialog, quantity=Decimal(3), rate=Decimal(1000), amount=Decimal(2900))
    assert "数量乘以标准为3,000元" in words(dialog)
    assert dialog.form.blocking() == ""
    dialog.reject()


def test_a_basis_nobody_stated_is_shown_as_such(show: Show, desk: Desk, home: str) -> None:
    Records(desk.registers).add("benefit", home, {"basis": "unstated", "amount": 300})
    inside = show(BENEFITS)
    assert isinstance(inside, Benefits)
    assert cells(inside.panel)[0][-1] == "计发方式未说明，金额无法复核"


def test_removing_asks_nothing_and_can_be_undone(
    qtbot: QtBot, show: Show, model: HouseholdViewModel, desk: Desk, home: str
) -> None:
    Records(desk.registers).add("benefit", home, {"amount": 300})
    inside = show(BENEFITS)
    assert isinstance(inside, Benefits)
    inside.panel.table.setFocus()
    with qtbot.waitSignal(model.saved) as told:
        QTest.keyClick(inside.panel.table, Qt.Key.Key_Delete)
    assert cells(inside.panel) == []
    assert told.args is not None
    desk.registers.undo(told.args[0].done)
    assert len(desk.store.find(Benefit)) == 1


def test_nothing_passes_with_a_condition_open(
    page: HouseholdPage, show: Show, model: HouseholdViewModel
) -> None:
    assert isinstance(show(EXIT), TwoLists)
    model.book.ask_form("exit_review")
    dialog = opened(page)
    fill(dialog, result="passed", food=True)
    dialog.submit()
    assert any(
        text.startswith("验收结果为通过，但以下条件没有登记为达到") for text in words(dialog)
    )
    assert page.record_forms.dialog is dialog
    dialog.reject()


def test_health_is_closed_to_the_team(show: Show, desk: Desk) -> None:
    as_team(desk, "王芳")
    inside = show(HEALTH)
    assert isinstance(inside, Health)
    assert "健康档案只对村医和县扶贫办开放。" in words(inside)


def test_the_doctor_follows_up_a_card_and_is_told_to_refer_at_once(
    qtbot: QtBot, page: HouseholdPage, show: Show, model: HouseholdViewModel, desk: Desk,
    home: str,
) -> None:  # fmt: skip
    village = desk.store.questions.villages()[0].uid
    doctor = TeamMember(uid=desk.ids.uid(), name="覃德安", village=village, role="village_doctor")
    card = ChronicCard(uid=desk.ids.uid(), member=head_of(desk, home).uid, disease="hypertension",
                       issue_date=dt.date(2015, 3, 1), doctor="覃德安")  # fmt: skip
    desk.store.write(desk.registers.act("test"), [created(doctor), created(card)])
    as_team(desk, "覃德安")
    inside = show(HEALTH)
    assert isinstance(inside, Health)
    assert cells(inside.chronic.above)[0][:2] == ("贺长青", "高血压")
    add(inside.chronic.below)
    dialog = opened(page)
    fill(dialog, sbp=120, dbp=130)
    assert "收缩压必须高于舒张压" in words(dialog)
    assert dialog.form.blocking() == "dbp"
    fill(dialog, sbp=186, dbp=96, weight_now=Decimal(60), height_cm=Decimal(160))
    assert "体质指数：23.4" in words(dialog)
    with qtbot.waitSignal(model.saved) as told:
        dialog.submit()
    assert told.args is not None
    assert "请立即转诊" in told.args[0].notice()
    row = cells(inside.chronic.below)[0]
    assert row[1] == "186/96"
    assert row[-1].startswith("请立即转诊")


def test_the_history_puts_an_earlier_value_back(
    qtbot: QtBot, show: Show, model: HouseholdViewModel, desk: Desk, home: str
) -> None:
    desk.registers.set(home, {"note": "三组12号"})
    desk.registers.set(home, {"note": "三组13号"})
    inside = show(HISTORY)
    assert isinstance(inside, History)
    row = model.history.rows[0]
    assert (row.field, row.before, row.after) == ("备注", "三组12号", "三组13号")
    assert not model.history.rows[-1].restorable
    with qtbot.waitSignal(model.saved):
        model.history.restore(0)
    assert model.history.rows[0].after == "三组12号"


def test_the_history_hides_what_is_sensitive_from_the_team(
    show: Show, model: HouseholdViewModel, desk: Desk, home: str
) -> None:
    person = head_of(desk, home).uid
    desk.registers.set_member(person, {"health": ["02"]}, 2015)
    desk.registers.set_member(person, {"health": ["03"]}, 2015)
    show(HISTORY)
    assert model.history.rows[0].after == "患有大病"
    as_team(desk, "王芳")
    model.history.load()
    assert (model.history.rows[0].before, model.history.rows[0].after) == ("***", "***")


def test_the_subjects_speak_english(
    qtbot: QtBot, model: HouseholdViewModel, desk: Desk, home: str
) -> None:
    Records(desk.registers).add("benefit", home, {"basis": "per_mu", "amount": 300})
    set_language("en")
    made = HouseholdPage(model)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.tabs.setCurrentWidget(made.record_tabs[1][0])
    inside = made.record_tabs[1][0].inside
    assert isinstance(inside, Benefits)
    assert {"Benefit", "What is recorded", "Per mu", "300 yuan"} <= words(inside)
