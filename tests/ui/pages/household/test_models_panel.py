"""Models beside the measures: their reasons are read there, their measures promised from there."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.records import Measure
from fieldapp.rules.conditions import Condition
from fieldapp.rules.models import Model, ModelMeasure
from fieldapp.services.advice import Advice
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.widgets.buttons import QuietButton
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdViewModel:
    Advice(desk.registers).set_threshold("t2", Decimal(3))
    made = HouseholdViewModel(desk, at_once)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> HouseholdPage:
    made = HouseholdPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    made.show()
    return made


def test_every_condition_stands_there_with_its_reason(page: HouseholdPage) -> None:
    words = {label.text() for label in page.models.findChildren(QLabel)}
    assert {"家庭人口多", "家庭人口3人，需要不少于3人", "阈值未设定（低海拔上限）"} <= words


def test_a_model_is_taken_up_as_a_proposal_that_can_be_changed(
    page: HouseholdPage, model: HouseholdViewModel, qtbot: QtBot, desk: Desk
) -> None:
    page.models.chosen.emit("M53")
    dialog = page.forms.dialog
    assert dialog is not None
    dialog.form.editor("helper").show(dialog.request.fields()[0].options[0].value)
    dialog.form.editor("due_date").show(dt.date(2016, 6, 30))
    dialog.form.editor("0.take").show(False)
    dialog.form.editor("1.title").show("蜂桶二十个")
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    home = household_uid(desk.store, "0163")
    promised = [m for m in desk.store.find(Measure, household=home) if m.model_ref]
    assert [m.title for m in promised] == [
        "蜂桶二十个", "土蜂养殖", "养蜂技术培训", "与食品企业、超市、医院、药店对接销售",
    ]  # fmt: skip
    assert {m.due_date for m in promised} == {dt.date(2016, 6, 30)}


def test_a_model_of_the_county_is_taken_up_like_the_others(
    page: HouseholdPage, model: HouseholdViewModel, qtbot: QtBot, desk: Desk
) -> None:
    small = Condition(fact="people", test="at_most", limits=("3",))
    measures = (ModelMeasure("01", "天麻", "Gastrodia"), ModelMeasure("06", "培训", "Training"))
    Advice(desk.registers).fill_slot(
        Model("M54", "林下经济", "Under the trees", "县", (small,), measures)
    )
    model.load()
    assert model.state.advice.models[0].uid == "M54"
    page.models.chosen.emit("M54")
    dialog = page.forms.dialog
    assert dialog is not None
    dialog.form.editor("helper").show(dialog.request.fields()[0].options[0].value)
    dialog.form.editor("due_date").show(dt.date(2016, 6, 30))
    dialog.form.editor("0.title").show("天麻两亩")
    dialog.form.editor("1.take").show(False)
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    home = household_uid(desk.store, "0163")
    (promised,) = [m for m in desk.store.find(Measure, household=home) if m.model_ref == "M54"]
    assert (promised.title, promised.catalog) == ("天麻两亩", "01")


def test_a_model_without_measures_has_nothing_to_take_up(
    page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    small = Condition(fact="people", test="at_most", limits=("3",))
    Advice(desk.registers).fill_slot(Model("M54", "林下经济", "Under the trees", "", (small,)))
    model.load()
    buttons = {b.accessibleName(): b for b in page.models.findChildren(QuietButton)}
    assert not buttons["采用此模式 林下经济"].isEnabled()
