"""The code on a paper sheet: which form for which household, with a checksum, nothing personal."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.errors import Refused

Form = Literal[
    "visit", "blank", "plan", "collection", "income", "measures", "file", "health", "own"
]

_LETTERS: dict[Form, str] = {
    "visit": "V",
    "blank": "B",
    "plan": "P",
    "collection": "C",
    "income": "I",
    "measures": "M",
    "file": "F",
    "health": "H",
    "own": "O",
}
"""The letters are on paper for years: none is ever given to another form."""
_FORMS: dict[str, Form] = {letter: form for form, letter in _LETTERS.items()}
_SHAPE = re.compile(r"FV1:([A-Z]):([0-9A-F]{32}):([0-9A-F]{4})")
_BEGINNING = re.compile(r"FV\d+:")


@dataclass(frozen=True)
class PaperCode:
    """What a sheet's code says."""

    form: Form
    household_uid: str


def encode(household_uid: str, form: Form) -> str:
    """Forty-two characters of the compact QR alphabet; ``ValueError`` when the uid is no UUID."""
    body = f"FV1:{_LETTERS[form]}:{uuid.UUID(household_uid).hex.upper()}"
    return f"{body}:{_checksum(body)}"


def is_code(text: str) -> bool:
    """Whether a text is meant as the code of a sheet, of this version or of another."""
    return _BEGINNING.match(_plain(text)) is not None


def decode(text: str) -> PaperCode:
    """Read a scanned or typed code back.

    Raises:
        Refused: ``paper_code_unknown`` when it is not a code of a sheet this version knows,
            ``paper_code_damaged`` when a character was read wrong.
    """
    plain = _plain(text)
    found = _SHAPE.fullmatch(plain)
    if found is None:
        raise Refused("paper_code_unknown")
    letter, digits, checksum = found.groups()
    if _checksum(plain.rpartition(":")[0]) != checksum:
        raise Refused("paper_code_damaged")
    if letter not in _FORMS:
        raise Refused("paper_code_unknown")
    return PaperCode(_FORMS[letter], str(uuid.UUID(digits)))


def _plain(text: str) -> str:
    """As it was printed: a Chinese input method makes wide letters of what a scanner types."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _checksum(body: str) -> str:
    return hashlib.blake2b(body.encode("ascii"), digest_size=2).hexdigest().upper()
