"""Cloned disks, restored backups, and the same family or number twice: S-23 to S-26."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets

import msgspec

from fieldapp.ports.store import created
from fieldapp.records import Household, Member
from fieldapp.services.copies import notice_copy
from fieldapp.services.duplicates import Duplicates
from fieldapp.services.exchange import Exchange
from fieldapp.services.households import Registers
from fieldapp.services.profile import load_profile, save_profile
from tests.factories import a_member, act
from tests.register_village import id_number
from tests.scenarios.world import World, known, on_both, shown, values


def _office_hears_of_both(world: World, one: Exchange, twin: Exchange) -> None:
    """Each lets the county know; what both wrote reaches both."""
    for _ in range(2):
        for laptop in (one, twin):
            world.send(laptop, world.county)
            world.send(world.county, laptop)


def test_s_23_a_cloned_disk_is_found_and_both_laptops_keep_their_work(world: World) -> None:
    one = world.laptop("一号机")
    home, other = world.home(one, "H00001"), world.home(one, "H00002")
    world.send(one, world.county)
    twin = world.copied(one, "克隆")
    world.set(one, home, phone="1")
    world.set(one, home, phone="11")
    world.set(twin, home, phone="2")
    world.set(twin, other, note="克隆写的")
    assert not world.send(one, world.county).forked
    assert world.send(twin, world.county).forked
    assert known(world.county, one).cloned
    assert values(world.county) == {"11", "2"}
    assert shown(world.county, other).note == "克隆写的"
    _office_hears_of_both(world, one, twin)
    for laptop in (one, twin):
        assert laptop.store.state_digest() == world.county.store.state_digest()
        assert laptop.store.examine().problems == ()
        assert laptop.pending() == 0
    writers = {laptop.store.writer().actor for laptop in (one, twin)}
    assert len(writers) == 2, "one of them goes on under a name of its own"
    world.set(twin, home, phone="3")
    world.set(one, other, note="一号机写的")
    _office_hears_of_both(world, one, twin)
    for exchange in (world.county, one, twin):
        assert (shown(exchange, home).phone, shown(exchange, other).note) == ("3", "一号机写的")
    assert world.county.store.examine().problems == ()


def test_s_23_a_copy_that_is_opened_elsewhere_writes_under_a_new_name(world: World) -> None:
    one = world.laptop("一号机")
    folder = one.inbox.parent
    assert notice_copy(folder, one.store, one.ids)  # never opened here before
    first = one.store.writer()
    assert not notice_copy(folder, one.store, one.ids)
    twin = world.copied(one, "克隆")
    assert notice_copy(twin.inbox.parent, twin.store, twin.ids)
    assert one.store.writer() == first
    again = twin.store.writer()
    assert (again.device, again.epoch) == (first.device, first.epoch + 1)
    home = world.home(one)
    world.home(twin, "H00002")
    assert not world.send(one, world.county).forked
    assert not world.send(twin, world.county).forked
    assert shown(world.county, home) == home
    assert not known(world.county, one).cloned, "it may have been moved"
    assert not world.send(one, world.county).forked
    assert known(world.county, one).cloned, "both are in use"


def test_s_23_a_laptop_that_was_moved_is_no_clone_when_old_bundles_come_late(
    world: World,
) -> None:
    one = world.laptop("一号机")
    notice_copy(one.inbox.parent, one.store, one.ids)
    world.home(one)
    late = [world.bundle(one)]
    world.home(one, "H00003")
    late.append(world.bundle(one))
    moved = world.copied(one, "搬家")
    assert notice_copy(moved.inbox.parent, moved.store, moved.ids)
    world.home(moved, "H00002")
    world.send(moved, world.county)
    for bundle in late:
        world.county.import_one(bundle)
    world.send(moved, world.county)
    assert not known(world.county, one).cloned


def test_s_24_a_laptop_put_back_gets_its_lost_work_from_the_county(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    world.send(one, world.county)
    backup = world.backup(one)
    world.set(one, home, phone="1", note="后来")
    world.send(one, world.county)
    lost = one.store.writer()
    world.put_back(one, backup)
    assert shown(one, home).note is None
    # the county knows more of it than it knows itself
    world.send(world.county, one)
    assert one.store.writer().actor != lost.actor
    world.send(one, world.county)
    world.send(world.county, one)
    assert (shown(one, home).phone, shown(one, home).note) == ("1", "后来")
    world.set(one, home, note="现在")
    world.send(one, world.county)
    assert shown(world.county, home).note == "现在"
    assert world.county.store.questions.conflicts() == []
    assert world.county.store.state_digest() == one.store.state_digest()


def test_s_24_a_laptop_put_back_that_wrote_on_keeps_both_of_its_pasts(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    world.send(one, world.county)
    backup = world.backup(one)
    world.set(one, home, phone="1")
    world.send(one, world.county)
    world.put_back(one, backup)
    world.set(one, home, phone="2")
    assert world.send(one, world.county).forked
    assert values(world.county) == {"1", "2"}
    for _ in range(2):
        world.send(world.county, one)
        world.send(one, world.county)
    assert one.store.state_digest() == world.county.store.state_digest()
    assert one.pending() == 0


def test_s_24_a_store_older_than_what_lies_beside_it_is_noticed(world: World) -> None:
    one = world.laptop("一号机")
    folder = one.inbox.parent
    notice_copy(folder, one.store, one.ids)
    backup = world.backup(one)
    world.home(one)
    world.bundle(one)
    assert not notice_copy(folder, one.store, one.ids)
    before = one.store.writer()
    world.put_back(one, backup)
    assert notice_copy(folder, one.store, one.ids)
    assert one.store.writer().epoch == before.epoch + 1


def test_s_24_what_was_enrolled_anew_is_a_new_laptop(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    world.send(one, world.county)
    new = world.laptop("一号机重装")
    world.everything_to_everyone()
    assert new.store.writer().device != one.store.writer().device
    assert new.store.state_digest() == one.store.state_digest()


def test_s_25_laptops_send_again_what_a_restored_county_no_longer_has(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    backup = world.backup(world.county)
    world.set(one, home, phone="1")
    world.set(two, home, note="二")
    world.set(world.county, home, altitude_m=800)
    world.everything_to_everyone()
    assert one.pending() == two.pending() == 0
    complete = world.county.store.state_digest()
    world.put_back(world.county, backup)
    restored = load_profile(world.county.store)
    save_profile(
        world.county.store, msgspec.structs.replace(restored, incarnation=secrets.token_bytes(16))
    )
    world.send(world.county, one)
    assert one.pending() == 3, "what was confirmed is no longer"
    world.send(one, world.county)
    assert world.county.store.state_digest() == complete
    assert world.county.missing() == []
    world.everything_to_everyone()


def test_s_26_one_family_entered_twice_is_two_households_until_somebody_decides(
    world: World,
) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    mine = world.home(one, "H00007", address_detail="三组12号")
    yours = world.home(two, "H00007", address_detail="三组12号")
    for laptop, home in ((one, mine), (two, yours)):
        laptop.store.write(act(), [created(a_member(home, birth_date=dt.date(1958, 3, 4)))])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        found = {home.uid for home in exchange.store.find(Household)}
        assert {mine.uid, yours.uid} == found
        assert exchange.store.questions.conflicts() == []
        registers = Registers(exchange.store, exchange.clock, exchange.ids, "县办")
        people = {(one.one.name, one.other.name) for one in Duplicates(registers).found()}
        assert people == {("何二才", "何二才")}, "suggested, and nothing is done by itself"


@on_both
def test_s_26_one_national_number_on_two_people_is_suggested_and_never_merged(
    world: World,
) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    number = id_number(dt.date(1958, 3, 4), 17)
    people = []
    for laptop, local_no, name in ((one, "H00001", "何大山"), (two, "H00002", "郑小梅")):
        home = world.home(laptop, local_no)
        people.append(a_member(home, name, id_number=number))
        laptop.store.write(act(), [created(people[-1])])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert {person.uid: person for person in exchange.store.find(Member)} == {
            person.uid: person for person in people
        }
        assert exchange.store.questions.conflicts() == []
        registers = Registers(exchange.store, exchange.clock, exchange.ids, "县办")
        (suspicion,) = Duplicates(registers).found()
        assert {suspicion.one.uid, suspicion.other.uid} == {person.uid for person in people}


@on_both
def test_s_26_the_same_id_forced_on_two_records_shows_both_values(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one, "H00001", phone="1")
    two.store.write(act(), [created(dataclasses.replace(home, phone="2"))])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert values(exchange) == {"1", "2"}
        assert len(exchange.store.find(Household)) == 1
