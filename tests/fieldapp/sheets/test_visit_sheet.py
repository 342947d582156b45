"""The printed visit sheet, read back by another program."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf

from fieldapp.sheets.typefaces import BOLD, REGULAR, typefaces
from fieldapp.sheets.values import Finding, MeasureLine, VisitSheet
from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.samples import FOOTER, SHEET, UID, pdf, village


def _pages(data: bytes) -> list[str]:
    """The text of each page without white space."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def _holds(text: str, *parts: str) -> bool:
    missing = [part for part in parts if "".join(part.split()) not in text]
    assert not missing
    return True


def test_the_chinese_sheet_says_what_was_recorded() -> None:
    (text,) = _pages(pdf([SHEET]))
    assert _holds(text, "入户走访记录表", "兴山县", "郑家村", "3 组", "户号 0163", "第 12 次走访")
    assert _holds(
        text, "贺长青", "红卡", "3 人", "郑家村三组 12 号（海拔 1,120 米）", "138****1234"
    )
    assert _holds(text, "2,240 元（2016）", "2016年11月23日 09:30 至 10:25", "王芳、陈刚")
    assert _holds(text, "□ 已办 ■ 未办 蜂箱 10 只（农业局，2016年11月15日前）")
    assert _holds(text, "■ 已办 □ 未办 联系养蜂培训", "■ 无学生", "饮水：枯水期要到三百米外")
    assert _holds(text, SHEET.appeal, SHEET.answer, "养殖土蜂 10 箱 王芳 2017年5月31日")
    assert _holds(text, "枯水期吃水难", "报镇水利站", "■ 不变", "2016年12月10日")
    assert _holds(text, "走访人签字：", "陪同村干部签字：")
    assert _holds(text, "打印 2016年11月23日 10:31", "第 1 份", "身份证号已隐去", "第 1 页 共 1 页")


def test_who_came_along_stands_beside_the_visitors() -> None:
    (text,) = _pages(pdf([replace(SHEET, companions="龚组长")]))
    assert _holds(text, "王芳、陈刚", "陪同：龚组长")
    (text,) = _pages(pdf([SHEET]))
    assert "陪同：" not in text


def test_the_english_sheet_says_it_in_english() -> None:
    (text,) = _pages(pdf([SHEET], language="en"))
    assert _holds(text, "Household Visit Record", "Household 0163", "visit no. 12", "贺长青")
    assert _holds(text, "2016-11-23 09:30 to 10:25", "2,240 yuan (2016)", "altitude 1,120 m")
    assert _holds(text, "■ not kept", "by 2016-11-15", "2017-05-31", "page 1 of 1")


def test_the_blank_sheet_keeps_what_is_known_and_asks_the_rest() -> None:
    (text,) = _pages(pdf([SHEET], printer=blank_sheets))
    assert _holds(text, "贺长青", "红卡", "养殖土蜂", "蜂箱 10 只", "□ 好 □ 有问题 □ 无学生")
    assert "三百米外" not in text
    assert SHEET.appeal not in text
    assert "09:30" not in text


def test_an_empty_visit_prints_as_room_to_write() -> None:
    for language in ("zh_CN", "en"):
        (text,) = _pages(pdf([VisitSheet(UID, "0163")], language=language))
        assert "0163" in text
        assert "None" not in text
        assert "■" not in text


def test_a_finding_left_open_ticks_nothing_and_inapplicable_says_so() -> None:
    open_one = replace(SHEET, findings=(Finding("water"),), promises=(), card_unchanged=None)
    (text,) = _pages(pdf([open_one]))
    assert "■" not in text
    (text,) = _pages(pdf([replace(SHEET, findings=(Finding("housing", not_applicable=True),))]))
    assert "■不涉及" in text


def test_nobody_at_home_is_told_with_its_reason() -> None:
    absent = replace(SHEET, people_met=(), nobody_home_reason="外出务工")
    (text,) = _pages(pdf([absent]))
    assert "未见到人：外出务工" in text


def test_a_new_card_is_named_in_words_with_its_reason() -> None:
    changed = replace(SHEET, card_unchanged=False, new_card="YELLOW", card_reason="收入稳定")
    (text,) = _pages(pdf([changed]))
    assert _holds(text, "□ 不变 ■ 改为：黄卡 理由：收入稳定")


def test_a_draft_is_marked_on_every_page() -> None:
    long = replace(SHEET, draft=True, situation=("白芍三亩长势好。" * 300,))
    pages = _pages(pdf([long]))
    assert len(pages) > 1
    assert all(page.count("草稿") == 2 for page in pages)
    assert "草稿" not in _pages(pdf([SHEET]))[0]


def test_long_text_flows_on_with_the_header_repeated_and_nothing_lost() -> None:
    sentences = "".join(f"第{number}句，白芍长势好。" for number in range(200))
    pages = _pages(pdf([replace(SHEET, situation=(sentences,))]))
    assert len(pages) >= 2
    for number, page in enumerate(pages, start=1):
        assert _holds(page, "入户走访记录表", "户号 0163", "贺长青")
        assert f"第{number}页共{len(pages)}页" in page
    found = re.findall(r"第(\d+)句", "".join(pages))
    assert [int(number) for number in found] == list(range(200))


def test_a_long_table_repeats_its_header_and_keeps_every_row() -> None:
    many = tuple(MeasureLine(f"措施甲{number}乙") for number in range(70))
    pages = _pages(pdf([replace(SHEET, measures=many)]))
    with_rows = [page for page in pages if "措施甲" in page]
    assert len(with_rows) >= 3
    assert all("户主签字负责" in page or "数量负责期限" in page for page in with_rows)
    assert all("".join(pages).count(f"措施甲{number}乙") == 1 for number in range(70))


def test_whoever_signs_sees_the_opinion_on_the_same_page() -> None:
    for lines in range(8, 40):
        long = replace(SHEET, situation=("\n".join(["白芍长势好。"] * lines),))
        last = _pages(pdf([long]))[-1]
        assert _holds(last, "卡别意见", "走访人签字：")


def test_a_name_of_thirty_words_is_printed_whole() -> None:
    name = " ".join(["Alexandrina"] * 30)
    text = "".join(_pages(pdf([replace(SHEET, head_name=name)])))
    assert text.count("Alexandrina") >= 30


def test_rare_characters_and_the_middle_dot_are_printed_and_copied_out() -> None:
    text = "".join(_pages(pdf([replace(SHEET, head_name="阿依·买买提㛃䶮")])))
    assert "阿依·买买提㛃䶮" in text


def test_a_character_no_font_has_is_printed_as_its_code_and_reported() -> None:
    out = io.BytesIO()
    printed = visit_sheets([replace(SHEET, head_name="𠮷田")], out, language="zh_CN", footer=FOOTER)
    assert printed.missing == ("𠮷",)
    assert "U+20BB7田" in _pages(out.getvalue())[0]


def test_a_character_beyond_the_basic_plane_is_copied_out_as_itself() -> None:
    faces = typefaces()
    character = chr(max(code for code in faces._widths(REGULAR) if code > 0xFFFF))
    assert character in _pages(pdf([replace(SHEET, head_name=character)]))[0]


def test_a_character_only_the_other_weight_has_comes_from_there() -> None:
    faces = typefaces()
    code = next(iter(faces._widths(REGULAR).keys() - faces._widths(BOLD).keys()))
    assert [run.font for run in faces.runs(f"贺{chr(code)}青", BOLD)] == [BOLD, REGULAR, BOLD]


def test_control_characters_leave_no_trace() -> None:
    (text,) = _pages(pdf([replace(SHEET, head_name="贺\u200b长\x07青")]))
    assert "贺长青" in text


def test_every_font_is_embedded() -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf([SHEET])))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_file_names_title_author_language_and_time() -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf([SHEET])))
    assert reader.metadata.title == "入户走访记录表"
    assert reader.metadata.author == "王芳"
    assert reader.metadata["/CreationDate"] == "D:20161123103100+08'00'"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_every_household_has_a_bookmark_on_its_first_page() -> None:
    long = replace(SHEET, situation=("白芍三亩长势好。" * 300,))
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf([SHEET, long, SHEET])))
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert [title for title, _ in marks] == ["0163 贺长青"] * 3
    assert [page for _, page in marks] == [0, 1, len(reader.pages) - 1]


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert pdf(village(5)) == pdf(village(5))


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib\nfrom tests.fieldapp.sheets.samples import pdf, village\n"
        "print(hashlib.sha256(pdf(village(3))).hexdigest())"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1


def test_pages_and_progress_are_counted() -> None:
    heard: list[int] = []
    out = io.BytesIO()
    printed = visit_sheets(village(7), out, language="zh_CN", footer=FOOTER, progress=heard.append)
    assert printed.pages == 7 == len(pypdf.PdfReader(out).pages)
    assert heard == [1, 2, 3, 4, 5, 6, 7]


def test_without_a_sheet_nothing_is_written() -> None:
    out = io.BytesIO()
    assert visit_sheets([], out, language="en", footer=FOOTER).documents == 0
    assert out.getvalue().count(b"/Page") == 0
