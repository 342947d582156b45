from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused, sentence
from fieldapp.spreadsheets.encodings import decoded
from tests.fieldapp.spreadsheets import made_sheets as made

TRADITIONAL = ["戶主,人口,組,卡別,致貧原因", "趙甲,3,一組,紅卡,因病", "錢乙,2,二組,黃卡,缺技術"]


def test_a_list_in_big5_is_refused_by_the_name_of_its_encoding(tmp_path: Path) -> None:
    path = made.text_file(tmp_path / "t.csv", TRADITIONAL, "big5")
    with pytest.raises(Refused) as refused:
        made.read(path)
    assert refused.value.code == "encoding_foreign"
    assert refused.value.facts == {"file": "t.csv", "encoding": "Big5"}
    assert sentence(refused.value, "zh_CN")[0].startswith("t.csv像是Big5编码的文本文件")


def test_a_list_without_known_headings_in_a_usual_encoding_is_not_called_foreign(
    tmp_path: Path,
) -> None:
    lines = ["今天开会的记录,内容", "村里的路修好了,大家都很高兴", "明年再种一些果树,先看地"]
    for encoding in ("gb18030", "utf-8"):
        with pytest.raises(Refused) as refused:
            made.read(made.text_file(tmp_path / "t.csv", lines, encoding))
        assert refused.value.code == "no_heading_row"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_character_are_read_without_a_mark(encoding: str) -> None:
    text = "户主,人口\r\n赵甲,3\r\n"
    assert decoded(text.encode(encoding), "t.csv") == text


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"])
def test_what_is_no_text_is_no_spreadsheet(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        decoded(content, "photo.csv")
    assert refused.value.code == "not_a_spreadsheet"
