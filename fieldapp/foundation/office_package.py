"""Office files (.docx, .xlsx) as named parts: what a form may not bring along is refused."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from fieldapp.foundation.errors import Refused

OfficeKind = Literal["docx", "xlsx"]
Parts = Mapping[str, bytes]
"""The parts of a file by name, in the order of the file."""
LARGEST_OFFICE = 2
"""MB of a form."""
_MB = 1024 * 1024
_MOST_PARTS = 2000
_MOST_UNPACKED = 40 * _MB
_MAIN: Mapping[OfficeKind, str] = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a file with a password begins, and one of the older kinds (.doc, .xls)."""
_UNWANTED: Mapping[str, re.Pattern[str]] = {
    "office_macros": re.compile(r"vbaproject|vbadata|macrosheets|dialogsheets", re.IGNORECASE),
    "office_objects": re.compile(r"/embeddings/|activex|oleobject|ctrlprops|/externallinks/"),
    "office_links": re.compile(r"/connections\.xml|/querytables/"),
    "office_signed": re.compile(r"_xmlsignatures", re.IGNORECASE),
}
_LINK = re.compile(rb'<[^<>]*Relationship\b[^<>]*TargetMode\s*=\s*["\']External["\'][^<>]*>')
_HYPERLINK = re.compile(rb'relationships/hyperlink["\']')
_CALLS = re.compile(
    rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\s", re.IGNORECASE
)
"""Fields of a text that fetch or run something."""
_FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_FETCHES = re.compile(rb"<f\b[^>]*>[^<]*(?:WEBSERVICE|FILTERXML|RTD)\(")
_OBJECT = re.compile(rb"<(?:w:object|o:OLEObject|oleObject|w:altChunk)\b")
_MARKUP_ENDINGS = (".xml", ".rels", ".vml")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<\0{0,3}[?!a-z]", re.IGNORECASE)
"""How markup begins, whatever its part is called: a relationship may name any part."""
_NOT_TO_BE_PARSED = re.compile(
    rb"\0|<!DOCTYPE|<\?xml[^>]*\sencoding\s*=\s*[\"'](?!(?:utf-8|us-ascii)[\"'])", re.IGNORECASE
)
"""A document type, and any encoding in which one, or another pattern here, could hide."""
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def kind_of(name: str) -> OfficeKind | None:
    """What a file is by the end of its name; ``None`` when it is no office form."""
    ending = PurePath(name).suffix.lower()
    return "docx" if ending == ".docx" else "xlsx" if ending == ".xlsx" else None


def read_office(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of an office file that only writes: no macros, objects, links or commands.

    Raises:
        Refused: ``office_unread``, ``office_locked``, ``office_too_large``, ``office_macros``,
            ``office_objects``, ``office_links``, ``office_signed``.
    """
    if len(data) > LARGEST_OFFICE * _MB:
        raise Refused("office_too_large", file=name, most=LARGEST_OFFICE)
    if data.startswith(_LOCKED):
        raise Refused("office_locked", file=name)
    kind = kind_of(name)
    try:
        parts = dict(_unpacked(name, data))
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError):
        raise Refused("office_unread", file=name) from None
    if kind is None or _MAIN[kind] not in parts or "[Content_Types].xml" not in parts:
        raise Refused("office_unread", file=name)
    for part, content in parts.items():
        _require_quiet(name, part, content)
    return parts


def packed_office(parts: Parts) -> bytes:
    """The file of these parts; the same parts always make the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _FIXED_DATE)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            archive.writestr(entry, content)
    return out.getvalue()


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    left = _MOST_UNPACKED
    with ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS or len({one.filename for one in entries}) < len(entries):
            raise Refused("office_unread", file=name)
        for entry in entries:
            with archive.open(entry) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise Refused("office_too_large", file=name, most=LARGEST_OFFICE)
            if not entry.is_dir():
                yield entry.filename, content


def _require_quiet(name: str, part: str, content: bytes) -> None:
    """Refuse what acts by itself, fetches from elsewhere or hides another file."""
    for code, pattern in _UNWANTED.items():
        if pattern.search(part.lower()):
            raise Refused(code, file=name)
    if not (part.lower().endswith(_MARKUP_ENDINGS) or _MARKUP.match(content)):
        return
    if _NOT_TO_BE_PARSED.search(content):
        raise Refused("office_unread", file=name)
    if b"macroEnabled" in content and part == "[Content_Types].xml":
        raise Refused("office_macros", file=name)
    linked = any(not _HYPERLINK.search(link) for link in _LINK.findall(content))
    if linked or _FETCHES.search(content):
        raise Refused("office_links", file=name)
    commands = b" ".join(b"".join(found) for found in _FIELD.findall(content))
    if _OBJECT.search(content) or _CALLS.search(commands + b" "):
        raise Refused("office_objects", file=name)
