"""Text that a spreadsheet program would run as a formula, change as a number or not hold."""

from __future__ import annotations

import re

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_OF_PERSON = re.compile(r"\d{11,}[0-9Xx]|0\d+", re.ASCII)
"""What loses digits or noughts when it is taken for a number."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def escaped(text: str) -> str:
    """Characters that a workbook cannot hold, in the form that every reader turns back."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def guarded(text: str) -> str:
    """The text of a CSV file, with an apostrophe where a program would not leave it alone."""
    return f"'{text}" if _needs_guard(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if text.startswith("'") and _needs_guard(text.lstrip("'")) else text


def _needs_guard(bare: str) -> bool:
    return bare.startswith(_STARTS_FORMULA) or _NUMBER_OF_PERSON.fullmatch(bare) is not None
