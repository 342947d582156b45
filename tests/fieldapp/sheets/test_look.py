"""What a camera or a reader's eye meets on the rendered page."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pypdfium2
import pytest

from fieldapp.sheets import paper_code
from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.samples import FOOTER, SHEET, UID, pdf, village


def test_the_square_code_is_read_by_a_scanner() -> None:
    zxing = pytest.importorskip("zxingcpp")
    read = set()
    for printer in (visit_sheets, blank_sheets):
        page = pypdfium2.PdfDocument(pdf([SHEET], printer=printer))[0]
        (found,) = zxing.read_barcodes(page.render(scale=150 / 72, grayscale=True).to_pil())
        read.add(paper_code.decode(found.text))
    assert read == {paper_code.PaperCode("visit", UID), paper_code.PaperCode("blank", UID)}


def test_the_margins_are_twenty_millimetres_but_for_the_foot() -> None:
    page = pypdfium2.PdfDocument(pdf([SHEET], printer=blank_sheets))[0]
    picture = page.render(scale=1, grayscale=True).to_pil()
    width, height = picture.size
    dark = picture.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark is not None
    left, top, right, bottom = dark
    assert min(left, top, width - right) >= 55
    assert height - bottom >= 20


def test_memory_does_not_grow_with_the_number_of_sheets(tmp_path: Path) -> None:
    peaks = []
    for count in (20, 120):
        tracemalloc.start()
        with (tmp_path / "sheets.pdf").open("wb") as out:
            visit_sheets(village(count), out, language="zh_CN", footer=FOOTER)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_500_000
