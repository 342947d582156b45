"""The shipped examples of the county's forms look and read as they did when last approved."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from fieldapp.services.county_forms import example_text
from fieldapp.sheets.document import Job, Single, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.pack.changes import KeptTemplate, Pack
from fieldapp.sheets.pack.checking import check_template
from fieldapp.sheets.pack.names import FormPaper
from fieldapp.sheets.pack.own_sheet import own_sheet
from tests.fieldapp.sheets.household_samples import EMPTY, EXTREME
from tests.fieldapp.sheets.samples import FOOTER
from tests.golden.comparing import Golden

PAPERS = {"extreme": EXTREME, "empty": EMPTY}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["measures-notice", "plan-change"])
def test_an_example_is_the_approved_one(golden: Golden, spoken: str, name: str, paper: str) -> None:
    home, words = PAPERS[paper], FormWords(spoken)
    kept = KeptTemplate(check_template(example_text(name)).template)
    if name == "plan-change":
        sheet = Pack({"plan": kept}).of_household("plan", home, words)
    else:
        sheet = own_sheet(kept, FormPaper(home.today, home.village, home), words)
    out = io.BytesIO()
    write_documents([Single(sheet)], out, Job(spoken, FOOTER, name))
    document = pypdfium2.PdfDocument(out.getvalue())
    golden.text(f"form-{name}-{paper}-{spoken}", document[0].get_textpage().get_text_range())
    picture = document[0].render(scale=1, grayscale=True).to_pil()
    golden.picture(f"form-{name}-{paper}-{spoken}", picture)
    document.close()
