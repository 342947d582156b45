"""No parser ever meets a document type of an office file, however it is hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.office_package import read_office
from fieldapp.spreadsheets import office_form

EVIL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(replaced: Mapping[str, bytes]) -> bytes:
    """A workbook of which some parts say something else, or which has some more."""
    plain, made = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *replaced]):
            new.writestr(name, replaced.get(name) or old.read(name))
    return made.getvalue()


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object, **_named: object) -> None:
        pytest.fail("a parser was given the file")

    monkeypatch.setattr(office_form, "load_workbook", fails)


@pytest.mark.usefixtures("no_parser")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(EVIL.encode(), id="plain"),
        pytest.param(b"<?xml version='1.0'?>\n<!-- -->" + EVIL.encode(), id="behind a remark"),
        pytest.param(EVIL.encode("utf-16"), id="UTF-16"),
        pytest.param(EVIL.encode("utf-16-le"), id="UTF-16 without its mark"),
        pytest.param(EVIL.encode("utf-16-be"), id="UTF-16 the other way round"),
        pytest.param(EVIL.encode("utf-32-be"), id="UTF-32"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-7"?>' + EVIL.replace("<", "+ADw-").encode(),
            id="UTF-7",
        ),
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.dat"])
def test_a_document_type_is_refused_before_any_parser(part: str, content: bytes) -> None:
    data = workbook({part: content})
    with pytest.raises(Refused, match="office_unread"):
        list(office_form.workbook_texts("form.xlsx", read_office("form.xlsx", data)))


def test_pictures_and_settings_of_a_printer_are_no_markup() -> None:
    others = {
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "xl/printerSettings/printerSettings1.bin": "HP LaserJet".encode("utf-16-le") + bytes(64),
    }
    parts = read_office("form.xlsx", workbook(others))
    assert set(others) <= set(parts)
    assert not list(office_form.workbook_texts("form.xlsx", parts))
