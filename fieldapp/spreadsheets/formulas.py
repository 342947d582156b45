"""Formulas of a workbook whose results were never worked out, so that their cells read as blank."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from fieldapp.foundation.errors import WorldFailed

_READ_AT_ONCE = 1024 * 1024
_OVERLAP = 64 * 1024
"""More than the longest formula takes, so that none is cut in two."""
_FORMULA = b"<f"
_UNWORKED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
"""A formula without a value; an empty text (``t="str"``) is a value."""


def has_unworked_formulas(path: Path) -> bool:
    """Whether a sheet of an .xlsx workbook holds a formula without its result.

    Programs that make workbooks write formulas and leave the working out to Excel or WPS.

    Raises:
        WorldFailed: ``file_unreadable``: the disk or stick gives the bytes no more.
    """
    try:
        if not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            return any(_has_one(archive, name) for name in sheets)
    except OSError as error:
        raise WorldFailed("file_unreadable", file=path.name) from error


def _has_one(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as sheet:
        before = b""
        while chunk := sheet.read(_READ_AT_ONCE):
            looked_at = before + chunk
            if _FORMULA in looked_at and _UNWORKED.search(looked_at):
                return True
            before = chunk[-_OVERLAP:]
    return False
