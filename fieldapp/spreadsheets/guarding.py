"""Text of a CSV file that a spreadsheet program would run as a formula or change as a number."""

from __future__ import annotations

import re

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_OF_PERSON = re.compile(r"\d{11,}[0-9Xx]|0\d+", re.ASCII)
"""What loses digits or noughts when it is taken for a number."""


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a program would not leave it alone."""
    return f"'{text}" if _needs_guard(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if text.startswith("'") and _needs_guard(text.lstrip("'")) else text


def _needs_guard(bare: str) -> bool:
    return bare.startswith(_STARTS_FORMULA) or _NUMBER_OF_PERSON.fullmatch(bare) is not None
