"""Workbooks leave nothing readable in temporary files while they are made."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet import _writer

from fieldapp.spreadsheets.in_memory import new_workbook, save


@pytest.fixture(autouse=True)
def _no_room_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a temporary file")

    for holder in (tempfile, _writer):
        monkeypatch.setattr(holder, "NamedTemporaryFile", refuse)


def test_a_workbook_written_row_by_row_is_made_in_memory(tmp_path: Path) -> None:
    workbook = new_workbook()
    for name in ("花名册", "走访"):
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in range(5000):
            sheet.append([row, "张三", "x" * 100])
    save(workbook, tmp_path / "made.xlsx")
    read = load_workbook(tmp_path / "made.xlsx", read_only=True)
    assert read.sheetnames == ["花名册", "走访"]
    assert list(read["走访"].values)[-1] == (4999, "张三", "x" * 100)
    read.close()


def test_an_offices_own_workbook_is_too(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("户").cell(2, 2).value = "李四"
    save(workbook, tmp_path / "made.xlsx")
    assert load_workbook(tmp_path / "made.xlsx")["户"]["B2"].value == "李四"
