"""Kinds of values: how each is typed in the program, kept in the store and read from text.

A stored value is always ``None``, ``int`` or ``str``: the same in SQLite, PostgreSQL, the change
log and a bundle. Decimals are stored as whole numbers of their last place, so sums stay exact.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from typing_extensions import override

from fieldapp.records.codes import CodeList

Stored = int | str | None
Value = object


class Kind:
    """A kind of value; subclasses say how it is stored and read. Bad text is a ``ValueError``."""

    sql: ClassVar[str] = "text"
    expects: ClassVar[tuple[str, str]] = ("文字", "text")

    def to_stored(self, value: Value) -> Stored:
        """The stored form of a typed value (``None`` stays ``None``)."""
        return None if value is None else self.stored(value)

    def from_stored(self, stored: Stored) -> Value:
        """The typed value of a stored form."""
        return None if stored is None else self._load(stored)

    def read(self, raw: Value) -> Value:
        """The typed value of what a person, a script or a sheet gave; empty text is ``None``.

        Raises ``ValueError`` when it cannot be read as this kind.
        """
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        return self._read(raw)

    def show(self, value: Value, language: str) -> str:
        """The value in words for a person."""
        del language
        return "" if value is None else str(value)

    def plain(self, value: Value) -> Value:
        """The value as JSON carries it."""
        return value

    def stored(self, value: Value) -> Stored:
        """The stored form of a value that is not ``None``; ``ValueError`` for another type."""
        if not isinstance(value, str):
            raise ValueError(value)
        return value

    def _load(self, stored: Stored) -> Value:
        return stored

    def _read(self, raw: Value) -> Value:
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Kind):
    """Text of at most ``length`` characters, kept in Unicode's composed form."""

    length: int = 0
    multiline: bool = False

    @override
    def _read(self, raw: Value) -> str:
        if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
            raise ValueError(raw)
        text = unicodedata.normalize("NFC", str(raw)).strip()
        if "\0" in text or (self.length and len(text) > self.length):
            raise ValueError(raw)
        text.encode("utf-8")  # a lone surrogate is a ValueError here
        return text


@dataclass(frozen=True)
class Int(Kind):
    """A whole number, ``low`` to ``high`` where given."""

    low: int | None = None
    high: int | None = None
    sql: ClassVar[str] = "int"
    expects: ClassVar[tuple[str, str]] = ("整数", "a whole number")

    @override
    def stored(self, value: Value) -> Stored:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(value)
        return value

    @override
    def _read(self, raw: Value) -> int:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise ValueError(raw)
        number = int(raw.replace(",", "")) if isinstance(raw, str) else int(raw)
        if not isinstance(raw, str) and number != raw:
            raise ValueError(raw)
        if (self.low is not None and number < self.low) or (
            self.high is not None and number > self.high
        ):
            raise ValueError(raw)
        return number


@dataclass(frozen=True)
class Dec(Kind):
    """A decimal number with ``places`` digits after the point; more are refused, not rounded."""

    digits: int
    places: int
    low: Decimal | None = None
    sql: ClassVar[str] = "int"
    expects: ClassVar[tuple[str, str]] = ("数字", "a number")

    @override
    def stored(self, value: Value) -> Stored:
        if not isinstance(value, Decimal):
            raise ValueError(value)
        return int(value.scaleb(self.places))

    @override
    def _load(self, stored: Stored) -> Value:
        return Decimal(stored or 0).scaleb(-self.places)

    @override
    def _read(self, raw: Value) -> Decimal:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
            raise ValueError(raw)
        try:
            number = Decimal(str(raw).replace(",", "").strip())
            whole = number.scaleb(self.places)
            exact = number.is_finite() and whole == whole.to_integral_value()
        except InvalidOperation:
            raise ValueError(raw) from None
        if not exact or len(whole.as_tuple().digits) > self.digits + 6:
            raise ValueError(raw)
        if abs(number) >= 10 ** (self.digits - self.places) or (
            self.low is not None and number < self.low
        ):
            raise ValueError(raw)
        return number.quantize(Decimal(1).scaleb(-self.places))

    @override
    def show(self, value: Value, language: str) -> str:
        if not isinstance(value, Decimal):
            return ""
        text = f"{value:,.{self.places}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @override
    def plain(self, value: Value) -> Value:
        if not isinstance(value, Decimal):
            return None
        return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True)
class Bool3(Kind):
    """Yes, no, or not recorded (``None``)."""

    sql: ClassVar[str] = "int"
    expects: ClassVar[tuple[str, str]] = ("是或否", "yes or no")

    @override
    def stored(self, value: Value) -> Stored:
        if not isinstance(value, bool):
            raise ValueError(value)
        return int(value)

    @override
    def _load(self, stored: Stored) -> Value:
        return bool(stored)

    @override
    def _read(self, raw: Value) -> bool:
        found = _YES_NO.get(str(raw).strip().casefold())
        if found is None:
            raise ValueError(raw)
        return found

    @override
    def show(self, value: Value, language: str) -> str:
        words = ("no", "yes") if language == "en" else ("否", "是")
        return "" if value is None else words[bool(value)]


_YES_NO = {
    **dict.fromkeys(("true", "1", "yes", "y", "是", "有", "√", "✓"), True),
    **dict.fromkeys(("false", "0", "no", "n", "否", "无", "×"), False),
}


@dataclass(frozen=True)
class Date(Kind):
    """A calendar day, stored as ``2016-03-01``."""

    expects: ClassVar[tuple[str, str]] = ("日期(如2016-03-01)", "a date such as 2016-03-01")

    @override
    def stored(self, value: Value) -> Stored:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise ValueError(value)
        return value.isoformat()

    @override
    def _load(self, stored: Stored) -> Value:
        return dt.date.fromisoformat(str(stored))

    @override
    def _read(self, raw: Value) -> dt.date:
        if isinstance(raw, dt.datetime):
            return raw.date()
        return raw if isinstance(raw, dt.date) else dt.date.fromisoformat(str(raw).strip())

    @override
    def plain(self, value: Value) -> Value:
        return value.isoformat() if isinstance(value, dt.date) else None


@dataclass(frozen=True)
class Month(Kind):
    """A month of a year, stored as ``2014-06``; a year alone is allowed: ``2014``."""

    expects: ClassVar[tuple[str, str]] = ("年月(如2014-06)", "a month such as 2014-06")

    @override
    def _read(self, raw: Value) -> str:
        text = str(raw).strip()
        if not (len(text) == 4 and text.isdecimal()):
            dt.date.fromisoformat(f"{text}-01")
        return text


@dataclass(frozen=True)
class DateTime(Kind):
    """Local wall time to the minute, stored as ``2016-06-01T09:30``."""

    expects: ClassVar[tuple[str, str]] = (
        "日期时间(如2016-06-01T09:30)",
        "a date and time such as 2016-06-01T09:30",
    )

    @override
    def stored(self, value: Value) -> Stored:
        if not isinstance(value, dt.datetime):
            raise ValueError(value)
        return value.isoformat(timespec="minutes")

    @override
    def _load(self, stored: Stored) -> Value:
        return dt.datetime.fromisoformat(str(stored))

    @override
    def _read(self, raw: Value) -> dt.datetime:
        if not isinstance(raw, dt.datetime):
            raw = dt.datetime.fromisoformat(str(raw).strip())
        if raw.tzinfo is not None:
            raise ValueError(raw)
        return raw.replace(second=0, microsecond=0)

    @override
    def show(self, value: Value, language: str) -> str:
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else ""

    @override
    def plain(self, value: Value) -> Value:
        return self.to_stored(value)


@dataclass(frozen=True)
class OneOf(Kind):
    """One code of a list, stored by its value; unknown codes of newer versions are kept."""

    codes: CodeList
    expects: ClassVar[tuple[str, str]] = ("所列代码之一", "one of the listed codes")

    @override
    def _read(self, raw: Value) -> str:
        found = self.codes.find(str(raw))
        if found is None:
            raise ValueError(raw)
        return found

    @override
    def show(self, value: Value, language: str) -> str:
        return "" if value is None else self.codes.label(str(value), language)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class _Many(Kind):
    """Several values, stored as a compact JSON list; none recorded is ``None``."""

    @override
    def stored(self, value: Value) -> Stored:
        if not isinstance(value, tuple) or not all(isinstance(part, str) for part in value):
            raise ValueError(value)
        return _compact.encode(value)

    @override
    def _load(self, stored: Stored) -> Value:
        return tuple(json.loads(str(stored)))

    @override
    def _read(self, raw: Value) -> tuple[str, ...]:
        parts = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(parts, list | tuple):
            raise ValueError(raw)
        return self._tidy(tuple(self._part(part) for part in parts))

    def _part(self, raw: Value) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise ValueError(raw)
        return unicodedata.normalize("NFC", raw.strip())

    def _tidy(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parts))

    @override
    def plain(self, value: Value) -> Value:
        return list(value) if isinstance(value, tuple) else None

    @override
    def show(self, value: Value, language: str) -> str:
        parts = value if isinstance(value, tuple) else ()
        return (", " if language == "en" else "、").join(self._word(p, language) for p in parts)

    def _word(self, part: str, language: str) -> str:
        del language
        return part


@dataclass(frozen=True)
class ManyOf(_Many):
    """Several codes of a list, kept in the list's order so that equal answers are equal."""

    codes: CodeList
    expects: ClassVar[tuple[str, str]] = ("所列代码", "codes of the list")

    @override
    def _part(self, raw: Value) -> str:
        found = self.codes.find(str(raw))
        if found is None:
            raise ValueError(raw)
        return found

    @override
    def _tidy(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(parts)))

    @override
    def _word(self, part: str, language: str) -> str:
        return self.codes.label(part, language)


@dataclass(frozen=True)
class Texts(_Many):
    """Several short texts in the order given (names of people, agenda points)."""


@dataclass(frozen=True)
class Ref(Kind):
    """The uid of one record of another entity."""

    entity: str

    @override
    def _read(self, raw: Value) -> str:
        return str(raw).strip()


@dataclass(frozen=True)
class Refs(_Many):
    """The uids of several records of another entity."""

    entity: str
