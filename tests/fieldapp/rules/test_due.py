"""When a follow-up, a dose and an antenatal visit fall due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fieldapp.records import ChronicCard, ChronicFollowup, Maternal, MaternalVisit, Vaccination
from fieldapp.rules.due import antenatal_due, dose_due, followup_due

TODAY = dt.date(2016, 11, 23)
CARD = ChronicCard(uid="c", member="m", issue_date=dt.date(2016, 1, 31))
MOTHER = Maternal(uid="p", member="m", lmp=dt.date(2016, 9, 1))


def test_a_card_is_followed_up_four_times_a_year() -> None:
    assert followup_due(CARD, [], TODAY, 4) == dt.date(2016, 4, 30)
    made = [ChronicFollowup(uid="f", card="c", date=dt.date(2016, 5, 2))]
    assert followup_due(CARD, made, TODAY, 4) == dt.date(2016, 8, 2)
    agreed = [replace(made[0], next_date=dt.date(2016, 7, 1))]
    assert followup_due(CARD, agreed, TODAY, 4) == dt.date(2016, 7, 1)


@pytest.mark.parametrize(
    ("a_year", "due"),
    [
        (1, dt.date(2017, 1, 31)), (6, dt.date(2016, 3, 31)), (12, dt.date(2016, 2, 29)),
        (5, dt.date(2016, 4, 13)), (24, dt.date(2016, 2, 15)),
    ],
)  # fmt: skip
def test_the_county_decides_how_often(a_year: int, due: dt.date) -> None:
    assert followup_due(CARD, [], TODAY, a_year) == due


def test_a_card_that_has_run_out_needs_no_follow_up() -> None:
    assert followup_due(replace(CARD, valid_to=dt.date(2016, 11, 22)), [], TODAY, 4) is None
    assert followup_due(replace(CARD, issue_date=None), [], TODAY, 4) is None


def test_the_first_antenatal_visit_is_due_in_week_13() -> None:
    assert antenatal_due(MOTHER, []) == dt.date(2016, 11, 30)
    seen = [
        MaternalVisit(uid=str(no), maternal="p", visit_no=no, next_date=dt.date(2016, 10 + no, 5))
        for no in (2, 1)
    ]
    assert antenatal_due(MOTHER, seen) == dt.date(2016, 12, 5)
    assert antenatal_due(replace(MOTHER, birth_date=TODAY), seen) is None


def test_a_dose_is_due_until_it_is_given() -> None:
    dose = Vaccination(uid="d", member="m", vaccine="麻疹", due_date=TODAY)
    assert dose_due(dose) == TODAY
    assert dose_due(replace(dose, date=TODAY)) is None
