"""An office's own workbook: filled, and otherwise as it was."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.foundation.errors import Refused
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember
from fieldapp.spreadsheets.template import Filled, fill_template
from tests.fieldapp.spreadsheets import made_sheets as made

THIN = Side(style="thin")


def household(number: int, *people: str) -> RosterHousehold:
    members = tuple(
        RosterMember(
            0,
            {
                "name": name, "relation": "02" if place else "01",
                "id_number": made.id_number(dt.date(1960, 1, 1 + number), number, male=not place),
                "birth_date": dt.date(1960, 1, 1 + number),
            },
        )
        for place, name in enumerate(people)
    )  # fmt: skip
    return RosterHousehold(
        0, "示例村", "一组", people[0], None, 2016, "RED",
        {"local_no": f"{number:04}", "declared_size": len(people), "note": "=1+1"},
        {"farmland": Decimal("2.90"), "declared_net": Decimal("12345.00")},
        members=members,
    )  # fmt: skip


HOMES = [household(number, f"{surname}甲", f"{surname}乙") for number, surname in
         enumerate("赵钱孙李周吴", 1)]  # fmt: skip


def office_template(path: Path, blank_rows: int = 2) -> Path:
    """A title over all columns, a styled row, formulas in rows and below, and a signature."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(["示例乡农户台账（2016年）"])
    sheet.merge_cells("A1:I1")
    sheet["A1"].font = Font(bold=True, size=18)
    sheet.append(["序号", "户主姓名", "身份证号码", "出生日期", "年龄", "人口", "纯收入(万元)",
                  "人均(元)", "备注"])  # fmt: skip
    sheet.column_dimensions["C"].width = 27.5
    for _ in range(blank_rows):
        sheet.append([])
    first, last = 3, 2 + blank_rows
    for row in range(first, last + 1):
        sheet.row_dimensions[row].height = 31
        for column in range(1, 10):
            cell = sheet.cell(row, column)
            cell.border = Border(THIN, THIN, THIN, THIN)
            cell.font = Font(name="仿宋", size=12)
            cell.alignment = Alignment(horizontal="center")
    sheet.cell(first, 4).number_format = "yyyy/m/d"
    sheet.cell(first, 7).number_format = "0.00"
    sheet.cell(first, 8, f"=ROUND(G{first}*10000/F{first},2)")
    sheet.append(["合计", None, None, None, None, f"=SUM(F{first}:F{last})"])
    sheet.cell(last + 1, 6).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.merge_cells(f"A{last + 1}:B{last + 1}")
    sheet.append([f"制表人：          户均：=F{last + 1}", None, None, f"=F{last + 1}/2"])
    sheet.row_dimensions[last + 2].height = 44
    book.create_sheet("说明")["A1"] = "填表说明"
    book.save(path)
    return path


def filled(tmp_path: Path, homes: list[RosterHousehold], rows: int = 2) -> tuple[Filled, Worksheet]:
    target = tmp_path / "filled.xlsx"
    template = office_template(tmp_path / "template.xlsx", rows)
    done = fill_template(template, target, homes, {}, today=made.TODAY)
    return done, load_workbook(target)["台账"]


def test_every_household_stands_under_the_offices_headings(tmp_path: Path) -> None:
    done, sheet = filled(tmp_path, HOMES)
    assert done.rows == 6
    assert done.columns["纯收入(万元)"] == "household_year.declared_net"
    assert done.left == ("人均(元)",)
    rows = list(sheet.iter_rows(min_row=3, max_row=8, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0][1:7] == (
        "赵甲", made.id_number(dt.date(1960, 1, 2), 1, male=True),
        dt.datetime.fromisoformat("1960-01-02"), 56, 2, 1.2345,
    )  # fmt: skip


def test_the_look_of_the_template_stays(tmp_path: Path) -> None:
    _done, sheet = filled(tmp_path, HOMES)
    assert "A1:I1" in {str(block) for block in sheet.merged_cells.ranges}
    assert sheet["A1"].font.sz == 18
    assert sheet.column_dimensions["C"].width == 27.5
    for row in range(3, 9):
        assert sheet.row_dimensions[row].height == 31
        assert sheet.cell(row, 2).font.name == "仿宋"
        assert sheet.cell(row, 9).border.left.style == "thin"
        assert sheet.cell(row, 4).number_format == "yyyy/m/d"
    assert load_workbook(tmp_path / "filled.xlsx")["说明"]["A1"].value == "填表说明"


def test_formulas_go_with_their_rows_and_totals_count_all_of_them(tmp_path: Path) -> None:
    _done, sheet = filled(tmp_path, HOMES)
    assert sheet["H8"].value == "=ROUND(G8*10000/F8,2)"
    assert sheet["A9"].value == "合计"
    assert sheet["F9"].value == "=SUM(F3:F8)"
    assert sheet["F9"].fill.fgColor.rgb == "00FFFF00"
    assert "A9:B9" in {str(block) for block in sheet.merged_cells.ranges}
    assert sheet["D10"].value == "=F9/2"
    assert sheet.row_dimensions[10].height == 44


def test_fewer_households_than_rows_leave_the_rest_empty(tmp_path: Path) -> None:
    _done, sheet = filled(tmp_path, HOMES[:1], rows=4)
    assert sheet["B3"].value == "赵甲"
    assert [sheet.cell(row, 2).value for row in range(4, 7)] == [None, None, None]
    assert sheet["H4"].value is None
    assert sheet["F7"].value == "=SUM(F3:F6)"


def test_text_in_a_template_is_never_a_formula(tmp_path: Path) -> None:
    _done, sheet = filled(tmp_path, HOMES)
    assert sheet["I3"].value == "=1+1"
    assert sheet["I3"].data_type == "s"
    assert sheet["C3"].number_format == "@"


def test_a_template_with_relations_gets_a_row_for_each_person(tmp_path: Path) -> None:
    template = made.workbook(tmp_path / "t.xlsx", [("户主", "姓名", "与户主关系", "民族?")])
    target = tmp_path / "o.xlsx"
    done = fill_template(template, target, HOMES, {"民族?": "member.ethnic"}, today=made.TODAY)
    sheet = load_workbook(target).active
    assert sheet is not None
    assert done.rows == 12
    assert [cell.value for cell in sheet[3]][:3] == ["赵甲", "赵乙", "配偶"]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04nothing", "户主,姓名".encode()):
        path = tmp_path / "t.xlsx"
        path.write_bytes(content)
        with pytest.raises(Refused) as caught:
            fill_template(path, tmp_path / "o.xlsx", HOMES, {}, today=made.TODAY)
        assert caught.value.code == "not_a_template"
    assert not (tmp_path / "o.xlsx").exists()
