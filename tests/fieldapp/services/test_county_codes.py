"""A county's own causes: numbered once, never again, and known wherever codes are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records.codes import add_codes, code_list
from fieldapp.services.cards import rate
from fieldapp.services.county_codes import CARDS, CAUSES, add_code, added_codes, use_county_codes
from fieldapp.services.desk import Desk
from tests.desks import desk, desks
from tests.register_village import household_uid
from ui.models.wording import card_short, card_word

__all__ = ["desk", "desks"]


@pytest.fixture(autouse=True)
def _national_list_again() -> Iterator[None]:
    yield
    for name in (CAUSES, CARDS, "card_short"):
        add_codes(name, ())


def test_causes_are_numbered_in_the_order_in_which_they_are_added(desk: Desk) -> None:
    assert add_code(desk.registers, CAUSES, "缺信息", "Lack of information")[0] == "L01"
    assert add_code(desk.registers, CAUSES, "缺市场", "Lack of a market")[0] == "L02"
    assert [code.value for code in added_codes(desk.store, CAUSES)] == ["L01", "L02"]
    assert code_list(CAUSES).find("缺市场") == "L02"
    assert code_list(CAUSES).label("L01", "en") == "Lack of information"


def test_a_cause_that_is_known_or_has_no_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="code_known"):
        add_code(desk.registers, CAUSES, "因病", "Sickness")
    with pytest.raises(Refused, match="code_unnamed"):
        add_code(desk.registers, CAUSES, "缺信息", " ")
    assert added_codes(desk.store, CAUSES) == ()


def test_another_workspace_does_not_know_them(desk: Desk) -> None:
    add_code(desk.registers, CAUSES, "缺信息", "Lack of information")
    add_codes(CAUSES, ())
    assert "L01" not in code_list(CAUSES)
    use_county_codes(desk.store)
    assert "L01" in code_list(CAUSES)


def test_a_card_of_the_county_s_own_is_given_and_shown(desk: Desk) -> None:
    value, _done = add_code(desk.registers, CARDS, "蓝卡", "Blue card")
    home = household_uid(desk.store, "0163")
    rate(desk.registers, home, {"colour": "蓝卡", "reason_text": "村民代表会议评议"})
    row = desk.store.questions.household(home)
    assert row
    assert row.card == value == "K01"
    assert (card_word(row.card), card_short(row.card)) == ("蓝卡", "蓝")
    with pytest.raises(Refused, match="unknown_setting"):
        add_code(desk.registers, "C20", "x", "y")
