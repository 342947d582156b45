from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, listed, read


def test_a_national_export_gives_its_households_and_people(tmp_path: Path) -> None:
    roster = read(made.national_export(tmp_path / "n.xlsx", households=6))
    assert (roster.layout, len(roster.households), roster.people, roster.rows) == (
        "member", 6, 12, 12,
    )  # fmt: skip
    assert roster.columns["证件号码"] == "member.id_number"
    assert (roster.unmapped, roster.proposed) == ((), {})
    third = roster.households[2]
    assert (third.village, third.national_hh_no) == ("示例村", "99990000000002")
    assert [m.fields["relation"] for m in third.members] == ["01", "02", "03"]
    assert third.members[1].year_fields["health"] == ("02", "04")


def test_rows_of_one_household_that_differ_are_reported_and_the_head_counts(
    tmp_path: Path,
) -> None:
    roster = read(made.national_export(tmp_path / "n.xlsx", households=3))
    assert roster.households[2].year_fields["farmland"] == Decimal("3.50")
    found = [p for p in roster.problems if p.code == "rows_differ"]
    assert [(p.row, p.column, p.severity) for p in found] == [
        (5, "耕地面积(亩)", "W"), (7, "耕地面积(亩)", "W"),
    ]  # fmt: skip
    assert found[1].facts == {"first": 6, "kept": "3.5", "others": "4.5、5.5"}


@pytest.mark.parametrize(
    "encoding",
    [
        "gb18030",
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    ],
)
def test_a_household_list_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    roster = read(made.village_list(tmp_path / "v.csv", encoding))
    assert (roster.layout, len(roster.households), roster.people) == ("household", 6, 21)
    assert (roster.title, roster.year) == ("示例村2016年农户基本情况表", 2016)
    assert codes(roster, "EW") == []
    assert (9, "row_total") in codes(roster)
    first, second = roster.households[:2]
    assert (first.local_no, first.group, first.colour) == ("0098", "一组", "RED")
    assert (first.size, len(first.members), first.people) == (1, 1, 1)
    assert first.year_fields == {
        "main_cause": "01",
        "farmland": Decimal("0.50"),
        "woodland": Decimal("6.00"),
        "declared_per_head": Decimal("3000.00"),
    }
    assert second.year_fields["woodland"] == Decimal("6.15")
    assert (second.size, len(second.members)) == (2, 1)
    assert second.fields["phone"] == "13800000001"
    assert second.members[0].fields["relation"] == "01"
    assert second.members[0].fields["birth_date"] == dt.date(1951, 3, 4)


def test_the_office_number_is_told_from_a_running_count(tmp_path: Path) -> None:
    heading = ("编号", "户主", "人口")
    numbers = listed(tmp_path, heading, ("0151", "赵甲", 1), ("0152", "钱乙", 2))
    assert numbers.columns["编号"] == "household.local_no"
    assert [h.local_no for h in numbers.households] == ["0151", "0152"]
    count = listed(tmp_path, heading, (1, "赵甲", 1), (2, "钱乙", 2))
    assert count.columns["编号"] == "roster.serial"
    assert [h.local_no for h in count.households] == [None, None]
    serial = listed(tmp_path, ("序号", "户主"), ("0151", "赵甲"), ("0152", "钱乙"))
    assert [h.local_no for h in serial.households] == [None, None]


def test_merged_household_cells_hold_the_household_together(tmp_path: Path) -> None:
    roster = read(made.damaged_list(tmp_path / "d.xlsx"))
    assert [len(h.members) for h in roster.households] == [3, 1]
    assert [h.head_name for h in roster.households] == ["赵甲", "孙丁"]


def test_a_damaged_number_is_never_guessed_and_the_person_is_kept(tmp_path: Path) -> None:
    roster = read(made.damaged_list(tmp_path / "d.xlsx"))
    son = roster.households[0].members[2]
    assert (son.name, "id_number" in son.fields, "sex" in son.fields) == ("赵丙", False, False)
    assert [(p.row, p.column) for p in roster.problems if p.code == "V-ID6"] == [(4, "身份证")]
    assert "99990" not in str(son)


def test_a_birth_date_without_day_comes_from_a_sound_number_or_stays_blank(tmp_path: Path) -> None:
    roster = read(made.damaged_list(tmp_path / "d.xlsx"))
    first, second = roster.households
    assert [m.fields.get("birth_date") for m in first.members] == [
        dt.date(1960, 1, 1), dt.date(1962, 2, 2), None,
    ]  # fmt: skip
    assert second.members[0].fields["birth_date"] == dt.date(1955, 4, 4)
    dates = [(row, code) for row, code in codes(roster) if "birth" in code or "date" in code]
    assert dates == [(3, "birth_from_id"), (4, "date_incomplete"), (5, "birth_from_id")]


def test_the_note_of_a_member_stays_with_the_member(tmp_path: Path) -> None:
    household = read(made.damaged_list(tmp_path / "d.xlsx")).households[0]
    assert "note" not in household.fields
    assert [m.fields.get("note") for m in household.members] == [None, None, "在外"]
