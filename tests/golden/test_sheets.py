"""The printed sheets look and read as they did when they were last approved."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from fieldapp.sheets.collection_form import collection_form
from fieldapp.sheets.document import Job, Single, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.income_card import income_card
from fieldapp.sheets.measures_card import measures_card
from fieldapp.sheets.plan_sheet import plan_sheet
from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.household_samples import EXTREME
from tests.fieldapp.sheets.samples import FOOTER, SHEET, Printer, pdf
from tests.golden.comparing import Golden

DOTS_PER_INCH = 96
SHEETS = {"visit-sheet": visit_sheets, "blank-sheet": blank_sheets}

PARTS = {
    "plan": plan_sheet, "collection-form": collection_form, "income-card": income_card,
    "measures-card": measures_card,
}  # fmt: skip


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


@pytest.mark.parametrize("kind", PARTS)
def test_the_first_page_of_too_much_is_the_approved_one(
    golden: Golden, spoken: str, kind: str
) -> None:
    out = io.BytesIO()
    sheet = PARTS[kind](EXTREME, FormWords(spoken))
    write_documents([Single(sheet)], out, Job(spoken, FOOTER, kind))
    document = pypdfium2.PdfDocument(out.getvalue())
    name = f"extreme-{kind}-{spoken}"
    golden.text(name, document[0].get_textpage().get_text_range())
    golden.picture(name, document[0].render(scale=1, grayscale=True).to_pil())
    document.close()
