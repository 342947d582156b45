from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fieldapp.spreadsheets.formulas import has_unworked_formulas
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, read


def test_a_formula_that_was_never_worked_out_is_told(tmp_path: Path) -> None:
    path = made.workbook(tmp_path / "f.xlsx", [["姓名", "关系"], ['="赵"&"甲"', "户主"]])
    assert has_unworked_formulas(path)
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
    assert not has_unworked_formulas(_sheet(tmp_path, cell))


@pytest.mark.parametrize("at", [0, 1024 * 1024 - 20, 2 * 1024 * 1024 - 3])
def test_a_formula_is_found_wherever_it_stands(tmp_path: Path, at: int) -> None:
    assert has_unworked_formulas(_sheet(tmp_path, b" " * at + b'<c r="A2"><f>1+1</f></c>'))


def test_a_text_file_has_no_formulas(tmp_path: Path) -> None:
    assert not has_unworked_formulas(made.text_file(tmp_path / "t.csv", ["姓名,关系"], "utf-8"))


def _sheet(folder: Path, content: bytes) -> Path:
    path = folder / "s.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
    return path
