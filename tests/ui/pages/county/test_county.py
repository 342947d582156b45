"""The county's rules are set in the window and hold at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.services.advice import Advice
from fieldapp.services.county_rules import county_rules
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from ui.dialogs.form_dialog import FormDialog
from ui.forms.code_options import code_options
from ui.pages.county.page import CountyPage
from ui.pages.county.view_model import CountyViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> CountyViewModel:
    return CountyViewModel(desk, at_once)


@pytest.fixture
def page(qtbot: QtBot, model: CountyViewModel) -> CountyPage:
    made = CountyPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    made.show()
    made.refresh()
    return made


def save(qtbot: QtBot, page: CountyPage, model: CountyViewModel, **values: object) -> None:
    dialog = page.forms.dialog
    assert isinstance(dialog, FormDialog)
    for key, value in values.items():
        dialog.form.editor(key.replace("_", ".", 1) if key[0].isdigit() else key).show(value)
    with qtbot.waitSignal(model.saved):
        dialog.submit()


def test_a_threshold_is_set_and_shown(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot
) -> None:
    assert all(line.missing for line in model.state.thresholds)
    model.ask_threshold("t1")
    save(qtbot, page, model, figure=Decimal(5))
    found = next(line for line in model.state.thresholds if line.uid == "t1")
    assert (found.value, found.missing) == ("5 亩", False)


def test_figures_that_let_two_models_hold_are_warned_of(
    page: CountyPage, model: CountyViewModel, desk: Desk
) -> None:
    for name, figure in {"t1": 5, "t2": 4, "t4": 6, "t5": 3}.items():
        Advice(desk.registers).set_threshold(name, Decimal(figure))
    model.refresh()
    assert any("M51" in label.text() for label in page.findChildren(QLabel))


def test_conditions_of_a_card_are_keyed_and_taken_away(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    model.ask_card("RED")
    typed = {"0_fact": "per_head", "0_test": "less_than", "0_limit": "2800"}
    also = {"1_fact": "house_grade", "1_test": "one_of", "1_limit": "C级 D级"}
    save(qtbot, page, model, **typed, **also)
    (rule,) = county_rules(desk.registers).cards
    assert rule.conditions[1].limits == ("C", "D")
    assert model.state.cards[0].conditions == "人均纯收入 少于 2800元、危房等级 为 C级、D级"
    model.ask_card("RED")
    nothing = dict.fromkeys((*typed, *also))
    save(qtbot, page, model, **nothing)
    assert county_rules(desk.registers).cards == ()


def test_an_income_formula_of_a_year_is_kept(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    model.ask_formula("")
    dialog = page.forms.dialog
    assert dialog is not None
    dialog.form.editor("share.B1").show(Decimal(40))
    save(qtbot, page, model, year=2016, version="2016", not_counted=("T2",))
    ((year, formula),) = county_rules(desk.registers).formulas
    assert (year, formula.cost_shares, formula.not_counted) == (2016, {"B1": Decimal(40)}, ("T2",))
    assert model.state.formulas[0].costs.endswith("40 %")


def test_a_cause_of_the_county_can_be_chosen_at_once(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    model.ask_code("C06")
    save(qtbot, page, model, zh="缺信息", en="Lack of information")
    assert [(row.uid, row.name) for row in model.state.causes] == [("L01", "缺信息")]
    options = code_options("C06", "zh_CN")
    assert (options[-1].value, options[-1].label, options[0].number) == ("L01", "缺信息", "01")
    home = household_uid(desk.store, "0163")
    desk.registers.set_causes(home, 2016, "缺信息", (), None)
    row = desk.store.questions.household(home)
    assert row
    assert row.main_cause == "L01"


def test_a_laptop_shows_what_the_county_set_and_changes_nothing(
    qtbot: QtBot, desks: TwoDesks, at_once: ImmediateRunner
) -> None:
    model = CountyViewModel(desks.team, at_once)
    page = CountyPage(model)
    qtbot.addWidget(page)
    page.refresh()
    asked: list[object] = []
    model.form_wanted.connect(asked.append)
    model.ask_threshold("t1")
    model.ask_code("C06")
    assert asked == []
    assert not model.state.ours
    with pytest.raises(Refused, match="county_only"):
        Advice(desks.team.registers).set_threshold("t1", Decimal(5))
