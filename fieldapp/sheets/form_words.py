"""How declared fields are said on a form: their labels, their values, the boxes to tick."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from fieldapp.records.declare import FieldSpec, Record, fields_of
from fieldapp.sheets.words import Words

_UNITS = {
    "元": "yuan",
    "万元": "10,000 yuan",
    "亩": "mu",
    "平方米": "m²",
    "平方公里": "km²",
    "公里": "km",
    "米": "m",
    "厘米": "cm",
    "公斤": "kg",
    "人": "people",
    "户": "households",
    "月": "months",
    "周": "weeks",
    "小时": "hours",
    "分钟": "minutes",
    "次/分": "a minute",
    "次": "times",
    "支": "cigarettes",
    "两": "liang",
    "头": "head",
    "只": "head",
    "箱": "hives",
    "个": "",
}
"""The declared units in English; others are the same in both languages."""


class FormWords(Words):
    """The sheet's language, with the declarations of the records."""

    def label(self, cls: type[Record], field: str) -> str:
        """The label of a declared field."""
        return fields_of(cls)[field].label(self.language)

    def unit(self, declared: str) -> str:
        """A declared unit in the language of the sheet."""
        return declared if self.chinese else _UNITS.get(declared, declared)

    def counted(self, households: int, people: int) -> str:
        """How many households, and how many people in them."""
        told = ((households, "户"), (people, "人"))
        separator = " " if self.chinese else ", "
        return separator.join(self.number(count, self.unit(unit)) for count, unit in told)

    def shown(self, record: Record | None, field: str, *, bare: bool = False) -> str:
        """The value of a declared field, with its unit unless ``bare``; empty when not recorded."""
        if record is None:
            return ""
        spec = fields_of(type(record))[field]
        return self._shown(spec, getattr(record, field), "" if bare else self.unit(spec.unit))

    def _shown(self, spec: FieldSpec, value: object, unit: str) -> str:
        if isinstance(value, bool) or value is None:
            return spec.kind.show(value, self.language)
        if isinstance(value, dt.datetime):
            return f"{self.day(value)} {value:%H:%M}"
        if isinstance(value, dt.date):
            return self.day(value)
        if isinstance(value, Decimal) or (isinstance(value, int) and spec.unit):
            return self.number(value, unit)
        return spec.kind.show(value, self.language)

    def blank(self, letters: int) -> str:
        """Room to write ``letters`` characters by hand within a sentence."""
        return "＿" * letters if self.chinese else "_" * (2 * letters)

    def tick(self, word: str, *, ticked: bool) -> str:
        """A choice of an official form: ``√`` stands where the box would be."""
        return f"{'√' if ticked else '□'} {word}"
