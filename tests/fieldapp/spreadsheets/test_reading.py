from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.spreadsheets.reading import read_roster
from fieldapp.spreadsheets.roster import Roster
from tests.fieldapp.spreadsheets import made_sheets as made

FILES = Path(__file__).parent / "files"


def read(path: Path, mapping: dict[str, str] | None = None) -> Roster:
    return read_roster(path, mapping, today=made.TODAY)


def codes(roster: Roster, severity: str = "EWI") -> list[tuple[int, str]]:
    return [(p.row, p.code) for p in roster.problems if p.severity in severity]


def listed(tmp_path: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Roster:
    return read(made.workbook(tmp_path / "list.xlsx", rows, merged))


# ---------------------------------------------------------------- the three shapes


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


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
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


# ---------------------------------------------------------------- headings


def test_two_heading_rows_are_joined(tmp_path: Path) -> None:
    roster = listed(
        tmp_path,
        ("示例村花名册", None, None, None, None, None),
        ("序号", "户主", None, "家庭成员", None, "备注"),
        (None, "姓名", "身份证号", "姓名", "与户主关系", None),
        (1, "赵甲", None, "赵甲", "户主", None),
        (None, None, None, "钱乙", "妻", None),
        merged=("A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"),
    )
    assert roster.columns == {
        "序号": "roster.serial",
        "户主姓名": "roster.head_name",
        "户主身份证号": "roster.head_id",
        "姓名": "member.name",
        "与户主关系": "member.relation",
        "备注": "household.note",
    }
    assert [len(h.members) for h in roster.households] == [2]
    assert roster.title == "示例村花名册"


def test_two_heading_rows_are_joined_without_merged_cells(tmp_path: Path) -> None:
    path = made.text_file(
        tmp_path / "two.csv",
        ["户主,致贫原因,,土地,", ",主要,其他,耕地,林地", "赵甲,因病,缺资金,3,4亩"],
        "utf-8",
    )
    roster = read(path)
    assert roster.households[0].year_fields == {
        "main_cause": "01",
        "other_causes": ("09",),
        "farmland": Decimal("3.00"),
        "woodland": Decimal("4.00"),
    }


@pytest.mark.parametrize("rows_above", [0, 1, 5, 9])
def test_the_heading_row_is_found_among_the_first_ten(tmp_path: Path, rows_above: int) -> None:
    above = [("填报单位：示例村", None, "填报日期：2016年5月")] * rows_above
    roster = listed(tmp_path, *above, ("户主", "人口", "电话"), ("赵甲", "2人", None))
    assert roster.households[0].row == rows_above + 2
    assert roster.households[0].size == 2


def test_a_list_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        listed(tmp_path, ("赵甲", 3), ("钱乙", 4))
    assert caught.value.code == "no_heading_row"


def test_an_unknown_heading_is_only_proposed_until_someone_agrees(tmp_path: Path) -> None:
    path = made.workbook(
        tmp_path / "p.xlsx", [("户主", "人口", "房屋安全等极", "天气"), ("赵甲", 1, "C级", "晴")]
    )
    roster = read(path)
    assert roster.proposed == {"房屋安全等极": "household_year.house_grade"}
    assert roster.unmapped == ("房屋安全等极", "天气")
    assert roster.households[0].year_fields == {}
    agreed = read(path, dict(roster.proposed))
    assert agreed.households[0].year_fields == {"house_grade": "C"}
    assert agreed.unmapped == ("天气",)


def test_a_column_can_be_left_out_or_pointed_elsewhere(tmp_path: Path) -> None:
    path = made.workbook(
        tmp_path / "m.xlsx",
        [("姓名", "与户主关系", "电话"), ("赵甲", "户主", "13800000000")],
    )
    assert "电话" not in read(path, {"电话": ""}).columns
    roster = read(path, {"电话": "member.phone"})
    assert roster.households[0].members[0].fields["phone"] == "13800000000"
    with pytest.raises(Refused) as caught:
        read(path, {"电话": "member.telephone"})
    assert caught.value.code == "unknown_target"


def test_a_second_column_of_the_same_meaning_is_reported_not_mixed(tmp_path: Path) -> None:
    roster = listed(tmp_path, ("户主", "人口", "人数"), ("赵甲", 2, 3))
    assert roster.households[0].size == 2
    assert (1, "column_twice") in codes(roster)
    assert roster.unmapped == ("人数",)


def test_three_columns_of_causes_add_up(tmp_path: Path) -> None:
    heading = ("户主", "致贫原因1", "致贫原因2", "致贫原因3")
    roster = listed(tmp_path, heading, ("赵甲", "因病", "因残", "缺资金"))
    assert roster.households[0].year_fields == {"main_cause": "01", "other_causes": ("02", "09")}


# ---------------------------------------------------------------- households


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


# ---------------------------------------------------------------- identity


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


# ---------------------------------------------------------------- files


def test_the_sheet_with_the_list_is_chosen_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    from openpyxl import Workbook

    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["说明"])
    book.create_sheet("简表").append(["户主", "人口"])
    wide = book.create_sheet("花名册")
    wide.append(["姓名", "关系", "性别"])
    wide.append(["赵甲", "户主", "男"])
    book.save(path)
    roster = read(path)
    assert (roster.sheet, len(roster.households)) == ("花名册", 1)
    assert [p.facts for p in roster.problems if p.code == "other_sheet"] == [{"sheet": "简表"}]


def test_the_old_workbook_format_is_read_with_its_merged_cells() -> None:
    roster = read(FILES / "old_format.xls")
    assert [len(h.members) for h in roster.households] == [2, 1]
    assert codes(roster, "E") == [(5, "V-ID6")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "spreadsheet_empty"),
        ("blank.csv", b"\r\n\r\n", "spreadsheet_empty"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "not_a_spreadsheet"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not_a_spreadsheet"),
        ("cut.xlsx", b"PK\x03\x04" + b"0" * 50, "not_a_spreadsheet"),
        ("cut.xls", b"\xd0\xcf\x11\xe0" + b"0" * 50, "not_a_spreadsheet"),
        ("text.csv", b"hello\nworld\n", "no_heading_row"),
    ],
)
def test_other_files_are_refused_by_name(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read(path)
    assert (caught.value.code, caught.value.facts["file"]) == (code, name)


def test_a_locked_workbook_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as locked:
        read(FILES / "locked.xlsx")
    with pytest.raises(Refused) as missing:
        read(tmp_path / "none.xlsx")
    assert (locked.value.code, missing.value.code) == ("spreadsheet_encrypted", "file_missing")
