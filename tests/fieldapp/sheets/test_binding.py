"""Copies carry their number; a booklet's leaves can be folded and read in order."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any, cast

import pypdf
import pytest

from fieldapp.sheets.binding import Binding, DrawnPage, folded
from fieldapp.sheets.document import Job, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_file import HouseholdFile
from fieldapp.sheets.paper import UPRIGHT
from tests.fieldapp.sheets.household_samples import EXTREME
from tests.fieldapp.sheets.samples import FOOTER


def file(binding: Binding = "sheets", copies: int = 1) -> pypdf.PdfReader:
    out = io.BytesIO()
    job = Job("en", FOOTER, "file", copies=copies, binding=binding)
    write_documents([HouseholdFile(EXTREME, FormWords("en"))], out, job)
    return pypdf.PdfReader(out)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8, 9, 16])
def test_folded_leaves_are_read_in_order(count: int) -> None:
    pages = [DrawnPage(UPRIGHT, lambda: None) for _ in range(count)]
    sides = folded(pages)
    assert len(sides) % 2 == 0
    leaves = list(zip(sides[::2], sides[1::2], strict=True))
    # leaf by leaf from outside: the front's right page, then the back's left one ...
    read = [page for front, back in leaves for page in (front[1], back[0])]
    # ... then from the middle outwards: the back's right page, then the front's left one
    read += [page for front, back in reversed(leaves) for page in (back[1], front[0])]
    assert [page for page in read if page is not None] == pages
    assert read[: len(pages)] == pages


@pytest.mark.parametrize(("binding", "width"), [("booklet-a4", 842), ("booklet-a3", 1191)])
def test_a_booklet_holds_every_page_of_the_file(binding: Binding, width: int) -> None:
    single, booklet = file(), file(binding)
    assert {round(page.mediabox.width) for page in booklet.pages} == {width}
    assert len(booklet.pages) == -(-len(single.pages) // 4) * 2
    assert letters(booklet) == letters(single)
    names = [cast("Any", one).title for one in flat(booklet.outline)]
    assert names == [cast("Any", one).title for one in flat(single.outline)]


def test_copies_are_numbered_and_listed_once() -> None:
    single, twice = file(), file(copies=2)
    count = len(single.pages)
    assert len(twice.pages) == 2 * count
    for number, page in enumerate(twice.pages):
        assert f"copy {1 + number // count}" in page.extract_text()
    assert len(flat(twice.outline)) == len(flat(single.outline))


def letters(file: pypdf.PdfReader) -> Counter[str]:
    """How often each letter is there; where lines break for a reader may differ."""
    return Counter("".join("".join(page.extract_text() for page in file.pages).split()))


def flat(outline: object) -> list[object]:
    if not isinstance(outline, list):
        return [outline]
    return [one for part in outline for one in flat(part)]
