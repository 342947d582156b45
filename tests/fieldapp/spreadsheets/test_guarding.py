"""What we write is never run as a formula, whatever people have typed."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fieldapp.spreadsheets.guarding import guarded, unguarded
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember
from fieldapp.spreadsheets.writing import write_roster
from tests.fieldapp.spreadsheets import made_sheets as made

RISKY = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "'=1", "''+1")
NUMBERS = ("999900196001010037", "13800000000", "0717", "99990019600101003X")


def risky_household() -> RosterHousehold:
    people = tuple(
        RosterMember(0, {"name": text, "id_number": number, "note": text})
        for text, number in zip(RISKY, (*NUMBERS, *NUMBERS, "1"), strict=True)
    )
    return RosterHousehold(0, "=村", "@组", "+户主", fields={"note": "-1"}, members=people)


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_roster(path, [risky_household()])
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = [ET.fromstring(archive.read(name)) for name in names]  # noqa: S314  our own file
    cells = [cell for sheet in sheets for cell in sheet.findall(".//{*}c")]
    assert len(cells) > 50
    assert [cell for cell in cells if cell.find("{*}f") is not None] == []
    for cell in cells:
        text = "".join(cell.itertext())
        if text[:1] in "=+-@\t\r" or (text.isdecimal() and len(text) > 6):
            assert cell.get("t") in ("s", "inlineStr")


def test_a_text_file_holds_no_cell_that_a_program_would_run(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_roster(path, [risky_household()])
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert made.read(path).households[0].members[0].fields["id_number"] == NUMBERS[0]


@pytest.mark.parametrize("text", [*RISKY, *NUMBERS, "", "张三", "'", "'张三", "0.5", "12"])
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple("=+-@\t\r"))


@pytest.mark.parametrize("text", ["张三", "0.5", "12", "'张三", "2016-03-01", "是"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text
