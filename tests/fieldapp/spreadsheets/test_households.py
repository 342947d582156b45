from __future__ import annotations

from pathlib import Path

from tests.fieldapp.spreadsheets.made_sheets import codes, listed


def test_a_relation_of_head_begins_a_household(tmp_path: Path) -> None:
    people = [
        ("赵甲", "户主"),
        ("钱乙", "妻"),
        ("孙丙", "本人"),
        ("李丁", "户主"),
        ("周戊", "孙女"),
    ]
    roster = listed(tmp_path, ("姓名", "关系"), *people)
    assert [len(h.members) for h in roster.households] == [2, 1, 2]


def test_a_count_over_every_person_does_not_split_households(tmp_path: Path) -> None:
    people = [(1, "赵甲", "户主"), (2, "钱乙", "妻"), (3, "孙丙", "户主")]
    roster = listed(tmp_path, ("序号", "姓名", "关系"), *people)
    assert [len(h.members) for h in roster.households] == [2, 1]


def test_a_household_number_keeps_scattered_rows_together(tmp_path: Path) -> None:
    rows = [("A1", "赵甲", "户主"), ("A2", "孙丙", "户主"), ("A1", "钱乙", "妻")]
    roster = listed(tmp_path, ("户编号", "姓名", "关系"), *rows)
    assert [[m.name for m in h.members] for h in roster.households] == [["赵甲", "钱乙"], ["孙丙"]]


def test_blank_household_cells_belong_to_the_household_above(tmp_path: Path) -> None:
    heading = ("户主", "姓名", "性别", "住址")
    rows = [
        ("赵甲", "赵甲", "男", "一组3号"),
        (None, "钱乙", "女", None),
        ("孙丙", "孙丙", "男", None),
    ]
    roster = listed(tmp_path, heading, *rows)
    assert [len(h.members) for h in roster.households] == [2, 1]
    assert [m.fields.get("relation") for m in roster.households[0].members] == ["01", None]
    assert "address_detail" not in roster.households[1].fields


def test_a_head_named_only_in_the_household_column_is_a_member(tmp_path: Path) -> None:
    heading = ("户主", "户主身份证号", "成员姓名", "关系")
    rows = [("赵甲", "999900196001010037", None, None), (None, None, "钱乙", "妻")]
    (household,) = listed(tmp_path, heading, *rows).households
    assert [(m.name, m.fields["relation"]) for m in household.members] == [
        ("赵甲", "01"), ("钱乙", "02"),
    ]  # fmt: skip
    assert household.members[0].fields["id_number"] == "999900196001010037"


def test_households_without_or_with_two_heads_are_reported(tmp_path: Path) -> None:
    heading = ("户编号", "姓名", "关系")
    rows = [("1", "赵甲", "妻"), ("2", "钱乙", "户主"), ("2", "孙丙", "户主")]
    assert codes(listed(tmp_path, heading, *rows), "E") == [(2, "V-HH1"), (3, "V-HH1")]


def test_a_size_that_the_list_does_not_bear_out_is_reported(tmp_path: Path) -> None:
    rows = [("赵甲", "户主", 3), ("钱乙", "妻", None)]
    roster = listed(tmp_path, ("姓名", "关系", "家庭人口"), *rows)
    assert (2, "size_differs") in codes(roster, "W")


def test_totals_notes_blank_rows_and_repeated_headings_are_left_out(tmp_path: Path) -> None:
    heading = ("序号", "姓名", "关系")
    roster = listed(
        tmp_path,
        heading,
        (1, "赵甲", "户主"),
        (None, None, None),
        ("小 计", 1, None),
        heading,
        (2, "钱乙", "户主"),
        ("合计", 2, None),
        ("填表人：某某", None, None),
        ("注：本表一式两份", None, None),
    )
    assert [h.head_name for h in roster.households] == ["赵甲", "钱乙"]
    assert codes(roster) == [(4, "row_total"), (7, "row_total"), (8, "row_note"), (9, "row_note")]


def test_a_number_twice_in_a_household_list_is_reported(tmp_path: Path) -> None:
    roster = listed(tmp_path, ("户编号", "户主"), ("7", "赵甲"), ("7", "钱乙"))
    assert len(roster.households) == 2
    assert codes(roster, "E") == [(3, "number_twice")]


def test_a_head_who_leaves_the_column_of_heads_to_the_others_stays_with_them(
    tmp_path: Path,
) -> None:
    people = [("", "赵甲", "户主"), ("赵甲", "钱乙", "妻")]
    roster = listed(tmp_path, ("户主姓名", "姓名", "与户主关系"), *people)
    assert [[m.name for m in h.members] for h in roster.households] == [["赵甲", "钱乙"]]
