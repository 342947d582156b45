"""Amounts with their units: money, areas, distances, counts; exact decimals throughout."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fieldapp.spreadsheets.cells import Cell, as_text, plain

_ONE = Fraction(1)
_AREA = {
    "亩": _ONE,
    "公顷": Fraction(15),
    "ha": Fraction(15),
    "分": Fraction(1, 10),
    "平方米": Fraction(3, 2000),
}
_MONEY = {
    **dict.fromkeys(("元", "元整", "块", "块钱", "元/年"), _ONE),
    "千元": Fraction(1000),
    **dict.fromkeys(("万", "万元", "万元/年"), Fraction(10_000)),
    "角": Fraction(1, 10),
}
_SQUARE_METRES = dict.fromkeys(("平方米", "平方", "平米", "平"), _ONE)
_KILOMETRES = {
    **dict.fromkeys(("公里", "千米", "km"), _ONE),
    "里": Fraction(1, 2),
    **dict.fromkeys(("米", "m"), Fraction(1, 1000)),
}
_PEOPLE = dict.fromkeys(("人", "口", "口人", "名", "个"), _ONE)
_MONTHS = {**dict.fromkeys(("月", "个月"), _ONE), "年": Fraction(12)}
_AGE = dict.fromkeys(("岁", "周岁"), _ONE)
_PLAIN = dict.fromkeys(
    ("户", "个", "头", "只", "匹", "羽", "箱", "桶", "群", "窝", "次", "年"), _ONE
)
PER_HEAD = "元/人"
"""The unit of an income per head, which may name the head or not."""
_BY_UNIT: dict[str, dict[str, Fraction]] = {
    "元": {**_MONEY, "元/户": _ONE},
    PER_HEAD: {**_MONEY, PER_HEAD: _ONE, "元/人/年": _ONE},
    "人": _PEOPLE,
    "月": _MONTHS,
    "岁": _AGE,
    "亩": _AREA,
    "平方米": _SQUARE_METRES,
    "公里": _KILOMETRES,
    "米": {"米": _ONE, "m": _ONE},
}
_ALL_UNITS = (_PLAIN, *_BY_UNIT.values())

_PIECE = re.compile(r"(\d+(?:\.\d+)?)([^\d.+\-]*)", re.ASCII)
_SIGN = re.compile(r"[+-]", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_FRAME = str.maketrans("", "", " \t\r\n\u00a5¥")


class UnknownUnit(ValueError):
    """The cell names a unit that does not fit the field."""


def units_of(unit: str) -> dict[str, Fraction]:
    """What may be written for a field measured in ``unit``, with the factor to it."""
    return _BY_UNIT.get(unit, _PLAIN)


def is_unit(word: str) -> bool:
    """Whether a bracketed word of a heading names a unit of any field."""
    return word.startswith(("元/", "万元/")) or any(word in units for units in _ALL_UNITS)


def read_quantity(cell: Cell, unit: str, assumed: str = "") -> Fraction:
    """The amount in ``unit``; ``assumed`` is the unit of the heading for cells that name none.

    ``2亩5分`` is read as the sum of its pieces, each smaller than the one before; ``2亩5``, ``3+1``
    and ``3200-4000`` may mean several things and are no amount. Raises ``UnknownUnit`` for a unit
    that does not belong here and ``ValueError`` for text that is no amount.
    """
    text = _THOUSANDS.sub("", plain(as_text(cell))).translate(_FRAME).casefold()
    text = text.replace("hm2", "公顷").replace("m2", "平方米")
    sign = -1 if text.startswith("-") else 1
    text = _SIGN.sub("", text, count=1) if text.startswith(("+", "-")) else text
    pieces = _PIECE.findall(text)
    if not pieces or "".join(number + word for number, word in pieces) != text:
        raise ValueError(text)
    factors = [_factor(word, units_of(unit), assumed) for _, word in pieces]
    named = all(word for _, word in pieces)
    falling = all(before > after for before, after in pairwise(factors))
    if len(pieces) > 1 and not (named and falling):
        raise ValueError(text)
    return sign * sum(
        (Fraction(number) * factor for (number, _), factor in zip(pieces, factors, strict=True)),
        Fraction(0),
    )


def _factor(word: str, units: dict[str, Fraction], assumed: str) -> Fraction:
    factor = units.get(word or assumed, None if word or assumed else _ONE)
    if factor is None:
        raise UnknownUnit(word or assumed)
    return factor


def rounded(amount: Fraction, places: int) -> tuple[Decimal, bool]:
    """The amount with ``places`` digits after the point, and whether it had to be rounded."""
    scaled = amount * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-places), scaled.denominator != 1
