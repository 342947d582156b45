"""Making typed values of cells: one cleaner for each kind of value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from fieldapp.records.codes import CodeList
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, Month, OneOf, Text
from fieldapp.rules import identity
from fieldapp.spreadsheets.amounts import Quantity
from fieldapp.spreadsheets.cells import (
    BLANK,
    Cell,
    Cleaned,
    Cleaner,
    Fault,
    as_text,
    lost_digits,
    plain,
    rejected,
    says_nothing,
    shows_error,
)
from fieldapp.spreadsheets.dates import read_date
from fieldapp.spreadsheets.headings import Target
from fieldapp.spreadsheets.quantities import PER_HEAD, is_unit, units_of

CACHED_TEXTS = 4096
"""Different cells of one column that are remembered; names and numbers seldom repeat."""

_FORMULA_TEXT = re.compile(r"""=?["'](.*?)["']?""")
_EXPONENT = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE | re.ASCII)
_SEPARATORS = re.compile(r"[,;/|+、，；\s]+")
_LEADING_CODE = re.compile(r"^\d{1,2}[.、:)\-\s]*(?=\D)")
_IDEOGRAPHS_WITH_BLANKS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\s\u3000·]+")
_YES = (
    "是 有 对 √ ✓ ✔ y yes t true 1 是的 享受 已享受 参加 已参加 已 通 已通 卫生厕所 "
    "低保 低保户 五保 特困"
)
_NO = (
    "否 无 没 没有 × ✗ ✘ x n no f false 0 2 未 不是 不享受 未享受 未参加 没参加 不 不通 未通 "
    "非卫生厕所"
)
_PER_HEAD_FIELDS = frozenset(("declared_per_head",))
_ANSWERS = {
    **dict.fromkeys(_YES.split(), True),
    **dict.fromkeys(_NO.split(), False),
}
"""``2`` is the "no" of forms that number their answers 1 and 2."""


class Remembering:
    """A cleaner that remembers repeated texts and numbers; dates are cleaned each time."""

    def __init__(self, clean: Cleaner) -> None:
        self._clean = clean
        self.seen: dict[Cell, Cleaned] = {}
        """What cells were found to hold; a yes or no would be taken for a number here."""

    def __call__(self, cell: Cell) -> Cleaned:
        """What a cell holds that is not looked up."""
        if not isinstance(cell, str | float) or isinstance(cell, bool):
            return self._clean(cell)
        found = _erroneous(cell) or self._clean(cell)
        if len(self.seen) < CACHED_TEXTS:
            self.seen[cell] = found
        return found


def cleaner_for(target: Target, hints: tuple[str, ...], today: dt.date) -> Remembering:
    """The cleaner of a column; ``hints`` are the bracketed words of its heading."""
    special = _SPECIAL.get(target.name)
    if special is not None:
        return Remembering(special(today))
    return Remembering(_by_kind(target, hints))


def _by_kind(target: Target, hints: tuple[str, ...]) -> Cleaner:
    kind = target.kind
    if isinstance(kind, Int) and target.field.endswith("year"):
        return _YearOf(kind)
    if isinstance(kind, Int | Dec):
        return _quantity(target, kind, hints)
    if isinstance(kind, OneOf):
        return _OneCode(kind.codes)
    if isinstance(kind, ManyOf):
        return _Codes(kind.codes)
    simple: dict[type, Cleaner] = {Bool3: _yes_or_no, Date: _day, Month: _month}
    return simple.get(type(kind)) or _Plain(kind if isinstance(kind, Text) else Text())


def _quantity(target: Target, kind: Int | Dec, hints: tuple[str, ...]) -> Cleaner:
    """The unit of the heading holds for every cell, also one that does not fit the field."""
    unit = PER_HEAD if target.field in _PER_HEAD_FIELDS else target.unit
    told = [hint for hint in hints if is_unit(hint)]
    fitting = [hint for hint in told if hint in units_of(unit)]
    return Quantity(kind, unit, next(iter((*fitting, *told)), ""))


def _erroneous(cell: Cell) -> Cleaned | None:
    """What a cell gives that shows an error instead of a value; ``None`` for any other."""
    if isinstance(cell, str) and shows_error(cell):
        return rejected("cell_error", error=cell.strip())
    return None


# ---------------------------------------------------------------- text


@dataclass(frozen=True)
class _Plain:
    """Free text, kept as typed but for outer blanks."""

    kind: Text

    def __call__(self, cell: Cell) -> Cleaned:
        if lost_digits(cell):
            return rejected("number_damaged", "E")
        if isinstance(cell, dt.date | dt.time | dt.timedelta):
            return rejected("turned_into_date")
        try:
            return Cleaned(self.kind.read(as_text(cell)) or None)
        except ValueError:
            return rejected("text_too_long", most=self.kind.length)


def _name(_today: dt.date) -> Cleaner:
    read = _Plain(Text(50))

    def clean(cell: Cell) -> Cleaned:
        if isinstance(cell, str) and _IDEOGRAPHS_WITH_BLANKS.fullmatch(cell):
            return read("".join(cell.split()))
        return read(cell)

    return clean


def _untouched(text: str) -> str:
    """A number as typed, out of the quotes that keep a spreadsheet from touching it."""
    tidy = plain(text)
    if tidy[:1] in "='\"’‘":
        found = _FORMULA_TEXT.fullmatch(tidy.replace("’", "'").replace("‘", "'"))
        tidy = found[1].strip() if found else tidy
    return tidy


def _digits(_today: dt.date) -> Cleaner:
    """Bank account: digits in groups."""
    read = _Plain(Text(30))

    def clean(cell: Cell) -> Cleaned:
        if not isinstance(cell, str):
            return read(cell)
        text = _untouched(cell)
        if says_nothing(text):
            return BLANK
        if _EXPONENT.fullmatch(text):
            return rejected("number_damaged", "E")
        joined = re.sub(r"[\s\-]", "", text)
        return read(joined if joined.isdecimal() else cell)

    return clean


def _phone(_today: dt.date) -> Cleaner:
    read = _Plain(Text(20))

    def clean(cell: Cell) -> Cleaned:
        text = _untouched(as_text(cell)) if isinstance(cell, str | float) else ""
        if text and (says_nothing(text) or _hidden(text)):
            return BLANK
        if lost_digits(cell) or _EXPONENT.fullmatch(text):
            return rejected("number_damaged")
        joined = re.sub(r"^(\+?86)(?=1\d{10}$)", "", re.sub(r"[\s\-()]", "", text))
        mobile = identity.is_phone(joined) and joined.startswith("1")
        kept = read(joined if mobile else cell)
        if isinstance(kept.value, str) and not identity.is_phone(kept.value):
            return Cleaned(kept.value, Fault("V-PH", "W"))
        return kept

    return clean


def _id_number(today: dt.date) -> Cleaner:
    """An ID number: damaged ones are dropped, others kept as typed; rules on it come later."""
    del today

    def clean(cell: Cell) -> Cleaned:
        if lost_digits(cell):
            return rejected("V-ID6", "E")
        if not isinstance(cell, str | float):
            return rejected("no_id_number", "E")
        text = identity.tidy_id(_untouched(as_text(cell)))
        if says_nothing(text) or _hidden(text):
            return BLANK
        if identity.looks_damaged(text):
            return rejected("V-ID6", "E")
        if not _like_a_number(text):
            return rejected("no_id_number", "E")
        return Cleaned(text)

    return clean


def _hidden(text: str) -> bool:
    """Whether an export put stars in place of a number, which then stays as it is known."""
    return set(text) == {"*"}


def _like_a_number(text: str) -> bool:
    digits = sum(char.isdecimal() for char in text)
    return len(text) <= 22 and text.isascii() and text.isalnum() and digits >= 6


def _as_written(_today: dt.date) -> Cleaner:
    """A date that is kept as text, as far as it is written."""
    read = _Plain(Text(500))

    def clean(cell: Cell) -> Cleaned:
        date = read_date(cell) if isinstance(cell, dt.date) else None
        return Cleaned(date.full.isoformat()) if date and date.full else read(cell)

    return clean


def _birth(today: dt.date) -> Cleaner:
    """A birth date as far as it is written; the ID number may know the day."""

    def clean(cell: Cell) -> Cleaned:
        if isinstance(cell, str) and says_nothing(plain(cell)):
            return BLANK
        date = read_date(cell)
        if date is None:
            return rejected("date_unreadable")
        return rejected("birth_ahead") if date.first_day > today else Cleaned(date)

    return clean


_SPECIAL: dict[str, Callable[[dt.date], Cleaner]] = {
    "member.name": _name,
    "member.birth_date": _birth,
    "member.identified_at": _as_written,
    "roster.head_name": _name,
    "helper.name": _name,
    "member.id_number": _id_number,
    "roster.head_id": _id_number,
    "member_year.disability_card": _id_number,
    "household.bank_account": _digits,
    "household.phone": _phone,
    "member.phone": _phone,
    "helper.phone": _phone,
}


# ---------------------------------------------------------------- dates


@dataclass(frozen=True)
class _YearOf:
    """A year, also out of a date."""

    kind: Int

    def __call__(self, cell: Cell) -> Cleaned:
        if isinstance(cell, str) and says_nothing(plain(cell)):
            return BLANK
        date = read_date(cell)
        try:
            return Cleaned(self.kind.read(date.year)) if date else rejected("date_unreadable")
        except ValueError:
            return rejected("date_unreadable")


def _day(cell: Cell) -> Cleaned:
    if isinstance(cell, str) and says_nothing(plain(cell)):
        return BLANK
    date = read_date(cell)
    if date is None:
        return rejected("date_unreadable")
    return Cleaned(date.full) if date.full else rejected("date_incomplete")


def _month(cell: Cell) -> Cleaned:
    if isinstance(cell, str) and says_nothing(plain(cell)):
        return BLANK
    date = read_date(cell)
    return Cleaned(date.month_text) if date else rejected("date_unreadable")


# ---------------------------------------------------------------- codes


def _yes_or_no(cell: Cell) -> Cleaned:
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return rejected("yes_no_unknown")
    text = plain(as_text(cell)).casefold()
    if text in _ANSWERS:
        return Cleaned(_ANSWERS[text])
    return BLANK if says_nothing(text) else rejected("yes_no_unknown")


@dataclass(frozen=True)
class _OneCode:
    """One code of a list, by value, label or another word for it."""

    codes: CodeList

    def __call__(self, cell: Cell) -> Cleaned:
        if isinstance(cell, dt.date | dt.time | dt.timedelta):
            return rejected("turned_into_date")
        text = as_text(cell)
        found = find_code(self.codes, text)
        if found is not None:
            return Cleaned(found)
        return BLANK if says_nothing(plain(text)) else rejected("code_unknown")


@dataclass(frozen=True)
class _Codes:
    """Several codes of a list in one cell."""

    codes: CodeList

    def __call__(self, cell: Cell) -> Cleaned:
        if isinstance(cell, dt.date | dt.time | dt.timedelta):
            return rejected("turned_into_date")
        text = as_text(cell)
        whole = find_code(self.codes, text)
        if whole is not None:
            return Cleaned((whole,))
        parts = [part for part in _SEPARATORS.split(plain(text)) if part]
        found = [find_code(self.codes, part) for part in parts]
        known = tuple(sorted({code for code in found if code is not None}))
        if None not in found:
            return Cleaned(known or None)
        if says_nothing(plain(text)):
            return BLANK
        return Cleaned(known or None, Fault("code_unknown", "W"))


def find_code(codes: CodeList, text: str) -> str | None:
    """The code meant by a text: as written, half-width, without its number, or as a number."""
    tidy = plain(text)
    bare = _LEADING_CODE.sub("", tidy)
    for form in (text, tidy, bare, tidy.zfill(2), f"{bare}族"):
        found = codes.find(form) if form.strip() else None
        if found is not None:
            return found
    return None
