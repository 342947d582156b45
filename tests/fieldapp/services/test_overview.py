"""The week at a glance over a real store."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.services.desk import Desk
from fieldapp.services.overview import Overview, overview
from fieldapp.services.visits_due import VisitsDue


@pytest.fixture
def answer(desk: Desk) -> Overview:
    return overview(desk.store, desk.clock, desk.exchange)


def test_the_most_overdue_household_comes_first(answer: Overview) -> None:
    assert [due.row.local_no for due in answer.due.first] == [
        "0311", "0163", "0219", "0291", "0188", "0201",
    ]  # fmt: skip
    assert answer.due.first[0].never
    assert (answer.due.count, answer.due.red, answer.due.late) == (6, 5, 3)


def test_promises_are_those_due_today_or_earlier(answer: Overview) -> None:
    assert [promise.title for promise in answer.promises] == [
        "养殖土蜂", "慢病卡补办", "白芍苗补助",
    ]  # fmt: skip


def test_the_week_begins_on_monday(answer: Overview) -> None:
    assert (answer.monday, answer.sunday) == (dt.date(2015, 11, 23), dt.date(2015, 11, 29))
    assert (answer.week.visits, answer.week.households) == (3, 3)
    assert answer.week.groups_left == ("2组", "4组", "5组")


def test_figures_of_cards_and_causes_agree_with_the_register(answer: Overview) -> None:
    assert answer.in_care.households == 15
    assert sum(count for _cause, count in answer.causes) == 15
    assert answer.causes[0] == ("07", 5)


def test_an_empty_register_has_nothing_due(desk: Desk) -> None:
    answer = overview(desk.store, desk.clock, desk.exchange, "no such village")
    assert (answer.due, answer.promises, answer.week.visits) == (VisitsDue(), (), 0)
