"""Bundles are made here, carried to sticks, and cleared away once they are confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.services.custody import Custody
from fieldapp.services.desk import Desk
from tests.two_desks import TwoDesks, telephone


def custody(desk: Desk) -> Custody:
    return Custody(desk.exchange, desk.folder / "outbox")


def test_what_waits_is_counted_by_change_and_household(desks: TwoDesks) -> None:
    team = custody(desks.team)
    assert team.waiting().changes == 0
    telephone(desks.team, "0163", "13900000001")
    telephone(desks.team, "0163", "13900000002")
    telephone(desks.team, "0107", "13900000003")
    waiting = team.waiting()
    assert (waiting.changes, waiting.fresh, waiting.households) == (3, 3, 2)
    assert waiting.contents == {"household": 2}


def test_a_bundle_is_made_here_first_and_then_carried_twice(
    desks: TwoDesks, tmp_path: Path
) -> None:
    team = custody(desks.team)
    telephone(desks.team, "0163", "13900000001")
    made = team.make()
    assert made.state == "made"
    assert team.is_kept(made)
    assert team.waiting().fresh == 0
    for name in ("one", "two"):
        stick = tmp_path / name
        stick.mkdir()
        carried = team.carry(made, stick)
        assert carried.file.parent == stick
        assert carried.check_code == made.check_code
        assert carried.bytes == carried.file.stat().st_size == team.size(made)
    assert desks.team.exchange.history()[0].state == "on_stick"


def test_a_stick_that_is_gone_leaves_the_bundle_where_it_was(
    desks: TwoDesks, tmp_path: Path
) -> None:
    team = custody(desks.team)
    telephone(desks.team, "0163", "13900000001")
    made = team.make()
    with pytest.raises(WorldFailed, match="drive_gone"):
        team.carry(made, tmp_path / "no such stick")
    assert team.is_kept(made)
    assert desks.team.exchange.history()[0].state == "made"


def test_announcing_a_bundle_changes_nothing(desks: TwoDesks, tmp_path: Path) -> None:
    team, county = custody(desks.team), custody(desks.county)
    telephone(desks.team, "0163", "13900000001")
    carried = team.carry(team.make(), tmp_path)
    before = desks.county.store.state_digest()
    announced = county.announce(carried.file)
    assert announced.outcome.status == "preview"
    assert announced.outcome.changes_applied == 1
    assert announced.contents == {"household": 1}
    assert desks.county.store.state_digest() == before


def test_a_confirmed_bundle_is_cleared_away_with_the_next(desks: TwoDesks, tmp_path: Path) -> None:
    team, county = custody(desks.team), custody(desks.county)
    telephone(desks.team, "0163", "13900000001")
    made = team.make()
    desks.county.exchange.import_one(team.carry(made, tmp_path).file)
    back = county.carry(county.make(), tmp_path)
    desks.team.exchange.import_one(back.file)
    assert desks.team.exchange.pending() == 0
    telephone(desks.team, "0107", "13900000002")
    team.make()
    assert not team.is_kept(made)
    with pytest.raises(Refused, match="bundle_not_kept"):
        team.carry(made, tmp_path)


def test_a_laptop_that_has_just_begun_lacks_nothing_of_the_county(desks: TwoDesks) -> None:
    assert custody(desks.county).waiting().changes == 0
    telephone(desks.county, "0163", "13900000001")
    assert custody(desks.county).waiting().changes == 1


def test_a_bundle_that_only_confirms_makes_room_for_the_next(desks: TwoDesks) -> None:
    county = custody(desks.county)
    made = county.make()
    assert made.changes == 0
    assert county.is_kept(made)
    newer = county.make()
    assert not county.is_kept(made)
    assert county.is_kept(newer)


def test_both_sides_show_the_same_county_key(desks: TwoDesks) -> None:
    ours, theirs = custody(desks.team).identity(), custody(desks.county).identity()
    assert ours.fingerprint == theirs.fingerprint
    assert (ours.role, theirs.role) == ("team", "county")
    assert ours.laptop == "郑家村一号机"
