"""The county's cadence, shared like any record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed
from fieldapp.records import CountySetting
from fieldapp.rules.visit_cadence import USUAL, Cadence, Terms
from fieldapp.services.cadence import SETTING, load_cadence, set_cadence
from fieldapp.services.desk import Desk
from fieldapp.services.overview import overview
from tests.two_desks import TwoDesks


def test_what_is_set_is_followed_at_once_and_can_be_undone(desk: Desk) -> None:
    before = overview(desk.store, desk.clock, desk.exchange)
    done = set_cadence(desk.registers, Cadence(red=0, yellow=0))
    after = overview(desk.store, desk.clock, desk.exchange)
    assert before.cadence == USUAL
    assert after.cadence == Cadence(0, 0)
    assert {due.row.uid for due in after.due.first} < {due.row.uid for due in before.due.first}
    desk.registers.undo(done)
    assert load_cadence(desk.store) == USUAL


def test_it_is_set_once_and_changed_from_then_on(desk: Desk) -> None:
    set_cadence(desk.registers, Cadence(3, 1))
    set_cadence(desk.registers, Cadence(3, 2, 1, 14))
    assert load_cadence(desk.store) == Cadence(3, 2, 1, 14)
    assert len(desk.store.find(CountySetting, name=SETTING)) == 1


def test_figures_out_of_range_are_refused_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(Refused, match="bad_value"):
        set_cadence(desk.registers, Cadence(red=99))
    assert desk.store.find(CountySetting) == []


@pytest.mark.parametrize("value", ["{", '{"red": "many"}', '{"red": 99}', None])
def test_a_setting_that_cannot_be_read_counts_as_not_set(desk: Desk, value: str | None) -> None:
    set_cadence(desk.registers, Cadence(3))
    uid = desk.store.find(CountySetting, name=SETTING)[0].uid
    act = desk.registers.act("county_setting.set")
    desk.store.write(act, [changed(CountySetting, uid, value=value)])
    assert load_cadence(desk.store) == USUAL


def test_a_laptop_follows_what_the_county_sets(desks: TwoDesks, tmp_path: Path) -> None:
    set_cadence(desks.county.registers, Cadence(4, 3, 1, 14))
    bundle = desks.county.exchange.export(tmp_path).file
    assert desks.team.exchange.import_one(bundle).problem is None
    assert load_cadence(desks.team.store) == Cadence(4, 3, 1, 14)


def test_a_laptop_sets_nothing_for_the_county(desks: TwoDesks) -> None:
    with pytest.raises(Refused, match="county_only"):
        set_cadence(desks.team.registers, Cadence(1))
    assert load_cadence(desks.team.store) == USUAL


def test_terms_ask_on_their_own_day(desk: Desk) -> None:
    row = next(r for r in desk.store.questions.households() if r.card == "RED" and r.last_visit)
    assert row.last_visit is not None
    terms = Terms(row.last_visit.date())
    assert terms.overdue(replace(row, next_visit=None)) is None
