"""S-40: a laptop that was away for years, and what may be packed meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from db import packing
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.ports.store import removed
from fieldapp.records import Household
from fieldapp.services.compaction import Compaction
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import (
    load_profile,
)
from tests.factories import MORNING, act
from tests.scenarios.world import Ticking, World, on_both, shown


def test_s_40_a_removal_outlives_two_years_of_absence(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.county.store.write(act(), [removed(Household, home.uid)])
    for number in range(5):
        world.home(one, f"H9{number:04d}")
        world.everything_to_everyone_but(two)
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert exchange.store.get(Household, home.uid) is None


def test_s_40_what_a_retired_laptop_brings_waits_for_review(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.county.store.write(act(), [removed(Household, home.uid)])
    world.county.revoke("二号机", "两年未归")
    world.set(two, home, phone="2")
    done = world.county.import_one(world.bundle(two))
    assert done.status == "held"
    assert world.county.store.get(Household, home.uid) is None
    assert world.county.store.questions.conflicts() == []


@pytest.fixture
def packed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few they are."""
    monkeypatch.setattr(packing, "LEAST", 1)
    monkeypatch.setattr(packing, "SIZE", 3)


def in_two_years(exchange: Exchange) -> Compaction:
    return Compaction(exchange.store, Ticking(MORNING + dt.timedelta(days=730)))


@on_both
@pytest.mark.usefixtures("packed_at_once")
def test_s_40_packing_waits_for_an_absent_laptop_which_then_merges_fully(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.county.store.write(act(), [removed(Household, home.uid)])
    world.home(one, "H90000")
    world.everything_to_everyone_but(two)
    compaction = in_two_years(world.county)
    (behind,) = compaction.look().behind
    assert (behind.name, behind.changes, behind.heard[:4]) == ("二号机", 2, "2016")
    packed = compaction.run(WatchedJob()).changes
    assert packed > 0
    assert compaction.look().outlook.waiting == {load_profile(two.store).device: 2}
    world.set(two, home, phone="2")
    world.everything_to_everyone()
    assert compaction.look().behind == ()
    assert compaction.run(WatchedJob()).changes == 3
    world.everything_to_everyone()


@on_both
@pytest.mark.usefixtures("packed_at_once")
def test_s_40_a_retired_laptop_holds_up_no_packing_and_still_merges_when_released(
    world: World,
) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home, other = world.home(one), world.home(one, "H00002")
    world.everything_to_everyone()
    world.county.store.write(act(), [removed(Household, home.uid)])
    world.set(two, other, phone="2")
    world.everything_to_everyone_but(two)
    brought = world.bundle(two)
    world.county.revoke("二号机", "两年未归")
    compaction = in_two_years(world.county)
    assert compaction.look().behind == ()
    compaction.run(WatchedJob())
    assert compaction.look().outlook.ready == 0
    assert world.county.import_one(brought).status == "held"
    released = world.county.import_one(brought, released=True)
    assert (released.problem, shown(world.county, other).phone) == (None, "2")
    assert world.county.store.get(Household, home.uid) is None
    assert world.county.store.examine().problems == ()
    del world.laptops["二号机"]
    two.store.close()
    world.laptop("三号机")
    world.everything_to_everyone()


@pytest.mark.usefixtures("packed_at_once")
def test_s_40_a_laptop_packs_what_its_county_has_confirmed(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    compaction = in_two_years(one)
    assert [behind.county for behind in compaction.look().behind] == [True]
    world.everything_to_everyone()
    home = world.home(one, "H00002")
    assert compaction.run(WatchedJob()).changes == 2
    assert compaction.look().outlook.waiting == {load_profile(world.county.store).device: 1}
    world.send(one, world.county, full=True)
    assert shown(world.county, home) == shown(one, home)
    world.everything_to_everyone()
