"""A printed sheet's code, scanned or typed: the household that it belongs to."""

from __future__ import annotations

from fieldapp.sheets.paper_code import decode


def household_of_code(text: str) -> str:
    """The uid of the household on a sheet.

    Raises:
        Refused: ``paper_code_unknown``, ``paper_code_damaged``.
    """
    return decode(text).household_uid
