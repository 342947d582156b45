"""Which households are to be visited now."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.desk import Desk
from fieldapp.services.overview import overview
from fieldapp.services.visits_due import MOST_FIRST, due_households, visits_due

START = dt.datetime.fromisoformat("2015-01-01T09:00")


def test_all_that_are_due_are_named_for_printing_in_the_order_of_the_page(desk: Desk) -> None:
    first = overview(desk.store, desk.clock, desk.exchange).due.first
    assert due_households(desk.store, desk.clock) == [due.row.uid for due in first]
    assert due_households(desk.store, desk.clock, "no such village") == []


def test_only_the_most_overdue_of_a_county_are_held_whatever_their_order(desk: Desk) -> None:
    model = desk.store.questions.households()[0]
    today = dt.date(2016, 6, 1)
    county = [
        replace(
            model, uid=str(place), card="YELLOW" if place % 2 else "RED", next_visit=None,
            last_visit=START + dt.timedelta(days=place * 7919 % 480),
        )
        for place in range(2000)
    ]  # fmt: skip
    terms = Terms(today)
    overdue = [(days, row) for row in county if (days := terms.overdue(row)) is not None]
    found = visits_due(iter(county), terms)
    assert (found.count, found.red) == (len(overdue), sum(r.card == "RED" for _d, r in overdue))
    assert found.late == sum(days >= 7 for days, _row in overdue)
    assert MOST_FIRST < found.late < found.count < len(county)
    worst = sorted((-days, row.card != "RED") for days, row in overdue)[:MOST_FIRST]
    assert [(-due.days, due.row.card != "RED") for due in found.first] == worst
