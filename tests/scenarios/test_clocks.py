"""Clocks that are wrong: S-21 and S-22."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.changes.operations import Unit
from fieldapp.ports.store import changed
from fieldapp.records import Household
from fieldapp.services.exchange import Exchange
from tests.factories import MORNING, act
from tests.scenarios.world import World, known, shown, values

ODD = [
    dt.datetime.fromisoformat(text)
    for text in ("1970-01-01T00:00:01", "2018-06-01T09:00:00", "2016-02-29T23:59:58",
                 "2016-10-30T02:30:00", "2016-05-02T09:00:00")
]  # fmt: skip


@pytest.mark.parametrize("moment", ODD, ids=lambda moment: moment.isoformat())
def test_s_21_a_wrong_clock_loses_nothing_and_decides_nothing(
    world: World, moment: dt.datetime
) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    wrong = world.at(one, moment)
    world.set(wrong, home, phone="早")
    world.send(wrong, world.county)
    world.send(world.county, two)
    world.set(two, home, phone="晚")
    world.everything_to_everyone()
    for exchange in (world.county, wrong, two):
        assert shown(exchange, home).phone == "晚"
        assert exchange.store.questions.conflicts() == []


def test_s_21_a_clock_set_back_between_two_edits_keeps_their_order(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    world.set(world.at(one, MORNING + dt.timedelta(days=30)), home, phone="先")
    back = world.laptops["一号机"]
    world.set(world.at(back, MORNING - dt.timedelta(days=30)), home, phone="后")
    last = world.laptops["一号机"]
    second = world.home(last, "H00002")
    world.send(last, world.county)
    assert shown(world.county, home).phone == "后"
    assert len({home.uid, second.uid}) == 2


def test_s_21_the_county_sees_whose_clock_is_ahead(world: World) -> None:
    one = world.laptop("一号机")
    world.send(world.at(one, MORNING + dt.timedelta(days=730)), world.county)
    assert known(world.county, one).ahead > 700 * 86400
    world.send(world.at(world.laptops["一号机"], world.clock.now()), world.county)
    assert known(world.county, one).ahead == 0


def test_s_22_a_laptop_a_century_ahead_leads_no_other_clock(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    century = world.at(one, MORNING.replace(year=2116))
    world.set(century, home, phone="未来")
    world.send(century, world.county)
    world.send(world.county, two)
    for exchange in (world.county, two):
        done = exchange.store.write(act(), [changed(Household, home.uid, note=_name(exchange))])
        assert done.unit is not None
        actor, _ = done.unit
        newest = max(unit.hlc for unit in _units(exchange, actor))
        assert newest >> 16 < 1_500_000_000_000
    world.set(two, home, phone="今天")
    world.everything_to_everyone()
    assert shown(world.county, home).phone == "今天"
    assert values(world.county, "phone") == set()


def _name(exchange: Exchange) -> str:
    return exchange.store.writer().name


def _units(exchange: Exchange, actor: bytes) -> list[Unit]:
    return exchange.store.log.operations({actor: ((1, 10**6),)}, None)[0]
