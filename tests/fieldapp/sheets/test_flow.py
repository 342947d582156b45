"""Pieces on pages: a heading never stands alone at the foot of one."""

from __future__ import annotations

import pytest

from fieldapp.sheets.bars import Bar, Bars
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.flow import Flow
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.tables import LaidRow
from fieldapp.sheets.typefaces import typefaces
from tests.fieldapp.sheets.headings import headings_alone, pen


@pytest.mark.parametrize("lines", [1, 2, 5])
@pytest.mark.parametrize("used", range(20, 370, 7))
def test_a_heading_stays_with_a_row_of_its_table(lines: int, used: int) -> None:
    flow = Flow(typefaces(), 400)
    for _place in range(used // 20):
        flow.prose(Prose("字"), 300)
    before = len(flow.pages[-1])
    table = listing(
        Columns((1, 1), ("甲", "乙"), "mm"), [("1", "2")] * lines, caption="标题", width=300
    )
    flow.table(table, after=120)
    first = next(
        page for number, page in enumerate(flow.pages) if len(page) > (before if number == 0 else 0)
    )
    placed = first[before if first is flow.pages[0] else 0 :]
    rows = [one for one in placed if isinstance(one.piece, LaidRow)]
    assert len(rows) >= 2


@pytest.mark.parametrize("used", range(8))
def test_no_page_is_opened_for_rows_to_write_on_while_one_has_room(used: int) -> None:
    flow = Flow(typefaces(), 400)
    for _place in range(used):
        flow.prose(Prose("字"), 300)
    table = listing(
        Columns((1, 1), ("甲", "乙"), "mm"), [("1", "2")] + [("", "")] * 8, width=300, room=40
    )
    flow.table(table, after=60)
    (page,) = flow.pages
    rows = [one.piece for one in page if isinstance(one.piece, LaidRow)]
    assert rows[-1].row.cells[0].text == "", "at least one is left to write on"
    assert flow.left >= 60
    assert flow.left < 60 + 40 or len(rows) == 10, "as many as fit"


def test_one_of_something_is_said_in_the_singular() -> None:
    assert FormWords("en").number(1, "households") == "1 household"
    assert FormWords("en").number(2, "households") == "2 households"
    assert FormWords("zh_CN").number(1, "户") == "1 户"


@pytest.mark.parametrize("used", range(36, 56))
def test_a_bold_line_is_a_heading_and_stays_with_what_follows(used: int) -> None:
    text = Prose("\n".join("字" * used))
    table = listing(Columns((1, 1), ("甲", "乙"), "mm"), [("1", "2")] * 9, caption="标题")
    following: tuple[Block, ...] = (table, Prose("正文"), Bars("图", [Bar("甲", 1, "1 户")], 400))
    for block in following:
        heading = Prose("第一章", strong=True)
        sheet = FlowSheet(Heading("表"), "表", (text, heading, block))
        assert headings_alone(pages := sheet.pages(pen())) == []
        assert len(pages) <= 2
