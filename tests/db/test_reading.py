"""Reading: all records one after the other, and a state that stands still while it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import store as stores
from db.store import SqlStore
from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Household
from tests.factories import a_household, a_village, act, carry


def with_homes(store: SqlStore, count: int) -> list[str]:
    """The uids of so many households of a new village, in the order in which they were made."""
    village = a_village()
    homes = [a_household(village, f"H{number:05}") for number in range(count)]
    store.write(act(), [created(village)])
    for home in homes:
        store.write(act(), [created(home)])
    return [home.uid for home in homes]


def test_all_records_come_in_the_order_in_which_they_were_made(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = with_homes(store, 7)
    store.write(act(), [removed(Household, uids[2])])
    monkeypatch.setattr(stores, "_AT_ONCE", 3)
    assert list(store.each(Household)) == store.find(Household)
    assert {home.uid for home in store.each(Household)} == set(uids) - {uids[2]}


def test_what_is_read_at_rest_is_one_state(store: SqlStore) -> None:
    uids = with_homes(store, 2)
    with store.at_rest():
        before = store.find(Household)
        store.write(act(), [changed(Household, uids[0], phone="13999999999")])
        store.write(act(), [removed(Household, uids[1])])
        with store.at_rest():
            assert store.find(Household) == before
        assert list(store.each(Household)) == before
    (left,) = store.find(Household)
    assert (left.uid, left.phone) == (uids[0], "13999999999")


def test_the_store_can_be_read_and_written_after_a_rest_that_was_broken_off(
    store: SqlStore,
) -> None:
    with_homes(store, 1)
    with pytest.raises(KeyError), store.at_rest():
        raise KeyError
    (home,) = store.find(Household)
    store.write(act(), [changed(Household, home.uid, phone="13999999999")])
    assert store.find(Household)[0].phone == "13999999999"


def test_what_is_held_is_told_in_ranges_with_its_gaps(
    new_store: Callable[[str], SqlStore],
) -> None:
    team, office = new_store("team"), new_store("office")
    uids = with_homes(team, 4)
    writer = team.writer().actor
    everything = team.log.have()
    assert everything == {writer: ((1, 5),)}
    for first, last in ((1, 2), (4, 4)):
        units, ops = team.log.operations({writer: ((first, last),)}, None)
        office.log.merge(team.log.actors(), units, [ops], {})
    assert office.log.have() == {writer: ((1, 2), (4, 4))}
    carry(team, office)
    assert office.log.have() == everything
    assert {home.uid for home in office.find(Household)} == set(uids)
