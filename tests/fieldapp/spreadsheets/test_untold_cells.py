from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from fieldapp.foundation.errors import Refused
from fieldapp.spreadsheets.untold_cells import untold_cells
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, read


def test_a_formula_that_was_never_worked_out_is_told(tmp_path: Path) -> None:
    path = made.workbook(tmp_path / "f.xlsx", [["姓名", "关系"], ['="赵"&"甲"', "户主"]])
    assert unworked(path)
    assert (0, "formulas_unworked") in codes(read(path), "W")


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A2"><f>1+1</f><v>2</v></c>',
        b'<c r="A2"><f t="shared" si="0"/><v>2</v></c>',
        b'<c r="A2" t="str"><f>IF(B2="","",B2)</f><v></v></c>',
        b'<c r="A2"><v>2</v></c>',
    ],
)
def test_a_formula_with_its_result_is_nothing_to_tell(tmp_path: Path, cell: bytes) -> None:
    assert not unworked(_sheet(tmp_path, cell))


@pytest.mark.parametrize("at", [0, 1024 * 1024 - 20, 2 * 1024 * 1024 - 3])
def test_a_formula_is_found_wherever_it_stands(tmp_path: Path, at: int) -> None:
    assert unworked(_sheet(tmp_path, b" " * at + b'<c r="A2"><f>1+1</f></c>'))


def test_a_text_file_has_no_formulas(tmp_path: Path) -> None:
    assert not unworked(made.text_file(tmp_path / "t.csv", ["姓名,关系"], "utf-8"))


def test_errors_of_a_workbook_are_told_row_by_row_and_leave_their_fields_alone(
    tmp_path: Path,
) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover["B3"] = "#NUM!"
    sheet = book.create_sheet("甲&乙 <册>")
    for row in [
        (None, "户主", "人口", "耕地", "备注"),
        (None, "赵甲", 3, "#N/A", "#REF!"),
        (None, "钱乙", "#VALUE!", 2.5, None),
    ]:
        sheet.append(row)
    book.save(tmp_path / "e.xlsx")
    roster = read(tmp_path / "e.xlsx")
    told = [(p.row, p.column, p.facts) for p in roster.problems if p.code == "cell_error"]
    assert told == [
        (2, "耕地", {"error": "#N/A"}), (2, "备注", {"error": "#REF!"}),
        (3, "人口", {"error": "#VALUE!"}),
    ]  # fmt: skip
    first, second = roster.households
    assert (first.fields, first.year_fields) == ({"declared_size": 3}, {})
    assert (second.fields, second.size) == ({}, None)
    assert str(second.year_fields["farmland"]) == "2.50"


@pytest.mark.parametrize("at", [0, 1024 * 1024 - 20, 2 * 1024 * 1024 - 3])
def test_an_error_is_found_wherever_it_stands(tmp_path: Path, at: int) -> None:
    cell = b'<c r="AB12" s="1" t="e"><f>VLOOKUP(A2,B:C,2,0)</f><v>#N/A</v></c>'
    found = untold_cells(_sheet(tmp_path, b" " * at + cell))
    assert [*found.errors.values()] == [{11: {27: "#N/A"}}]
    assert not found.unworked


def test_a_workbook_with_a_damaged_part_is_refused(tmp_path: Path) -> None:
    path = _sheet(tmp_path, b"<c>" * 1000)
    content = path.read_bytes()
    at = content.index(b"sheet1.xml") + len(b"sheet1.xml")
    path.write_bytes(content[:at] + b"\xff" * 8 + content[at + 8 :])
    with pytest.raises(Refused) as refused:
        untold_cells(path)
    assert refused.value.code == "not_a_spreadsheet"


def unworked(path: Path) -> bool:
    return untold_cells(path).unworked


def _sheet(folder: Path, content: bytes) -> Path:
    path = folder / "s.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
    return path
