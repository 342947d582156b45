"""When a visit is due."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.rules.visit_cadence import NEVER, days_overdue

TODAY = dt.date(2015, 11, 25)


def days_before(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "overdue"), [(44, None), (45, None), (46, 1), (62, 17)])
def test_a_red_card_is_due_when_the_last_visit_is_older_than_45_days(
    days: int, overdue: int | None
) -> None:
    assert days_overdue("RED", days_before(days), None, TODAY) == overdue


def test_a_household_that_was_never_visited_comes_before_all_others() -> None:
    assert days_overdue("YELLOW", None, None, TODAY) == NEVER


def test_a_general_household_is_due_only_on_the_day_that_was_agreed() -> None:
    assert days_overdue("GENERAL", days_before(200), None, TODAY) is None
    assert days_overdue("GENERAL", days_before(200), TODAY, TODAY) == 0
    assert days_overdue("GENERAL", days_before(200), days_before(-1), TODAY) is None


def test_an_agreed_day_that_has_passed_is_due_before_the_term_is() -> None:
    assert days_overdue("RED", days_before(10), days_before(3), TODAY) == 3
