"""A county's conditions suggest a card with the reason; nothing is suggested without them."""

from __future__ import annotations

import msgspec
import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.rules.card_advice import CardRule, card_advice, read_card_rules
from fieldapp.rules.household_facts import facts_of
from tests.fieldapp.rules.test_models import FAMILY

RULES = [
    {"colour": "RED", "conditions": [{"fact": "farmland", "test": "less_than", "limits": ["5"]}]},
    {
        "colour": "YELLOW",
        "conditions": [
            {"fact": "farmland", "test": "less_than", "limits": ["10"]},
            {"fact": "livestock", "test": "at_least", "limits": ["1"]},
        ],
    },
]


def rules(raw: object = RULES) -> tuple[CardRule, ...]:
    return read_card_rules(msgspec.json.encode(raw).decode())


def test_the_first_card_whose_conditions_are_all_met_is_suggested_with_the_reason() -> None:
    advice = card_advice(
        read_card_rules(msgspec.json.encode(RULES).decode()), facts_of(FAMILY), "RED"
    )
    assert advice.suggested
    assert advice.suggested.colour == "YELLOW"
    assert advice.suggested.reason("en") == (
        "Farmland 6.5 mu; needed: less than 10 mu; "
        "Livestock and poultry 12 head; needed: at least 1 head"
    )


def test_what_would_turn_it_red_is_told() -> None:
    advice = card_advice(
        read_card_rules(msgspec.json.encode(RULES).decode()), facts_of(FAMILY), "RED"
    )
    (red,) = advice.others
    assert red.colour == "RED"
    assert red.reason("zh_CN") == "耕地面积6.5亩，需要少于5亩"


def test_without_conditions_nothing_is_suggested() -> None:
    assert card_advice((), facts_of(FAMILY), "RED").suggested is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([{"colour": "BLUE", "conditions": RULES[0]["conditions"]}], "unknown_card"),
        ([{"colour": "RED", "conditions": []}], "condition_unreadable"),
        ({"colour": "RED"}, "condition_unreadable"),
    ],
)
def test_conditions_that_make_no_sense_are_refused(raw: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules(raw)
    assert refused.value.code == code
