"""The county's rules are set in the window and hold at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import created
from fieldapp.records import ChronicCard, Member
from fieldapp.records.codes import code_list
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.rules.derived import months_later
from fieldapp.rules.entry.limits import Limits
from fieldapp.rules.models import Model, ModelMeasure
from fieldapp.services.advice import Advice
from fieldapp.services.county_rules import county_rules
from fieldapp.services.desk import Desk
from fieldapp.services.due import due_items
from fieldapp.services.limits import load_limits
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
        dialog.form.editor(key.replace("_", ".", 1) if "_" in key[:3] else key).show(value)
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


def test_what_stands_in_a_condition_is_the_same_in_english(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    """Words of codes have blanks in English: ``Lack of labour``."""
    rule = CardRule("RED", (Condition(fact="main_cause", test="one_of", limits=("01", "08")),))
    Advice(desk.registers).set_card_rules([rule])
    model.refresh()
    set_language("en")
    model.ask_card("RED")
    save(qtbot, page, model, **{"1_fact": "people", "1_test": "at_least", "1_limit": "3"})
    (found,) = county_rules(desk.registers).cards
    assert found.conditions[0] == rule.conditions[0]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"0_fact": "card", "0_test": "less_than", "0_limit": "5"}, "0.test"),
        ({"0_fact": "per_head", "0_test": "less_than", "0_limit": "much"}, "0.limit"),
        ({"0_fact": "house_grade", "0_test": "one_of", "0_limit": "C级 Q级"}, "0.limit"),
        ({"0_fact": "per_head", "0_test": "less_than"}, "0.limit"),
        ({"0_test": "less_than"}, "0.fact"),
        ({"0_fact": "per_head"}, "0.test"),
    ],
)
def test_a_condition_that_makes_no_sense_is_marked_while_it_is_typed(
    page: CountyPage, model: CountyViewModel, typed: dict[str, str], key: str
) -> None:
    model.ask_card("RED")
    dialog = page.forms.dialog
    assert dialog is not None
    for name, value in typed.items():
        dialog.form.editor(name.replace("_", ".", 1)).show(value)
    blocking = dialog.form.blocking()
    dialog.reject()
    assert blocking == key


def test_an_empty_model_is_written_in_the_window_as_the_script_would(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    model.ask_slot("M54")
    save(
        qtbot, page, model, zh="林下经济", en="Under the trees", source="县办〔2016〕3号",
        **{"0_fact": "people", "0_test": "at_most", "0_limit": "3"},
        **{"1_fact": "able", "1_test": "any_aged", "1_limit": "16 60"},
        m0_catalog="01", m0_zh="天麻", m0_en="Gastrodia",
    )  # fmt: skip
    assert Advice(desk.registers).catalogue().model("M54") == Model(
        "M54", "林下经济", "Under the trees", "县办〔2016〕3号",
        (
            Condition(fact="people", test="at_most", limits=("3",)),
            Condition(fact="able", test="any_aged", limits=("16", "60")),
        ),
        (ModelMeasure("01", "天麻", "Gastrodia"),),
    )  # fmt: skip
    row = next(line for line in model.state.models if line.uid == "M54")
    assert (row.name, row.conditions, row.measures) == ("林下经济", "2", "1")
    assert row.said[2].value == "家庭人口 不多于 3人"


def test_a_compound_condition_of_a_script_survives_the_form(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    either = Condition(
        any_of=(Condition(fact="sheds", test="yes"), Condition(fact="tools", test="recorded"))
    )
    named = Condition(id="M55.1", zh="人少", en="few", fact="people", test="at_most", limits=("3",))
    Advice(desk.registers).fill_slot(Model("M55", "小户", "Small", "县", (named, either)))
    model.refresh()
    model.ask_slot("M55")
    save(qtbot, page, model, zh="小户模式")
    assert Advice(desk.registers).catalogue().model("M55").conditions == (named, either)


def test_a_measure_of_a_model_needs_its_group_and_both_names(
    page: CountyPage, model: CountyViewModel
) -> None:
    model.ask_slot("M54")
    dialog = page.forms.dialog
    assert dialog is not None
    dialog.form.editor("m0.zh").show("天麻")
    blocking = dialog.form.blocking()
    dialog.reject()
    assert blocking == "m0.catalog"


def test_the_models_of_the_study_are_read_and_not_rewritten(
    page: CountyPage, model: CountyViewModel
) -> None:
    asked: list[object] = []
    model.form_wanted.connect(asked.append)
    model.ask_slot("M51")
    assert asked == []
    page.models.models.table.go_to(0)
    said = [label.text() for label in page.models.findChildren(QLabel)]
    assert any("有养殖条件" in words and "，或" in words for words in said)


def test_schemes_and_the_catalogue_of_measures_have_their_place(model: CountyViewModel) -> None:
    model.refresh()
    (scheme,) = model.state.schemes
    assert (scheme.name, scheme.defined, scheme.tone) == ("红黄卡", "未说明", "warning")
    assert [row.uid for row in model.state.catalogue] == [c.value for c in code_list("C20").codes]


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
    assert (model.state.causes[-1].uid, model.state.causes[-1].name) == ("L01", "缺信息")
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


def test_how_often_follow_ups_fall_due_is_set_here(
    page: CountyPage, model: CountyViewModel, qtbot: QtBot, desk: Desk
) -> None:
    home = household_uid(desk.store, "0163")
    person = desk.store.find(Member, household=home)[0]
    today = desk.clock.now().date()
    issued = today - dt.timedelta(days=45)
    card = ChronicCard(uid=desk.ids.uid(), member=person.uid, issue_date=issued)
    desk.store.write(desk.registers.act("test"), [created(card)])
    assert not [item for item in due_items(desk.store, today) if item.kind == "followup"]
    model.ask_limit("followups_a_year")
    save(qtbot, page, model, figure=12)
    row = next(line for line in model.state.limits if line.uid == "followups_a_year")
    assert (row.value, row.usual) == ("12 次", "4 次")
    (item,) = (item for item in due_items(desk.store, today) if item.kind == "followup")
    assert item.due == months_later(issued, 1)
    model.ask_limit("followups_a_year")
    save(qtbot, page, model, figure=None)
    assert load_limits(desk.store, today) == Limits()
