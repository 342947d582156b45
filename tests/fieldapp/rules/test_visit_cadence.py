"""When a visit is due."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.rules.visit_cadence import NEVER, USUAL, Cadence

TODAY = dt.date(2015, 11, 25)


def days_before(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "overdue"), [(44, None), (45, None), (46, 1), (62, 17)])
def test_a_red_card_is_usually_due_when_the_last_visit_is_older_than_45_days(
    days: int, overdue: int | None
) -> None:
    assert USUAL.days_overdue("RED", days_before(days), None, TODAY) == overdue


def test_a_household_that_was_never_visited_comes_before_all_others() -> None:
    assert USUAL.days_overdue("YELLOW", None, None, TODAY) == NEVER


def test_a_general_household_is_usually_due_only_on_the_day_that_was_agreed() -> None:
    assert USUAL.days_overdue("GENERAL", days_before(200), None, TODAY) is None
    assert USUAL.days_overdue("GENERAL", days_before(200), TODAY, TODAY) == 0
    assert USUAL.days_overdue("GENERAL", days_before(200), days_before(-1), TODAY) is None


def test_an_agreed_day_that_has_passed_is_due_before_the_term_is() -> None:
    assert USUAL.days_overdue("RED", days_before(10), days_before(3), TODAY) == 3


def test_each_card_has_the_visits_a_quarter_that_are_set_for_it() -> None:
    cadence = Cadence(red=3, yellow=1, general=0)
    assert [cadence.term(card) for card in ("RED", "YELLOW", "GENERAL", None)] == [
        30, 90, None, None,
    ]  # fmt: skip
    assert cadence.days_overdue("RED", days_before(31), None, TODAY) == 1
    assert cadence.days_overdue("YELLOW", days_before(31), None, TODAY) is None


def test_without_a_term_a_household_that_was_never_visited_is_not_due() -> None:
    assert Cadence(red=0).days_overdue("RED", None, None, TODAY) is None


@pytest.mark.parametrize(
    "wrong", [Cadence(red=14), Cadence(general=-1), Cadence(meeting_days=0), Cadence(2, 2, 0, 91)]
)
def test_figures_out_of_range_make_no_sense(wrong: Cadence) -> None:
    assert not wrong.sensible
    assert USUAL.sensible
