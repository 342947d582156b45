"""What an enrolled laptop writes beyond its rights: S-19."""

from __future__ import annotations

import msgspec
import pytest

from fieldapp.foundation.errors import Refused, sentence
from fieldapp.ports.store import changed, created
from fieldapp.records import ChronicCard, CountySetting, Household, TeamMember
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import save_peer
from tests.factories import a_household, a_member, a_village, act
from tests.scenarios.world import World, known, on_both, shown


def a_person(world: World, name: str, role: str) -> TeamMember:
    """A member of the village's team whom the county has entered."""
    person = TeamMember(uid=world.county.ids.uid(), name=name, village=world.village.uid, role=role)
    world.county.store.write(act(author="县办"), [created(person)])
    return person


def told(exchange: Exchange) -> list[str]:
    """What a laptop is told of the bundles it sent, the newest first."""
    return [line.reason for line in exchange.history() if line.way == "out" and line.reason]


@on_both
def test_s_19_records_of_another_village_wait_one_by_one_and_the_sender_is_told(
    world: World,
) -> None:
    elsewhere = a_village("邻村")
    world.county.store.write(act(), [created(elsewhere)])
    two = world.laptop("二号机", world.village.uid, elsewhere.uid)
    home = world.home(two)
    beyond = a_household(elsewhere)
    two.store.write(act(), [created(beyond)])
    peer = known(world.county, two)
    save_peer(world.county.store, msgspec.structs.replace(peer, villages=(world.village.uid,)))
    file = world.bundle(two)
    assert world.county.import_one(file, preview=True).parked == 1
    done = world.county.import_one(file)
    assert (done.status, done.changes_applied, done.parked) == ("merged", 1, 1)
    assert [one.uid for one in world.county.store.find(Household)] == [home.uid]
    assert world.county.store.examine().problems == ()
    assert world.county.missing() == [], "it is here, it only waits"
    assert world.county.import_one(file).parked == 1
    (waiting,) = world.county.parking.waiting()
    assert (waiting.sender, waiting.reasons) == ("二号机", {"village": 1})
    world.send(world.county, two)
    assert told(two) == ["changes_parked"]
    assert two.pending() == 1, "nothing is lost: it still counts as not confirmed"
    assert world.county.parking.release(waiting.bundle).applied == 1
    assert world.county.parking.waiting() == []
    assert {one.uid for one in world.county.store.find(Household)} == {home.uid, beyond.uid}
    world.send(world.county, two)
    assert told(two) == ["changes_released"]
    assert two.pending() == 0


@on_both
def test_s_19_nobody_writes_in_the_name_of_who_is_not_on_the_team(world: World) -> None:
    a_person(world, "王芳", "team_leader")
    one = world.laptop("一号机")
    home = world.home(one, phone="1")
    world.send(one, world.county)
    one.store.write(act(author="县长"), [changed(Household, home.uid, phone="2", note="假")])
    one.store.write(act(author="王芳"), [changed(Household, home.uid, altitude_m=900)])
    done = world.county.import_one(world.bundle(one))
    assert (done.changes_applied, done.parked) == (1, 1)
    found = shown(world.county, home)
    assert (found.phone, found.note, found.altitude_m) == ("1", None, 900)
    (waiting,) = world.county.parking.waiting()
    assert waiting.reasons == {"author": 1}
    world.county.parking.reject(waiting.bundle, "县办")
    world.everything_to_everyone()
    for exchange in (world.county, one):
        found = shown(exchange, home)
        assert (found.phone, found.note, found.altitude_m) == ("1", None, 900)
        assert exchange.store.questions.conflicts() == []
    assert told(one) == ["changes_rejected"]
    with pytest.raises(Refused, match="nothing_parked"):
        world.county.parking.release(waiting.bundle)


@on_both
def test_s_19_health_is_the_doctors_and_settings_are_the_countys(world: World) -> None:
    a_person(world, "王芳", "team_leader")
    a_person(world, "李医生", "village_doctor")
    one = world.laptop("一号机")
    home = world.home(one)
    person = a_member(home)
    cards = [ChronicCard(uid=one.ids.uid(), member=person.uid, disease="1") for _ in range(2)]
    setting = CountySetting(uid=one.ids.uid(), name="income_formula", value="[]")
    one.store.write(act(), [created(person)])
    one.store.write(act(author="王芳"), [created(cards[0]), created(setting)])
    one.store.write(act(author="李医生"), [created(cards[1])])
    done = world.county.import_one(world.bundle(one))
    assert done.parked == 2
    store = world.county.store
    assert [card.uid for card in store.find(ChronicCard)] == [cards[1].uid]
    assert store.find(CountySetting) == []
    (waiting,) = world.county.parking.waiting()
    assert waiting.reasons == {"health": 1, "role": 1}
    world.county.parking.reject(waiting.bundle, "县办")
    world.everything_to_everyone()
    assert [card.uid for card in one.store.find(ChronicCard)] == [cards[1].uid]


def test_s_19_a_laptop_cannot_make_a_doctor_and_heal_in_that_name_at_once(world: World) -> None:
    a_person(world, "王芳", "team_leader")
    one = world.laptop("一号机")
    home = world.home(one)
    person = a_member(home)
    doctor = TeamMember(
        uid=one.ids.uid(), name="自称", village=world.village.uid, role="village_doctor"
    )
    card = ChronicCard(uid=one.ids.uid(), member=person.uid, disease="1")
    one.store.write(act(author="王芳"), [created(doctor)])
    one.store.write(act(author="自称"), [created(person), created(card)])
    done = world.county.import_one(world.bundle(one))
    assert done.parked == 1
    assert world.county.store.find(ChronicCard) == []


@pytest.mark.parametrize("code", ["changes_parked", "changes_released", "changes_rejected"])
def test_s_19_the_sender_is_told_in_one_sentence_in_both_languages(code: str) -> None:
    english, chinese = (sentence(Refused(code), language)[0] for language in ("en", "zh_CN"))
    assert english != chinese
    assert english.count(".") == 1
    assert chinese.count("。") == 1
