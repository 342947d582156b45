"""Figures that are worked out: shares, due dates, sums."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from fieldapp.rules.derived import (
    benefit_sum,
    birth_due,
    body_mass,
    follows,
    months_later,
    percent,
)


def test_a_share_needs_both_numbers_and_a_whole() -> None:
    assert percent(Decimal(198), Decimal(422)) == Decimal("46.9")
    assert percent(None, Decimal(5)) is None
    assert percent(Decimal(0), Decimal(5)) == Decimal("0.0")
    assert percent(Decimal(3), Decimal(0)) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2015-11-30", 3, "2016-02-29"),
        ("2016-12-05", 1, "2017-01-05"),
        ("2016-05-31", 0, "2016-05-31"),
    ],
)
def test_months_end_on_a_day_that_exists(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_a_child_is_due_nine_months_and_seven_days_later() -> None:
    assert birth_due(dt.date(2016, 3, 1)) == dt.date(2016, 12, 8)
    assert birth_due(dt.date(2016, 5, 31)) == dt.date(2017, 3, 7)


def test_a_benefit_is_quantity_times_rate_at_most_the_cap() -> None:
    assert benefit_sum(Decimal(3), Decimal(1000), None) == Decimal(3000)
    assert benefit_sum(Decimal(3), Decimal(1000), Decimal(2000)) == Decimal(2000)
    assert benefit_sum(None, Decimal(1000), None) is None


def test_the_body_mass_index() -> None:
    assert body_mass(Decimal(60), Decimal(160)) == Decimal("23.4")
    assert body_mass(Decimal(60), None) is None


def test_typed_values_bring_what_follows_from_them() -> None:
    assert follows("maternal", "lmp", {"lmp": dt.date(2016, 3, 1)}) == {
        "due_date": dt.date(2016, 12, 8)
    }
    assert follows("benefit", "rate", {"quantity": Decimal(2), "rate": Decimal(5)}) == {
        "amount": Decimal(10)
    }
    assert follows("training", "attendees", {"attendees": ("a", "b")}) == {"count": 2}
    assert follows("benefit", "year", {"year": 2016}) == {}
