"""Work carried between a county and its laptops, through real bundles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.bundles.container import open_bundle
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import changed, created
from fieldapp.records import Household, Village
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import (
    Peer,
    Profile,
    Role,
    load_keys,
    load_profile,
    load_recovery,
    save_keys,
    save_peer,
    save_profile,
    save_recovery,
)
from tests.exchanging import write
from tests.factories import MORNING, a_household, a_store, a_village, act
from tests.two_desks import TwoDesks


def desk_of(folder: Path, role: Role, name: str, villages: tuple[str, ...] = ()) -> Exchange:
    """An exchange with keys of its own; a county has a pair in the safe too."""
    store = a_store(folder, name)
    device = SeededIds(name).uid()
    save_keys(store, DeviceKeys.generate())
    if role == "county":
        save_recovery(store, DeviceKeys.generate())
    save_profile(store, Profile(role, name, device, "c", "县办", villages, b"i" * 16))
    (folder / "inbox").mkdir()
    return Exchange(store, FixedClock(MORNING), SeededIds(f"{name}/ids"), folder / "inbox")


def introduce(county: Exchange, team: Exchange, villages: tuple[str, ...]) -> None:
    recovery = load_recovery(county.store)
    assert recovery is not None
    save_peer(county.store, peer_of(team, "team", villages))
    known = peer_of(county, "county", ())
    save_peer(
        team.store,
        Peer(known.device, known.name, "county", known.keys, recovery=recovery.public()),
    )


def peer_of(exchange: Exchange, role: Role, villages: tuple[str, ...]) -> Peer:
    profile = load_profile(exchange.store)
    keys = load_keys(exchange.store).public()
    return Peer(profile.device, profile.name, role, keys, villages)


Trio = tuple[Exchange, Exchange, Exchange, Village, Village]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """A county, and two teams with one village each."""
    here, there = a_village("郑家村"), a_village("邻村")
    county = desk_of(tmp_path / "county", "county", "县办")
    one = desk_of(tmp_path / "one", "team", "一号机", (here.uid,))
    two = desk_of(tmp_path / "two", "team", "二号机", (there.uid,))
    introduce(county, one, (here.uid,))
    introduce(county, two, (there.uid,))
    county.store.write(act(), [created(here), created(there)])
    yield county, one, two, here, there
    for exchange in (county, one, two):
        exchange.store.close()


def send(sender: Exchange, receiver: Exchange, folder: Path, to: str | None = None) -> str:
    out = sender.export(folder / f"{len(list(folder.iterdir()))}.fsync", to)
    done = receiver.import_one(out.file)
    assert done.problem is None
    return done.status


def test_a_team_gets_its_own_villages_only(trio: Trio, tmp_path: Path) -> None:
    county, one, two, here, there = trio
    county.store.write(act(), [created(a_household(here)), created(a_household(there))])
    send(county, one, tmp_path, "一号机")
    send(county, two, tmp_path, "二号机")
    for team, village in ((one, here), (two, there)):
        assert [v.uid for v in team.store.find(Village)] == [village.uid]
        assert [h.village for h in team.store.find(Household)] == [village.uid]


def test_the_work_of_a_team_reaches_the_county_and_is_confirmed(trio: Trio, tmp_path: Path) -> None:
    county, one, _, here, _ = trio
    send(county, one, tmp_path, "一号机")
    home = a_household(here)
    one.store.write(act(), [created(home)])
    assert one.pending() == 1
    assert send(one, county, tmp_path) == "merged"
    assert county.store.get(Household, home.uid) == home
    assert [line.state for line in one.history() if line.way == "out"] == ["on_stick"]
    send(county, one, tmp_path, "一号机")
    assert one.pending() == 0
    assert {line.state for line in one.history()} == {"merged"}


def test_what_waits_at_the_county_is_what_the_laptop_furthest_behind_lacks(
    trio: Trio, tmp_path: Path
) -> None:
    county, one, two, _, there = trio
    for team in (one, two):
        send(county, team, tmp_path, load_profile(team.store).name)
        send(team, county, tmp_path)
    assert county.pending() == 0
    county.store.write(act(), [created(a_household(there))])
    behind = county.receiver("二号机")
    assert county.pending() == county.lacks(behind) == len(county.lacking(behind)[1])
    assert county.pending() > 0
    assert county.lacks(county.receiver("一号机")) == 0


def test_a_bundle_imported_twice_stands_once_in_the_ledger(trio: Trio, tmp_path: Path) -> None:
    county, one, _, _here, _ = trio
    send(county, one, tmp_path, "一号机")
    out = one.export(tmp_path / "there.fsync")
    for _time in range(2):
        assert county.import_one(out.file).problem is None
    assert [line.way for line in county.history()].count("in") == 1


def test_a_lost_stick_is_made_good_by_the_next_bundle(trio: Trio, tmp_path: Path) -> None:
    county, one, _, here, _ = trio
    send(county, one, tmp_path, "一号机")
    home = a_household(here)
    one.store.write(act(), [created(home)])
    one.export(tmp_path / "lost.fsync")
    one.store.write(act(), [changed(Household, home.uid, phone="1")])
    send(one, county, tmp_path)
    found = county.store.get(Household, home.uid)
    assert found is not None
    assert found.phone == "1"


def test_the_key_in_the_safe_opens_what_teams_send(trio: Trio, tmp_path: Path) -> None:
    county, one, _, here, _ = trio
    send(county, one, tmp_path, "一号机")
    one.store.write(act(), [created(a_household(here))])
    out = one.export(tmp_path / "bundle.fsync")
    recovery = load_recovery(county.store)
    assert recovery is not None
    team_key = load_keys(one.store).public().verify_key()
    bundle = open_bundle(out.file, verify=lambda _: team_key, identities=[recovery.identity()])
    assert list(bundle.frames())
    save_keys(county.store, DeviceKeys.generate())  # the daily key is lost
    assert county.import_one(out.file).status == "merged"


def test_what_a_stranger_sends_is_held(trio: Trio, tmp_path: Path) -> None:
    county, one, two, here, _ = trio
    send(county, one, tmp_path, "一号机")
    one.store.write(act(), [created(a_household(here))])
    out = one.export(tmp_path / "bundle.fsync")
    for receiver, code in ((two, "bundle_not_ours"), (county, None)):
        problem = receiver.import_one(out.file).problem
        assert (problem.code if problem else None) == code
    county.revoke("一号机", "lost")
    again = county.import_one(one.export(tmp_path / "more.fsync", full=True).file)
    assert again.status == "held"
    assert again.problem is not None
    assert again.problem.code == "bundle_sender_revoked"


def test_whom_a_bundle_is_for_must_be_clear(trio: Trio, tmp_path: Path) -> None:
    county, one, _, _, _ = trio
    for exchange, to, code in (
        (county, None, "several_receivers"),
        (one, "二号机", "no_receiver"),
        (county, "county", "no_receiver"),
    ):
        with pytest.raises(Refused) as caught:
            exchange.export(tmp_path / "x.fsync", to)
        assert caught.value.code == code
    with pytest.raises(Refused):
        county.revoke("nobody", "")


def test_a_sender_that_contradicts_its_own_key_is_told_as_damage(desks: TwoDesks) -> None:
    write(desks.team, phone="13900000163")
    file = desks.team.exchange.export(desks.team.folder / "out.fsync").file
    device = desks.team.profile.device
    data = file.read_bytes()
    assert data.count(device.encode()) == 1
    altered = "0" if device[-1] != "0" else "1"
    file.write_bytes(data.replace(device.encode(), device[:-1].encode() + altered.encode()))
    problem = desks.county.exchange.import_one(file).problem
    assert problem is not None
    assert problem.code == "bundle_damaged"
