"""A workbook of plain lists: texts stay texts, numbers numbers, nothing is a formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldapp.foundation.errors import WorldFailed
from fieldapp.spreadsheets.plain_list import ListSheet, write_lists

COLUMNS = (("姓名", 12), ("户数", 8))


def test_texts_stay_texts_and_numbers_numbers(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows = (("=1+1", 5), ("999900196001010010", None), ("", 0))
    assert write_lists(path, [ListSheet("一", COLUMNS, rows), ListSheet("二", COLUMNS, ())]) == 3
    book = load_workbook(path)
    sheet = book["一"]
    assert list(sheet.values) == [
        ("姓名", "户数"), ("=1+1", 5), ("999900196001010010", None), (None, 0),
    ]  # fmt: skip
    assert sheet["A2"].data_type == "s"
    assert sheet.freeze_panes == "A2"
    assert list(book["二"].values) == [("姓名", "户数")]


def test_characters_that_a_workbook_cannot_hold_do_not_break_it(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_lists(path, [ListSheet("一", COLUMNS, [("张\x01三", 1)])])
    assert load_workbook(path)["一"]["A2"].value


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldFailed, match="not_writable"):
        write_lists(tmp_path / "missing" / "list.xlsx", [ListSheet("一", COLUMNS, ())])
