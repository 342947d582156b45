from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, listed, read


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
