"""A printed file is a PDF/A-2b, read clause by clause with other programs' readers."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any, cast

import pypdf
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageCms
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from fieldapp.sheets.visit_sheet import visit_sheets
from tests.fieldapp.sheets.samples import FOOTER, SHEET, pdf

SYMBOLIC = 4
CHINA = dt.timedelta(hours=8)


@pytest.fixture(scope="module")
def raw() -> bytes:
    return pdf([SHEET], printer=visit_sheets)


@pytest.fixture(scope="module")
def file(raw: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(raw), strict=True)


def entry(file: pypdf.PdfReader, name: str) -> Any:  # noqa: ANN401 — any object of a PDF
    return file.root_object[name]


def objects(file: pypdf.PdfReader) -> Iterator[Any]:
    for number in range(1, cast("int", file.trailer["/Size"])):
        thing = file.get_object(number)
        if isinstance(thing, DictionaryObject):
            yield thing


def test_the_file_names_its_conformance_title_and_language(file: pypdf.PdfReader) -> None:
    said, told = cast("Any", file.xmp_metadata), cast("Any", file.metadata)
    assert (said.pdfaid_part, said.pdfaid_conformance) == ("2", "B")
    assert said.dc_title["x-default"] == told.title
    assert said.dc_creator == [told.author] == [FOOTER.printed_by]
    assert said.xmp_create_date + CHINA == FOOTER.printed_at
    assert entry(file, "/Lang") == "zh-CN"
    assert entry(file, "/ViewerPreferences")["/DisplayDocTitle"]


def test_the_file_begins_and_ends_as_the_standard_wants(raw: bytes, file: pypdf.PdfReader) -> None:
    first, second = raw.splitlines()[:2]
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert all(byte > 127 for byte in second[1:5])
    assert raw.endswith((b"%%EOF\n", b"%%EOF"))
    assert len(cast("list[bytes]", file.trailer["/ID"])) == 2
    assert "/Encrypt" not in file.trailer


def test_its_colours_are_named_by_a_profile_and_no_others_are_used(file: pypdf.PdfReader) -> None:
    (intent,) = entry(file, "/OutputIntents")
    profile = intent["/DestOutputProfile"].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert profile["/N"] == 3
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile.get_data()))
    assert opened.profile.xcolor_space == "RGB "
    drawn = b" ".join(cast("Any", page.get_contents()).get_data() for page in file.pages)
    assert not re.search(rb"[\d.]\s+[kK]\b", drawn), "a colour of printer's inks"


def test_every_font_is_embedded_symbolic_and_has_one_table_of_codes(
    file: pypdf.PdfReader,
) -> None:
    fonts = [each for each in objects(file) if each.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        about = font["/FontDescriptor"]
        assert about["/Flags"] & SYMBOLIC
        assert "/Encoding" not in font
        assert "/ToUnicode" in font
        inside = TTFont(io.BytesIO(about["/FontFile2"].get_object().get_data()))
        assert len(inside["cmap"].tables) == 1


def test_nothing_in_it_is_forbidden(file: pypdf.PdfReader) -> None:
    for thing in objects(file):
        assert thing.get("/S") not in {"/JavaScript", "/Launch", "/Sound", "/Movie"}
        assert "/SMask" not in thing
        assert not thing.get("/Interpolate")
        if isinstance(thing, StreamObject):
            named = thing.get("/Filter", ArrayObject())
            assert "/LZWDecode" not in (named if isinstance(named, list) else [named])
            assert "/F" not in thing, "a stream that lies in another file"


def test_the_same_sheet_is_the_same_bytes(raw: bytes) -> None:
    assert pdf([SHEET], printer=visit_sheets) == raw
