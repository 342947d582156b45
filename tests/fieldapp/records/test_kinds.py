"""Kinds: what is stored comes back; text is read as offices write it, or refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.records.codes import code_list
from fieldapp.records.declare import (
    EntitySpec,
    FieldSpec,
    Record,
    entities,
    entity_of,
    fields_of,
    from_stored,
    stored_values,
)
from fieldapp.records.kinds import (
    Bool3,
    Date,
    DateTime,
    Dec,
    Int,
    Kind,
    ManyOf,
    Month,
    OneOf,
    Ref,
    Refs,
    Text,
    Texts,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
MONTHS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(lambda day: f"{day:%Y-%m}")


def decimals(kind: Dec) -> st.SearchStrategy[Decimal]:
    most = 10**kind.digits - 1
    least = -most if kind.low is None else int(kind.low.scaleb(kind.places))
    return st.integers(least, most).map(lambda whole: Decimal(whole).scaleb(-kind.places))


def values_of(kind: Kind) -> st.SearchStrategy[object]:
    """Typed values that a kind holds."""
    match kind:
        case Int(low=low, high=high):
            return st.integers(low, high)
        case Dec():
            return decimals(kind)
        case OneOf(codes=codes):
            return st.sampled_from([code.value for code in codes.codes])
        case ManyOf(codes=codes):
            some = st.sets(st.sampled_from([code.value for code in codes.codes]), min_size=1)
            return some.map(lambda found: tuple(sorted(found)))
        case _:
            return SIMPLE[type(kind)]


SIMPLE: dict[type[Kind], st.SearchStrategy[object]] = {
    Bool3: st.booleans(),
    Date: st.dates(),
    DateTime: st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0)),
    Month: st.one_of(MONTHS, st.integers(1000, 2100).map(str)),
    Text: WORDS,
    Ref: WORDS,
    Texts: st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    Refs: st.lists(WORDS, min_size=1, max_size=3).map(tuple),
}


def can_be_read(kind: Kind, raw: object) -> bool:
    try:
        kind.read(raw)
    except ValueError:
        return False
    return True


def a_field_of_each_kind() -> list[FieldSpec]:
    kinds = {
        type(field.kind): field for spec in reversed(entities()) for field in spec.fields.values()
    }
    return list(kinds.values())


def test_every_kind_is_used_by_a_field() -> None:
    assert {type(field.kind) for field in a_field_of_each_kind()} == {
        Int, Dec, OneOf, ManyOf, *SIMPLE
    }  # fmt: skip


@pytest.mark.parametrize("field", a_field_of_each_kind(), ids=lambda f: type(f.kind).__name__)
@given(data=st.data())
def test_what_is_stored_comes_back(field: FieldSpec, data: st.DataObject) -> None:
    value = data.draw(values_of(field.kind))
    stored = field.kind.to_stored(value)
    assert isinstance(stored, int | str)
    assert not isinstance(stored, bool)
    assert isinstance(stored, int) is (field.kind.sql == "int")
    assert field.kind.from_stored(stored) == value


@pytest.mark.parametrize("field", a_field_of_each_kind(), ids=lambda f: type(f.kind).__name__)
def test_nothing_recorded_stays_nothing(field: FieldSpec) -> None:
    assert field.kind.to_stored(None) is None
    assert field.kind.from_stored(None) is None
    assert field.kind.read("  ") is None
    assert field.kind.show(None, "en") == ""


@pytest.mark.parametrize("spec", entities(), ids=lambda spec: spec.name)
@settings(max_examples=8)
@given(data=st.data())
def test_a_record_comes_back_from_its_stored_values(spec: EntitySpec, data: st.DataObject) -> None:
    cls = spec.cls
    filled = {
        name: data.draw(values_of(field.kind))
        for name, field in fields_of(cls).items()
        if field.structural or data.draw(st.booleans())
    }
    record: Record = cls(uid="0", **filled)
    assert entity_of(cls) is spec
    assert from_stored(cls, "0", stored_values(record)) == record


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Int(0), "1,279", 1279),
        (Dec(8, 2), "3204.5", Decimal("3204.50")),
        (Dec(12, 2), "23,487.1", Decimal("23487.10")),
        (Bool3(), "有", True),
        (Bool3(), "否", False),
        (Date(), "2016-06-01", dt.date(2016, 6, 1)),
        (DateTime(), "2016-06-01T09:30:59", dt.datetime.fromisoformat("2016-06-01T09:30")),
        (Month(), "2014-06", "2014-06"),
        (Month(), "2014", "2014"),
        (OneOf(code_list("C06")), "缺劳动力", "08"),
        (ManyOf(code_list("C07")), "残疾,慢性病", ("02", "04")),
        (Texts(), "张三, 李四,张三", ("张三", "李四")),
        (Text(4), " 张三 ", "张三"),
    ],
)
def test_text_is_read_as_offices_write_it(kind: Kind, text: str, value: object) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Int(0, 12), "13"),
        (Int(0), -1),
        (Int(), 1.5),
        (Int(), True),
        (Dec(5, 2), "1.234"),
        (Dec(5, 2), "1000"),
        (Dec(5, 2, Decimal(0)), "-1"),
        (Dec(5, 2), "NaN"),
        (Bool3(), "也许"),
        (Date(), "2016-02-30"),
        (DateTime(), "2016-06-01T09:30+08:00"),
        (Month(), "2014-13"),
        (OneOf(code_list("C06")), "不知道"),
        (ManyOf(code_list("C07")), "健康,不知道"),
        (Texts(), ["张三", " "]),
        (Text(2), "三个字"),
        (Text(9), "a\0b"),
        (Text(9), "\ud800"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: Kind, raw: object) -> None:
    assert not can_be_read(kind, raw)


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        (Bool3(), True, "是", "yes"),
        (Bool3(), False, "否", "no"),
        (Dec(12, 2), Decimal("23487.10"), "23,487.1", "23,487.1"),
        (OneOf(code_list("card_colour")), "RED", "红卡", "Red card"),
        (ManyOf(code_list("C07")), ("02", "04"), "长期慢性病、残疾", "Long-term illness, Disabled"),
    ],
)
def test_a_value_is_shown_in_the_readers_language(
    kind: Kind, value: object, zh: str, en: str
) -> None:
    assert kind.show(value, "zh_CN") == zh
    assert kind.show(value, "en") == en
