"""Models and card conditions on the records of a village: suggested, never decided."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import Measure
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.rules.models import Model
from fieldapp.services.advice import Advice
from fieldapp.services.county_rules import set_formula
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import household_view
from fieldapp.services.scripting import apply_script
from tests.register_village import household_uid


@pytest.fixture
def advice(desk: Desk) -> Advice:
    return Advice(desk.registers)


def village_of(desk: Desk) -> str:
    return desk.store.questions.villages()[0].uid


def verdicts(advice: Advice, household: str) -> dict[str, dict[str, str]]:
    return {
        found.model.id: {j.condition.id: j.verdict for j in found.conditions}
        for found in advice.about(household).models
    }


def test_until_the_county_sets_them_thresholds_are_unknown(desk: Desk, advice: Advice) -> None:
    home = household_uid(desk.store, "0163")
    assert verdicts(advice, home)["M51"]["M51.5"] == "unknown"
    advice.set_threshold("t2", Decimal(3))
    assert verdicts(advice, home)["M51"]["M51.5"] == "met"
    advice.set_threshold("t2", Decimal(9))
    assert verdicts(advice, home)["M51"]["M51.5"] == "not_met"
    advice.set_threshold("t2", None)
    assert verdicts(advice, home)["M51"]["M51.5"] == "unknown"


def test_low_altitude_is_a_figure_of_each_village(desk: Desk, advice: Advice) -> None:
    with pytest.raises(Refused, match="threshold_village"):
        advice.set_threshold("low_max_m", Decimal(950))
    advice.set_threshold("low_max_m", Decimal(950), village_of(desk))
    assert advice.thresholds(village_of(desk))["low_max_m"] == Decimal(950)
    assert advice.thresholds("elsewhere")["low_max_m"] is None
    with pytest.raises(Refused, match="unknown_threshold"):
        advice.set_threshold("t9", Decimal(1))


def test_thresholds_that_let_two_models_hold_are_reported(desk: Desk, advice: Advice) -> None:
    for name, figure in {"t1": 5, "t2": 4, "t4": 3, "t5": 3}.items():
        advice.set_threshold(name, Decimal(figure))
    assert advice.overlaps(village_of(desk)) == []
    advice.set_threshold("t4", Decimal(6))
    ((first, second),) = advice.overlaps(village_of(desk))
    assert (first.id, second.id) == ("M51", "M53")


def test_the_measures_of_a_model_are_promised_in_one_act(desk: Desk, advice: Advice) -> None:
    home = household_uid(desk.store, "0163")
    before = desk.store.state_digest()
    drafts = [
        {"catalog": m.catalog, "title": m.zh, "start_date": "2015-12-01", "due_date": "2016-06-30"}
        for m in advice.catalogue().model("M53").measures
    ]
    uids, done = advice.assign(home, "M53", drafts[1:])
    promised = [desk.store.get(Measure, uid) for uid in uids]
    assert [m.model_ref for m in promised if m] == ["M53"] * 4
    assert next(m.title for m in promised if m) == "蜂桶"
    desk.registers.undo(done)
    assert desk.store.state_digest() == before
    with pytest.raises(Refused, match="nothing_assigned"):
        advice.assign(home, "M53", [])


def test_the_county_fills_an_empty_slot_but_never_rewrites_the_study(advice: Advice) -> None:
    own = Model("M54", "小家庭", "Small families", "县", (
        Condition(id="M54.1", fact="people", test="at_most", limits=("3",)),
    ))  # fmt: skip
    advice.fill_slot(own)
    assert advice.catalogue().model("M54") == own
    with pytest.raises(Refused, match="model_not_empty"):
        advice.fill_slot(Model("M51", "x", "x", "x", own.conditions))
    with pytest.raises(Refused, match="condition_unreadable"):
        advice.fill_slot(Model("M55", "x", "x", "x", (Condition(fact="weather", test="yes"),)))


def test_a_card_is_suggested_only_by_the_county_s_conditions(desk: Desk, advice: Advice) -> None:
    home = household_uid(desk.store, "0163")
    assert advice.about(home).cards.suggested is None
    rule = CardRule("YELLOW", (Condition(fact="per_head", test="less_than", limits=("2800",)),))
    advice.set_card_rules([rule])
    suggested = advice.about(home).cards.suggested
    assert suggested
    assert suggested.reason("en") == "Net income per head 2240 yuan; needed: less than 2800 yuan"
    rich = household_uid(desk.store, "0333")
    assert advice.about(rich).cards.suggested is None
    assert [option.colour for option in advice.about(rich).cards.others] == ["YELLOW"]


def test_a_script_sets_thresholds_and_promises_a_model_s_measures(
    desk: Desk, advice: Advice, tmp_path: Path
) -> None:
    script = tmp_path / "edits.jsonl"
    script.write_text(
        '{"do": "setting.set", "name": "models.thresholds", "value": {"t4": 3, "t5": 3}}\n'
        '{"do": "setting.set", "name": "income.formula", "value": {"version": "2016"}}\n'
        '{"do": "model.assign", "household": "0163", "model": "M52", '
        '"set": {"start_date": "2015-12-01", "due_date": "2016-06-30"}}\n',
        encoding="utf-8",
    )
    assert apply_script(desk, script).applied == 3
    assert advice.thresholds(village_of(desk))["t4"] == Decimal(3)
    promised = desk.store.find(Measure, household=household_uid(desk.store, "0163"))
    assert sum(m.model_ref == "M52" for m in promised) == 3


@pytest.mark.parametrize(
    "line",
    [
        '{"do": "setting.set", "name": "weather", "value": 1}',
        '{"do": "setting.set", "name": "models.thresholds", "value": {"t9": 1}}',
        '{"do": "setting.set", "name": "income.formula", "value": {"version": 5}}',
        '{"do": "model.assign", "household": "0163", "model": "M99"}',
        '{"do": "model.assign", "household": "0163", "model": "M54"}',
    ],
)
def test_a_setting_or_model_that_nothing_knows_is_refused(
    desk: Desk, tmp_path: Path, line: str
) -> None:
    script, before = tmp_path / "edits.jsonl", desk.store.state_digest()
    script.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="script_line"):
        apply_script(desk, script)
    assert desk.store.state_digest() == before


def test_a_formula_changes_incomes_everywhere_at_once(desk: Desk) -> None:
    home = household_uid(desk.store, "0163")

    def told() -> tuple[object, object]:
        row = desk.store.questions.household(home)
        newest = household_view(desk.store, desk.clock, home).years[0]
        return (row.per_head if row else None), newest.per_head

    assert told() == (Decimal(2240), Decimal(2240))
    done = set_formula(
        desk.registers, 2015, {"version": "2015", "coefficients": {"W1": 0, "B1": 0, "B2": 0}}
    )
    row, page = told()
    assert row == page
    assert page != Decimal(2240)
    desk.registers.undo(done)
    assert told() == (Decimal(2240), Decimal(2240))


def test_a_script_fills_an_empty_slot(desk: Desk, advice: Advice, tmp_path: Path) -> None:
    script = tmp_path / "edits.jsonl"
    script.write_text(
        '{"do": "setting.set", "name": "models.M54", "value": {"id": "M54", "zh": "小家庭", '
        '"en": "Small families", "source": "县", "conditions": '
        '[{"fact": "people", "test": "at_most", "limits": ["3"]}]}}\n',
        encoding="utf-8",
    )
    apply_script(desk, script)
    found = advice.about(household_uid(desk.store, "0163")).models[0]
    assert (found.model.id, found.verdict) == ("M54", "met")
