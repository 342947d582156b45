"""Dates and times are read as people key them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.date_text import Leaning, read_date, read_time

TODAY = dt.date(2016, 11, 23)


@pytest.mark.parametrize(
    "keyed",
    [
        "2016-11-23", "2016/11/23", "2016.11.23", "20161123", "2016年11月23日", "11-23", "1123",
        "11月23日", "11月23号", "11/23", "23", "今天", "today", "２０１６－１１－２３", " 11 - 23 ",
    ],
)  # fmt: skip
def test_one_day_may_be_keyed_in_many_ways(keyed: str) -> None:
    assert read_date(keyed, TODAY) == TODAY


@pytest.mark.parametrize("keyed", ["", "13-40", "2016-02-30", "abc", "112", "2016-11", "32"])
def test_what_is_no_day_is_told_apart(keyed: str) -> None:
    assert read_date(keyed, TODAY) is None


@pytest.mark.parametrize(
    ("keyed", "leaning", "year"),
    [
        ("1201", "past", 2015), ("1201", "future", 2016), ("0531", "future", 2017),
        ("0531", "past", 2016), ("1201", "nearest", 2016), ("0229", "past", 2016),
        ("0229", "future", 2020),
    ],
)  # fmt: skip
def test_a_missing_year_is_found_where_the_field_leans(
    keyed: str, leaning: Leaning, year: int
) -> None:
    found = read_date(keyed, TODAY, leaning)
    assert found is not None
    assert found.year == year


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_written_out_is_read_back(day: dt.date) -> None:
    assert read_date(day.isoformat(), TODAY) == day


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read_date(text, TODAY)
    read_time(text)


@pytest.mark.parametrize(
    ("keyed", "minutes"),
    [("9:30", 570), ("0930", 570), ("930", 570), ("9点半", 570), ("9点30分", 570), ("9", 540),
     ("9点", 540), ("９：３０", 570), ("24:00", None), ("9:75", None), ("", None), ("x", None)],
)  # fmt: skip
def test_a_time_of_day_may_be_keyed_in_many_ways(keyed: str, minutes: int | None) -> None:
    found = read_time(keyed)
    assert (found.hour * 60 + found.minute if found else None) == minutes
