"""The printed sheets look and read as they did when they were last approved."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image

from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.samples import SHEET, Printer, pdf
from tests.golden.comparing import Golden

DOTS_PER_INCH = 96
SHEETS = {"visit-sheet": visit_sheets, "blank-sheet": blank_sheets}


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_is_the_approved_one(golden: Golden, spoken: str, kind: str) -> None:
    printer: Printer = SHEETS[kind]
    document = pypdfium2.PdfDocument(pdf([SHEET], printer=printer, language=spoken))
    for number, page in enumerate(document, start=1):
        name = f"{kind}-{spoken}-{number}"
        golden.text(name, page.get_textpage().get_text_range())
        picture: Image.Image = page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
        golden.picture(name, picture)
    document.close()
