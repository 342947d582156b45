"""Rules of the numbers that identify a person: ID number, disability card, phone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from operator import mul

ID_LENGTH = 18
FIRST_BIRTH_YEAR = 1900

MALE, FEMALE = "1", "2"
"""The values of code list C02 that an ID number can tell."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_EXPONENT = re.compile(r"[0-9](\.[0-9]*)?E\+?[0-9]+", re.IGNORECASE | re.ASCII)
_CARD_TAIL = re.compile(r"[1-7][1-4]([0-9]{2})?", re.ASCII)
_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_LANDLINE = re.compile(r"0[0-9]{2,3}[- ]?[1-9][0-9]{6,7}", re.ASCII)


@dataclass(frozen=True)
class IdFacts:
    """What a sound ID number says of its holder."""

    birth: dt.date
    sex: str
    """``MALE`` or ``FEMALE``."""


def tidy_id(text: str) -> str:
    """The number without blanks and hyphens, a small trailing x made large."""
    return "".join(text.split()).replace("-", "").upper()


def check_digit(first_17: str) -> str:
    """The 18th character that MOD 11-2 demands after 17 digits."""
    return _CHECK_DIGITS[sum(map(mul, map(int, first_17), _WEIGHTS)) % 11]


def has_right_length(number: str) -> bool:
    """V-ID1: 18 characters."""
    return len(number) == ID_LENGTH


def has_right_checksum(number: str) -> bool:
    """V-ID2: 17 digits and the check digit of MOD 11-2."""
    return _SHAPE.fullmatch(number) is not None and check_digit(number[:17]) == number[17]


def birth_of(number: str) -> dt.date | None:
    """The date written in places 7 to 14, or ``None`` when there is no such day."""
    part = number[6:14]
    if not (part.isascii() and part.isdecimal() and len(part) == 8):
        return None
    try:
        return dt.date(int(part[:4]), int(part[4:6]), int(part[6:]))
    except ValueError:
        return None


def has_possible_birth(number: str, today: dt.date) -> bool:
    """V-ID3: the birth part is a real day from 1900 to ``today``."""
    birth = birth_of(number)
    return birth is not None and _is_possible(birth, today)


def _is_possible(birth: dt.date, today: dt.date) -> bool:
    return birth.year >= FIRST_BIRTH_YEAR and birth <= today


def sex_of(number: str) -> str:
    """The sex that place 17 tells: odd is ``MALE``."""
    return MALE if int(number[16]) % 2 else FEMALE


def looks_damaged(text: str) -> bool:
    """V-ID6: a spreadsheet turned the number into ``4.2E+17`` or lost its last three digits."""
    if _EXPONENT.fullmatch(text):
        return True
    return has_right_length(text) and text.endswith("000") and not has_right_checksum(text)


def id_facts(number: str, today: dt.date) -> IdFacts | None:
    """What the number says when V-ID1, V-ID2 and V-ID3 hold; otherwise ``None``."""
    birth = birth_of(number)
    if birth is None or not has_right_checksum(number) or not _is_possible(birth, today):
        return None
    return IdFacts(birth, sex_of(number))


def id_faults(
    number: str, today: dt.date, *, sex: str | None = None, birth: dt.date | None = None
) -> tuple[str, ...]:
    """The rules that an ID number breaks, in the order in which they are to be mended.

    A damaged number or a wrong length says nothing more, so V-ID6 and V-ID1 stand alone; sex and
    birth (V-ID4) are compared only with a number that is sound in itself.
    """
    if looks_damaged(number):
        return ("V-ID6",)
    if not has_right_length(number):
        return ("V-ID1",)
    own = (
        *(() if has_right_checksum(number) else ("V-ID2",)),
        *(() if has_possible_birth(number, today) else ("V-ID3",)),
    )
    return own or (() if agrees(number, sex, birth) else ("V-ID4",))


def agrees(number: str, sex: str | None, birth: dt.date | None) -> bool:
    """V-ID4: recorded sex and birth date, where recorded, are those of the (sound) number."""
    return (sex not in (MALE, FEMALE) or sex == sex_of(number)) and (
        birth is None or birth == birth_of(number)
    )


def is_disability_card(text: str, today: dt.date) -> bool:
    """V-DC: a sound ID number, category 1-7, grade 1-4, and two digits more when reissued."""
    return (
        id_facts(text[:ID_LENGTH], today) is not None
        and _CARD_TAIL.fullmatch(text[ID_LENGTH:]) is not None
    )


def is_phone(text: str) -> bool:
    """V-PH: a mobile number of 11 digits, or a landline with its area code."""
    return _MOBILE.fullmatch(text) is not None or _LANDLINE.fullmatch(text) is not None
