"""A county's own causes: numbered once, never again, and known wherever codes are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records.codes import add_codes, code_list
from fieldapp.services.county_codes import CAUSES, add_cause, added_causes, use_county_codes
from fieldapp.services.desk import Desk
from tests.desks import desk, desks

__all__ = ["desk", "desks"]


@pytest.fixture(autouse=True)
def _national_list_again() -> Iterator[None]:
    yield
    add_codes(CAUSES, ())


def test_causes_are_numbered_in_the_order_in_which_they_are_added(desk: Desk) -> None:
    assert add_cause(desk.registers, "缺信息", "Lack of information")[0] == "L01"
    assert add_cause(desk.registers, "缺市场", "Lack of a market")[0] == "L02"
    assert [code.value for code in added_causes(desk.store)] == ["L01", "L02"]
    assert code_list(CAUSES).find("缺市场") == "L02"
    assert code_list(CAUSES).label("L01", "en") == "Lack of information"


def test_a_cause_that_is_known_or_has_no_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="cause_known"):
        add_cause(desk.registers, "因病", "Sickness")
    with pytest.raises(Refused, match="cause_unnamed"):
        add_cause(desk.registers, "缺信息", " ")
    assert added_causes(desk.store) == ()


def test_another_workspace_does_not_know_them(desk: Desk) -> None:
    add_cause(desk.registers, "缺信息", "Lack of information")
    add_codes(CAUSES, ())
    assert "L01" not in code_list(CAUSES)
    use_county_codes(desk.store)
    assert "L01" in code_list(CAUSES)
