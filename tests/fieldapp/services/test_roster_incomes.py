"""Incomes of a roster: a household's, people's own, and what cannot be told apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from fieldapp.records import HouseholdYear, IncomeLine, Member
from fieldapp.services.desk import Desk
from tests.fieldapp.spreadsheets import made_sheets as made

EARNING = ("本地户号", "户主", "姓名", "与户主关系", "务工收入")


def sheet(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    return made.workbook(tmp_path / "list.xlsx", [EARNING, *rows])


def earned(desk: Desk, number: str) -> dict[str, Decimal | None]:
    (home,) = desk.store.questions.numbered(number)
    names = {member.uid: member.name for member in desk.store.find(Member, household=home.uid)}
    years = [year.uid for year in desk.store.find(HouseholdYear, household=home.uid)]
    lines = desk.store.find(IncomeLine, household_year=years)
    return {names.get(line.member or "", ""): line.amount for line in lines}


def test_different_amounts_beside_several_people_are_each_persons_own(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [("9001", "新甲", "新甲", "户主", 3000), ("9001", "新甲", "新乙", "妻", 2000)]
    path = sheet(tmp_path, *rows)
    plan, _ = desk.rosters.take(path)
    assert [(p.row, p.code) for p in plan.problems] == [(2, "income_by_person")]
    assert earned(desk, "9001") == {"新甲": Decimal(3000), "新乙": Decimal(2000)}
    again, done = desk.rosters.take(path)
    assert not done.undoable
    assert not again.changes_something
    changed_sheet = sheet(tmp_path, rows[0], (*rows[1][:4], 2500))
    third, _ = desk.rosters.take(changed_sheet)
    assert [(one.row, one.values) for one in third.differences] == [(3, {"amount": Decimal(2500)})]
    assert earned(desk, "9001") == {"新甲": Decimal(3000), "新乙": Decimal(2500)}


def test_own_incomes_go_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    rows = [("9001", "新甲", "新甲", "户主", 31234), ("9001", "新甲", "新乙", "妻", 2000)]
    desk.rosters.take(sheet(tmp_path, *rows))
    desk.rosters.export(tmp_path / "own.csv")
    plan, done = desk.rosters.take(tmp_path / "own.csv")
    assert not done.undoable
    assert not plan.differences
    desk.rosters.export(tmp_path / "open.csv", level="public")
    assert "31234" in (tmp_path / "own.csv").read_text(encoding="utf-8-sig")
    assert "31234" not in (tmp_path / "open.csv").read_text(encoding="utf-8-sig")


def test_the_same_amount_in_every_row_is_the_households(desk: Desk, tmp_path: Path) -> None:
    rows = [("9001", "新甲", name, kin, 3000) for name, kin in (("新甲", "户主"), ("新乙", "妻"))]
    plan, _ = desk.rosters.take(sheet(tmp_path, *rows))
    assert earned(desk, "9001") == {"": Decimal(3000)}
    assert plan.problems == []
    third = ("9001", "新甲", "新丙", "长子", None)
    plan = desk.rosters.plan(sheet(tmp_path, *rows, third))
    assert [(p.code, p.facts) for p in plan.problems] == [("income_once", {"rows": 2, "of": 3})]


def test_an_amount_that_may_mean_several_lines_is_told_and_not_taken(
    desk: Desk, tmp_path: Path
) -> None:
    apart = [("9001", "新甲", "新甲", "户主", 3000), ("9001", "新甲", "新乙", "妻", 2000)]
    whole = ("9002", "新丙", "新丙", "户主", 7000)
    desk.rosters.take(sheet(tmp_path, *apart, whole))
    before = desk.store.state_digest()
    one = [(*row[:4], 6000) for row in apart]
    two = [whole, ("9002", "新丙", "新丁", "妻", None)]
    desk.rosters.take(sheet(tmp_path, *two))
    after_two = desk.store.state_digest()
    split = [(*whole[:4], 4000), ("9002", "新丙", "新丁", "妻", 3000)]
    plan, _ = desk.rosters.take(sheet(tmp_path, *one, *split))
    assert before != after_two == desk.store.state_digest()
    assert [(p.row, p.column, p.code) for p in plan.problems if p.severity == "W"][1:] == [
        (2, "务工收入", "income_held_in_lines"), (4, "务工收入", "income_held_in_one"),
        (5, "务工收入", "income_held_in_one"),
    ]  # fmt: skip
    sums = sheet(tmp_path, *((*row[:4], 5000) for row in apart))
    assert not desk.rosters.plan(sums).problems
