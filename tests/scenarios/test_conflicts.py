"""Values that meet, removals, and what must stay whole: S-31 to S-37."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db.store import SqlStore
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import Household, Member
from fieldapp.services.exchange import Exchange
from fieldapp.services.left_behind import left_behind
from fieldapp.services.profile import load_profile
from tests.factories import a_member, a_village, a_visit, act
from tests.scenarios.world import World, give, on_both, parcel, shown, values

Three = tuple[World, Exchange, Exchange, Exchange, Household]


@pytest.fixture
def three(world: World) -> Three:
    """Three laptops of one village that hold the same household."""
    one, two, also = (world.laptop(name) for name in ("一号机", "二号机", "三号机"))
    home = world.home(one)
    world.everything_to_everyone()
    return world, one, two, also, home


def test_s_31_different_fields_and_equal_values_do_not_meet(three: Three) -> None:
    world, one, two, also, home = three
    world.set(one, home, phone="1", note="一样")
    world.set(two, home, address_detail="三组", note="一样")
    world.set(also, home, altitude_m=900)
    world.everything_to_everyone()
    found = shown(world.county, home)
    assert (found.phone, found.address_detail, found.altitude_m) == ("1", "三组", 900)
    assert world.county.store.questions.conflicts() == []


def test_s_31_three_laptops_with_three_values_keep_three(three: Three) -> None:
    world, one, two, also, home = three
    for number, laptop in enumerate((one, two, also)):
        world.set(laptop, home, phone=str(number))
    world.everything_to_everyone()
    for exchange in (world.county, one, two, also):
        assert values(exchange) == {"0", "1", "2"}


def test_s_32_there_and_back_again_still_meets_the_other_edit(three: Three) -> None:
    world, one, two, _, home = three
    world.set(one, home, phone="1")
    world.set(one, home, phone=home.phone)
    world.set(two, home, phone="2")
    world.everything_to_everyone()
    assert values(world.county) == {home.phone, "2"}


@on_both
def test_s_33_a_removal_hides_nothing_that_it_had_not_seen(three: Three) -> None:
    world, one, two, also, home = three
    one.store.write(act(), [removed(Household, home.uid)])
    world.set(two, home, phone="2")
    person, visit = a_member(home), a_visit(home)
    also.store.write(act(), [created(person), created(visit)])
    world.everything_to_everyone()
    for exchange in (world.county, one, two, also):
        assert shown(exchange, home).phone == "2"
        assert exchange.store.get(Member, person.uid) == person
        assert {row.field for row in exchange.store.questions.conflicts()} == {"alive"}


def test_s_33_two_removals_are_one_and_bringing_back_stands(three: Three) -> None:
    world, one, two, also, home = three
    for laptop in (one, two):
        laptop.store.write(act(), [removed(Household, home.uid)])
    world.everything_to_everyone()
    for exchange in (world.county, one, two, also):
        assert exchange.store.get(Household, home.uid) is None
        assert exchange.store.questions.conflicts() == []
    also.store.write(act(), [Edit("household", home.uid, alive=True)])
    world.everything_to_everyone()
    assert shown(world.county, home).uid == home.uid


def test_s_33_a_removal_beside_a_bringing_back_is_shown(three: Three) -> None:
    world, one, two, _, home = three
    one.store.write(act(), [removed(Household, home.uid)])
    world.everything_to_everyone()
    one.store.write(act(), [Edit("household", home.uid, alive=True)])
    one.store.write(act(), [removed(Household, home.uid)])
    two.store.write(act(), [Edit("household", home.uid, alive=True)])
    world.everything_to_everyone()
    found = {row.field for row in world.county.store.questions.conflicts()}
    assert found == {"alive"}


def test_s_33_a_removed_parent_takes_no_new_child_with_it(three: Three) -> None:
    world, one, two, _, home = three
    visit = a_visit(home)
    one.store.write(act(), [removed(Household, home.uid)])
    two.store.write(act(), [created(visit)])
    world.everything_to_everyone()
    assert world.county.store.get(type(visit), visit.uid) == visit


@on_both
def test_s_33_what_a_removal_had_not_seen_stays_in_sight_of_the_county(three: Three) -> None:
    """Whichever of both comes first; what its writer had seen went by the writer's own will."""
    world, one, two, also, home = three
    seen = a_visit(home)
    one.store.write(act(), [created(seen)])
    one.store.write(act(), [removed(Household, home.uid)])
    early, late = a_member(home), a_visit(home)
    two.store.write(act(), [created(early)])
    also.store.write(act(), [created(late)])
    world.send(two, world.county)
    assert left_behind(world.county.store) == ()
    world.send(one, world.county)
    world.send(also, world.county)
    (found,) = left_behind(world.county.store)
    assert found.records == (("member", early.uid), ("visit", late.uid))
    world.everything_to_everyone()
    assert left_behind(world.county.store) == (found,)


@on_both
def test_s_34_a_decision_settles_what_it_saw_and_meets_what_it_did_not(three: Three) -> None:
    world, one, two, also, home = three
    world.set(one, home, phone="1")
    world.set(two, home, phone="2")
    for laptop in (one, two):
        world.send(laptop, world.county)
    world.set(also, home, phone="3")
    world.set(world.county, home, phone="1")
    world.everything_to_everyone()
    for exchange in (world.county, one, two, also):
        assert values(exchange) == {"1", "3"}


def test_s_34_two_offices_that_decide_differently_make_one_new_conflict(three: Three) -> None:
    world, one, two, also, home = three
    world.set(one, home, phone="1")
    world.set(two, home, phone="2")
    world.everything_to_everyone()
    world.set(world.county, home, phone="1")
    world.set(also, home, phone="2")
    world.everything_to_everyone()
    found = [row for row in world.county.store.questions.conflicts() if row.field == "phone"]
    assert len(found) == 1
    assert set(found[0].values) == {"1", "2"}


def test_s_34_a_decision_may_come_before_what_it_decides(three: Three) -> None:
    world, one, two, _, home = three
    world.set(one, home, phone="1")
    world.send(one, world.county)
    world.send(world.county, two)
    world.set(two, home, phone="2")
    new = world.laptop("新办", enrolled=False).store
    sources = [exchange.store for exchange in (world.county, two, one)]
    for source in sources:
        assert isinstance(source, SqlStore)
        assert isinstance(new, SqlStore)
        give(new, source, parcel(source))
    found = new.get(Household, home.uid)
    assert found is not None
    assert found.phone == "2"
    assert new.questions.conflicts() == []


def test_s_35_a_merge_never_makes_a_position_that_nobody_measured(three: Three) -> None:
    world, one, two, _, home = three
    world.set(one, home, gps_lat=Decimal(30), gps_lon=Decimal(110))
    world.everything_to_everyone()
    world.set(one, home, gps_lat=Decimal(31))
    world.set(two, home, gps_lon=Decimal(111))
    world.everything_to_everyone()
    found = shown(world.county, home)
    assert (found.gps_lat, found.gps_lon) in {
        (Decimal(31), Decimal(110)),
        (Decimal(30), Decimal(111)),
    }
    assert world.county.store.questions.conflicts() != []


@on_both
def test_s_36_a_number_taken_twice_and_a_parent_that_never_comes_stop_nothing(
    three: Three,
) -> None:
    world, one, two, _, _ = three
    mine, yours = world.home(one, "H00100"), world.home(two, "H00100")
    lost = world.home(also := world.laptop("四号机"), "H00101")
    person = a_member(lost)
    also.store.write(act(), [created(person)])
    world.everything_to_everyone_but(also)
    found = {home.uid for home in world.county.store.find(Household, local_no="H00100")}
    assert found == {mine.uid, yours.uid}
    office, store = world.county.store, also.store
    assert isinstance(office, SqlStore)
    assert isinstance(store, SqlStore)
    done = give(office, store, parcel(store, 2, 2))
    assert (done.applied, done.waiting) == (1, 1)
    assert office.get(Member, person.uid) is None
    assert office.examine().problems == ()


def test_s_36_a_conflict_about_a_parent_is_shown(three: Three) -> None:
    world, one, two, _, home = three
    person = a_member(home)
    one.store.write(act(), [created(person)])
    world.everything_to_everyone()
    first, second = world.home(one, "H00200"), world.home(two, "H00201")
    world.everything_to_everyone()
    one.store.write(act(), [changed(Member, person.uid, household=first.uid)])
    two.store.write(act(), [changed(Member, person.uid, household=second.uid)])
    world.everything_to_everyone()
    (row,) = world.county.store.questions.conflicts()
    assert (row.field, set(row.values)) == ("household", {first.uid, second.uid})


def test_s_37_a_village_that_goes_to_another_laptop_while_it_is_worked_on(world: World) -> None:
    elsewhere = a_village("邻村")
    world.county.store.write(act(), [created(elsewhere)])
    one = world.laptop("一号机")
    home = world.home(one)
    world.send(one, world.county)
    two = world.laptop("二号机", elsewhere.uid)
    assert two.store.get(Household, home.uid) is None
    world.county.assign("一号机", [elsewhere.uid])
    world.county.assign("二号机", [elsewhere.uid, world.village.uid])
    world.set(one, home, phone="1")
    world.send(world.county, two)
    assert shown(two, home).phone == home.phone, "the whole of the village comes over"
    world.set(two, home, phone="2")
    world.send(two, world.county)
    file = world.bundle(one)
    assert world.county.import_one(file).parked == 1
    world.send(world.county, one)
    assert load_profile(one.store).villages == (elsewhere.uid,)
    assert next(line.reason for line in one.history() if line.way == "out") == "changes_parked"
    (waiting,) = world.county.parking.waiting()
    assert (waiting.sender, waiting.reasons) == ("一号机", {"village": 1})
    assert world.county.parking.release(waiting.bundle).conflicts == 1
    world.send(world.county, two)
    for exchange in (world.county, two):
        assert values(exchange) == {"1", "2"}


def test_s_37_moving_away_beside_an_edit_shows_both(three: Three) -> None:
    world, one, two, also, home = three
    world.set(one, home, status="moved")
    world.set(two, home, status="merged", phone="2")
    world.everything_to_everyone()
    for exchange in (world.county, one, two, also):
        assert values(exchange, "status") == {"moved", "merged"}
        assert shown(exchange, home).phone == "2"
