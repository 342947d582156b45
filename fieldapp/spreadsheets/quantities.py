"""Amounts with their units: money, areas, distances, counts; exact decimals throughout."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

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
    **dict.fromkeys(("元", "元整", "块", "块钱", "元/年", "元/人", "元/户", "元/月"), _ONE),
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
_COUNTS = ("人", "口", "口人", "名", "户", "个", "月", "个月", "岁", "周岁", "年")
_ANIMALS = ("头", "只", "匹", "羽", "箱", "桶", "群", "窝")
_PLAIN = dict.fromkeys((*_COUNTS, *_ANIMALS), _ONE)
_BY_UNIT: dict[str, dict[str, Fraction]] = {
    "元": _MONEY,
    "亩": _AREA,
    "平方米": _SQUARE_METRES,
    "公里": _KILOMETRES,
    "米": {"米": _ONE, "m": _ONE},
}

_PIECE = re.compile(r"([+-]?\d+(?:\.\d+)?)([^\d.+\-]*)", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_FRAME = str.maketrans("", "", " \t\r\n\u00a5¥约")


class UnknownUnit(ValueError):
    """The cell names a unit that does not fit the field."""


def units_of(unit: str) -> dict[str, Fraction]:
    """What may be written for a field measured in ``unit``, with the factor to it."""
    return _BY_UNIT.get(unit, _PLAIN)


def read_quantity(cell: Cell, unit: str, assumed: str = "") -> Fraction:
    """The amount in ``unit``; ``assumed`` is the unit of the heading for cells that name none.

    ``2亩5分`` is read as the sum of its pieces. Raises ``UnknownUnit`` for a unit that does not
    belong here and ``ValueError`` for text that is no amount.
    """
    text = _THOUSANDS.sub("", plain(as_text(cell))).translate(_FRAME).casefold()
    text = text.replace("hm2", "公顷").replace("m2", "平方米")
    pieces = _PIECE.findall(text)
    if not pieces or "".join(number + word for number, word in pieces) != text:
        raise ValueError(text)
    units = units_of(unit)
    total = Fraction(0)
    for number, word in pieces:
        factor = units.get(word or assumed, None if word else _ONE)
        if factor is None:
            raise UnknownUnit(word)
        total += Fraction(number) * factor
    return total


def rounded(amount: Fraction, places: int) -> tuple[Decimal, bool]:
    """The amount with ``places`` digits after the point, and whether it had to be rounded."""
    scaled = amount * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-places), scaled.denominator != 1
