"""Cards: given with a reason, never overlapping, decided by people; the suggestion is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import CardRating, CardScheme
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.services.advice import Advice
from fieldapp.services.cards import complete, rate, set_scheme
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import household_view
from tests.desks import desk, desks
from tests.register_village import household_uid

__all__ = ["desk", "desks"]

DAY = dt.date(2015, 11, 1)


@pytest.fixture
def home(desk: Desk) -> str:
    return household_uid(desk.store, "0163")


def given(desk: Desk, home: str) -> CardRating:
    return household_view(desk.store, desk.clock, home).ratings[0]


def test_a_new_card_ends_the_one_before(desk: Desk, home: str) -> None:
    before = given(desk, home)
    rate(desk.registers, home, {"colour": "YELLOW", "valid_from": DAY, "reason_text": "收入好转"})
    new, old = household_view(desk.store, desk.clock, home).ratings[:2]
    assert (old.uid, old.valid_to) == (before.uid, DAY)
    assert (new.colour, new.valid_to, new.previous_colour) == ("YELLOW", None, before.colour)
    assert new.income_snapshot == 2240


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"valid_from": dt.date(2000, 1, 1), "reason_text": "x"}, "card_overlap"),
        ({"valid_from": DAY, "reason_text": " "}, "card_reason_missing"),
        ({"valid_from": DAY}, "card_reason_missing"),
    ],
)
def test_a_card_without_reason_or_before_the_present_one_is_refused(
    desk: Desk, home: str, fields: dict[str, object], code: str
) -> None:
    before = desk.store.state_digest()
    with pytest.raises(Refused, match=code):
        rate(desk.registers, home, {"colour": "YELLOW", **fields})
    assert desk.store.state_digest() == before


def test_what_was_suggested_is_kept_beside_what_a_person_decided(desk: Desk, home: str) -> None:
    rule = CardRule("RED", (Condition(fact="per_head", test="less_than", limits=("2800",)),))
    Advice(desk.registers).set_card_rules([rule])
    rate(desk.registers, home, {"colour": "YELLOW", "valid_from": DAY, "reason_text": "评议"})
    rating = given(desk, home)
    assert (rating.colour, rating.suggested_colour) == ("YELLOW", "RED")
    assert rating.suggestion_text == "人均纯收入2240元，需要少于2800元"


def test_review_and_approval_are_told_later_and_change_nothing_else(desk: Desk, home: str) -> None:
    rating = given(desk, home)
    told = {"proposed_by": "王芳", "village_review_date": "2015-11-05", "approved_by": "镇扶贫办"}
    complete(desk.registers, rating.uid, told)
    again = given(desk, home)
    assert (again.village_review_date, again.approved_by) == (dt.date(2015, 11, 5), "镇扶贫办")
    assert (again.colour, again.reason_text) == (rating.colour, rating.reason_text)
    with pytest.raises(Refused, match="unknown_field"):
        complete(desk.registers, rating.uid, {"colour": "GENERAL"})


def test_a_scheme_tells_what_its_cards_mean(desk: Desk, home: str) -> None:
    assert not household_view(desk.store, desk.clock, home).scheme_defined
    (scheme,) = desk.store.find(CardScheme)
    set_scheme(desk.registers, scheme.uid, {"definition_text": "红卡：人均纯收入低于标准的一半"})
    assert household_view(desk.store, desk.clock, home).scheme_defined
