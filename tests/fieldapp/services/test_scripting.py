"""Scripted incomes: several lines of one item stay several."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import IncomeLine, Member
from fieldapp.services.desk import Desk
from fieldapp.services.scripting import apply_script

YEAR = 2001
"""One for which the register holds nothing yet."""


def set_income(desk: Desk, folder: Path, *lines: dict[str, object]) -> list[Decimal]:
    """The amounts of the year after a script that gives these lines."""
    path = folder / "income.jsonl"
    text = {"do": "income.set", "household": "0163", "year": YEAR, "lines": lines}
    path.write_text(json.dumps(text), encoding="utf-8")
    (year,) = apply_script(desk, path).ids
    return sorted(
        line.amount or Decimal() for line in desk.store.find(IncomeLine, household_year=year)
    )


def test_two_lines_of_one_item_are_kept_and_changed_each_for_itself(
    desk: Desk, tmp_path: Path
) -> None:
    (home,) = desk.store.questions.numbered("0163")
    people = [member.uid for member in desk.store.find(Member, household=home.uid)][:2]
    both = [
        {"item": "W1", "member": person, "amount": amount}
        for person, amount in zip(people, (3000, 2000), strict=True)
    ]
    assert set_income(desk, tmp_path, *both) == [2000, 3000]
    assert set_income(desk, tmp_path, *both) == [2000, 3000]
    assert set_income(desk, tmp_path, {**both[1], "amount": 2500}) == [2500, 3000]
    with pytest.raises(Refused, match="script_line"):
        set_income(desk, tmp_path, {"item": "W1", "amount": 1})


def test_two_lines_of_nobody_are_kept_too(desk: Desk, tmp_path: Path) -> None:
    lines = [{"item": "W1", "amount": 3000}, {"item": "W1", "amount": 2000}]
    assert set_income(desk, tmp_path, lines[0]) == [3000]
    assert set_income(desk, tmp_path, *lines) == [2000, 3000]
    assert set_income(desk, tmp_path, *lines) == [2000, 3000]
