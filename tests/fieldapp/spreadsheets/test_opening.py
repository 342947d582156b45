from __future__ import annotations

import errno
from pathlib import Path

import pytest
from openpyxl import Workbook

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.spreadsheets import opening
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.fieldapp.spreadsheets.made_sheets import codes, read

FILES = Path(__file__).parent / "files"


def test_the_sheet_with_the_list_is_chosen_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
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


@pytest.mark.parametrize("kept", [600, 900, 1500, 3000, 5000])
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes((FILES / "old_format.xls").read_bytes()[:kept])
    with pytest.raises(Refused) as caught:
        read(path)
    assert caught.value.code == "not_a_spreadsheet"


def test_a_locked_workbook_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as locked:
        read(FILES / "locked.xlsx")
    with pytest.raises(Refused) as missing:
        read(tmp_path / "none.xlsx")
    assert (locked.value.code, missing.value.code) == ("spreadsheet_encrypted", "file_missing")


def test_a_workbook_with_the_name_of_another_kind_is_opened(tmp_path: Path) -> None:
    path = made.workbook(tmp_path / "list.xlsx", [("户主", "人口"), ("赵甲", 2)])
    for name in ("list.xls", "list.csv", "list"):
        (tmp_path / name).write_bytes(path.read_bytes())
        assert len(made.read(tmp_path / name).households) == 1


def test_a_disk_that_gives_a_workbook_no_more_is_told_from_a_file_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made.national_export(tmp_path / "roster.xlsx", households=2)

    class Broken:
        @staticmethod
        def from_path(_path: str) -> None:
            raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(opening, "CalamineWorkbook", Broken)
    with pytest.raises(WorldFailed, match="file_unreadable"):
        read(file)


def test_a_quotation_mark_that_stays_open_swallows_no_rows(tmp_path: Path) -> None:
    lines = ["姓名,关系", "赵甲,户主", '"钱乙,妻', "孙丙,户主"]
    with pytest.raises(Refused) as refused:
        read(made.text_file(tmp_path / "q.csv", lines, "utf-8"))
    assert (refused.value.code, dict(refused.value.facts)) == (
        "quotes_open", {"file": "q.csv", "line": 3},
    )  # fmt: skip


def test_cells_may_be_parted_by_bars(tmp_path: Path) -> None:
    roster = read(made.text_file(tmp_path / "b.csv", ["姓名|关系", "赵甲|户主"], "utf-8"))
    assert [m.name for h in roster.households for m in h.members] == ["赵甲"]
