from __future__ import annotations

from pathlib import Path

import pytest

from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, listed, read


def test_faults_of_id_numbers_are_reported_and_the_number_is_kept(tmp_path: Path) -> None:
    people = [
        ("赵甲", "户主", "男", "110105491231002"),
        ("钱乙", "之子", "男", "110105194912310021"),
        ("孙丙", "之子", "男", "420526209912310017"),
        ("李丁", "之子", "女", "999900196001010037"),
        ("周戊", "之子", "男", "999900 19600101 0010"),
        ("吴己", "之子", "男", "999900196001010010"),
    ]
    roster = listed(tmp_path, ("姓名", "关系", "性别", "身份证号"), *people)
    assert [code for code in codes(roster, "E") if code[1].startswith("V-ID")] == [
        (2, "V-ID1"), (3, "V-ID2"), (4, "V-ID3"), (5, "V-ID4"), (7, "V-ID5"),
    ]  # fmt: skip
    assert all("id_number" in m.fields for m in roster.households[0].members)


@pytest.mark.parametrize(
    "written", ["999900196001010000", "9.999E+17", 999900196001010010, "'9.9990019600101e17"]
)
def test_every_kind_of_damage_is_found(tmp_path: Path, written: object) -> None:
    roster = listed(tmp_path, ("姓名", "关系", "身份证号"), ("赵甲", "户主", written))
    assert codes(roster, "E") == [(2, "V-ID6")]
    assert "id_number" not in roster.households[0].members[0].fields


def test_a_number_in_formula_quotes_is_read_as_it_stands(tmp_path: Path) -> None:
    path = made.text_file(
        tmp_path / "f.csv",
        ["姓名;关系;身份证号;联系电话", '赵甲;户主;="11010519491231002x";="13800000000"'],
        "utf-8-sig",
    )
    (household,) = read(path).households
    assert household.members[0].fields["id_number"] == "11010519491231002X"
    assert household.fields["phone"] == "13800000000"


def test_what_is_clearly_no_number_is_left_blank(tmp_path: Path) -> None:
    people = [("赵甲", "户主", "已办理"), ("钱乙", "妻", "无")]
    roster = listed(tmp_path, ("姓名", "关系", "身份证号"), *people)
    assert codes(roster, "E") == [(2, "no_id_number")]
    assert not any("id_number" in m.fields for m in roster.households[0].members)


def test_a_disability_card_in_the_number_column_gives_both_numbers(tmp_path: Path) -> None:
    card = "99990019600101003734"
    heading = ("姓名", "关系", "身份证号码或残疾证号码")
    roster = listed(tmp_path, heading, ("赵甲", "户主", card))
    member = roster.households[0].members[0]
    assert member.fields["id_number"] == card[:18]
    assert member.year_fields["disability_card"] == card
    assert codes(roster, "E") == []


def test_a_husband_who_is_a_woman_is_reported(tmp_path: Path) -> None:
    people = [("赵甲", "户主", "女"), ("钱乙", "丈夫", "女")]
    assert codes(listed(tmp_path, ("姓名", "关系", "性别"), *people), "E") == [(3, "V-REL")]


def test_an_age_that_does_not_fit_is_reported(tmp_path: Path) -> None:
    heading = ("姓名", "关系", "出生日期", "年龄")
    title = ("2016年花名册", None, None, None)
    people = [("赵甲", "户主", "1960-01-01", 56), ("钱乙", "妻", "1960-01-01", 50)]
    assert (4, "age_differs") in codes(listed(tmp_path, title, heading, *people), "W")
