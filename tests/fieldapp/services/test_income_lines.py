"""Several lines of one item in a year: which is meant, and when it is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldapp.foundation.errors import Refused, sentence
from fieldapp.records import IncomeLine
from fieldapp.services.income_lines import meant_lines


def held(uid: str, item: str = "W1", member: str | None = None) -> IncomeLine:
    return IncomeLine(uid=uid, household_year="y", item=item, amount=Decimal(1), member=member)


@pytest.mark.parametrize(
    ("recorded", "given", "meant"),
    [
        ([], [{"item": "W1"}, {"item": "W1"}], [None, None]),
        ([held("a")], [{"item": "W1"}], ["a"]),
        ([held("a", member="p")], [{"item": "W1"}], ["a"]),
        ([held("a"), held("b")], [{"item": "W1"}, {"item": "W1"}], ["a", "b"]),
        ([held("a")], [{"item": "W1"}, {"item": "W1"}], ["a", None]),
        ([held("a")], [{"item": "W1", "member": "p"}], ["a"]),
        ([held("a", member="p"), held("b", member="q")], [{"item": "W1", "member": "q"}], ["b"]),
        ([held("a", member="p")], [{"item": "W1", "member": "q"}], [None]),
        ([held("a"), held("b", member="p")], [{"item": "W1"}], ["a"]),
        ([held("a", "W2")], [{"item": "W1"}], [None]),
    ],
)
def test_each_given_line_has_its_own_recorded_one(
    recorded: list[IncomeLine], given: list[dict[str, object]], meant: list[str | None]
) -> None:
    found = meant_lines(recorded, given)
    assert [one.uid if one else None for one in found] == meant


@pytest.mark.parametrize("people", [(None, None), ("p", "q")])
def test_one_line_for_several_recorded_ones_is_asked_about(people: tuple[str | None, ...]) -> None:
    recorded = [held(str(place), member=person) for place, person in enumerate(people)]
    with pytest.raises(Refused) as refused:
        meant_lines(recorded, [{"item": "W1"}])
    assert refused.value.code == "income_line_unclear"
    assert "W1" not in sentence(refused.value, "zh_CN")[0]
