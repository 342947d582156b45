"""Order, repetition and loss: S-01 to S-08."""

from __future__ import annotations

import contextlib
import random
import shutil
from itertools import permutations

from db.store import SqlStore
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import Household, Member
from fieldapp.services.profile import load_profile
from fieldapp.services.trust import Trust
from tests.factories import a_member, act
from tests.scenarios.world import COUNTY, Parcel, World, give, known, on_both, parcel, shown, values

State = tuple[str, tuple[object, ...]]


class _Undone(Exception):
    """Leaves a trial without a trace."""


def _after(office: SqlStore, order: list[tuple[SqlStore, Parcel]]) -> State:
    """What a store would hold after these bundles; it is as before when this returns."""
    state: State = ("", ())
    with contextlib.suppress(_Undone), office.together():
        for sender, some in order:
            give(office, sender, some)
        conflicts = tuple((row.id, row.values) for row in office.questions.conflicts())
        state = office.state_digest(), conflicts
        raise _Undone
    return state


def test_s_01_every_order_of_bundles_ends_in_the_same_state(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    person = a_member(home)
    world.send(one, world.county)
    world.send(world.county, two)
    one.store.write(act(), [created(person), changed(Household, home.uid, phone="1")])
    two.store.write(act(), [changed(Household, home.uid, phone="2", gps_lat=None)])
    one.store.write(act(), [removed(Member, person.uid), changed(Household, home.uid, note="一")])
    two.store.write(act(), [changed(Household, home.uid, note="二")])
    a, b = one.store, two.store
    assert isinstance(a, SqlStore)
    assert isinstance(b, SqlStore)
    office = world.laptop("新办", enrolled=False).store
    assert isinstance(office, SqlStore)
    own = world.county.store
    assert isinstance(own, SqlStore)
    pieces = [(own, parcel(own)), (a, parcel(a, 1, 1)), (a, parcel(a, 2, 3)), (a, parcel(a, 4)),
              (b, parcel(b))]  # fmt: skip
    states = {_after(office, list(order)) for order in permutations(pieces)}
    chance = random.Random(1)
    for _ in range(40):  # with repeats too
        often = [*pieces, *chance.choices(pieces, k=3)]
        chance.shuffle(often)
        states.add(_after(office, often))
    ((_, conflicts),) = states
    assert len(conflicts) == 2


@on_both
def test_s_02_the_same_bundle_again_changes_nothing(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    assert world.county.import_one(file).status == "merged"
    before = world.county.store.state_digest(), world.county.store.log.have()
    other_stick = world.folder / "other stick"
    other_stick.mkdir()
    again_and_again = [world.stick / f"renamed {number}.fsync" for number in range(7)]
    for copy in (file, *again_and_again, other_stick / file.name):
        if copy != file:
            shutil.copy(file, copy)
        again = world.county.import_one(copy)
        assert (again.status, again.changes_applied) == ("unchanged", 0)
    assert (world.county.store.state_digest(), world.county.store.log.have()) == before
    assert [line.state for line in world.county.history() if line.way == "in"] == ["merged"]


def test_s_03_a_bundle_that_never_came_is_named_and_filled_by_the_next(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    for number in range(5):
        world.set(one, home, phone=str(number))
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    give(office, store, parcel(store, 1, 1))
    give(office, store, parcel(store, 5, 6))
    (gap,) = world.county.missing()
    assert (gap.laptop, gap.spans) == ("一号机", ((2, 4),))
    assert one.missing() == [], "a laptop never gets everything"
    world.send(one, world.county)  # nothing was acknowledged, so all of it travels again
    assert world.county.missing() == []
    assert office.state_digest() == store.state_digest()


@on_both
def test_s_03_a_lost_stick_is_named_on_the_county_and_the_next_export_refills_it(
    world: World,
) -> None:
    """The second of three bundles is lost for ever; the third merges, the fourth brings both."""
    one = world.laptop("一号机")
    home = world.home(one)
    world.send(one, world.county)
    for number in range(3):
        world.set(one, home, phone=str(number))
    lost = world.bundle(one, world.county)
    lost.unlink()
    world.set(one, home, phone="3")
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    give(office, store, parcel(store, 5, 5))  # as a laptop sent that believed the stick arrived
    (gap,) = world.county.missing()
    assert (gap.laptop, gap.spans) == ("一号机", ((2, 4),))
    assert shown(world.county, home).phone == "3", "what came is shown, whatever is missing"
    done = world.send(one, world.county)
    assert done.changes_applied == 3, "never acknowledged, so it travels again"
    assert (world.county.missing(), done.conflicts) == ([], 0)
    assert world.county.store.state_digest() == one.store.state_digest()


@on_both
def test_s_04_an_update_waits_for_its_record_and_a_child_for_its_parent(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    world.set(one, home, altitude_m=900)
    person = a_member(home)
    one.store.write(act(), [created(person)])
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    assert give(office, store, parcel(store, 2, 3)).waiting == 2
    assert office.get(Member, person.uid) is None
    assert give(office, store, parcel(store, 1, 1)).waiting == 0
    assert office.get(Member, person.uid) == person
    assert office.state_digest() == store.state_digest()


@on_both
def test_s_05_overlapping_bundles_take_each_change_once(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    for number in range(9):
        world.set(one, home, phone=str(number))
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    assert give(office, store, parcel(store, 1, 5)).applied == 5
    assert give(office, store, parcel(store, 3, 9)).applied == 4
    assert give(office, store, parcel(store, 2, 10)).applied == 1
    assert office.state_digest() == store.state_digest()
    assert office.examine().problems == ()


def test_s_06_a_bundle_half_a_year_late_meets_what_happened_meanwhile(world: World) -> None:
    one = world.laptop("一号机")
    gone, kept = world.home(one, "H00001"), world.home(one, "H00002")
    world.send(one, world.county)
    world.set(one, gone, phone="1")
    world.set(one, kept, phone="2")
    late = world.bundle(one)
    office = world.county.store
    office.write(act(), [removed(Household, gone.uid), changed(Household, kept.uid, note="迁移")])
    done = world.county.import_one(late)
    assert done.conflicts == 1
    assert shown(world.county, gone).phone == "1"
    assert {row.field for row in office.questions.conflicts()} == {"alive"}
    assert (shown(world.county, kept).phone, shown(world.county, kept).note) == ("2", "迁移")


def test_s_07_an_old_bundle_of_the_county_takes_nothing_back(world: World) -> None:
    one = world.laptop("一号机")
    old = world.bundle(world.county, one)
    home = world.home(one)
    world.send(one, world.county)
    world.laptop("二号机")  # the roster grows
    world.send(world.county, one)
    trust = Trust(one.store, one.clock)
    before = trust.version(), known(one, world.county).have, one.store.state_digest()
    assert one.pending() == 0
    assert one.import_one(old).status == "unchanged"
    assert (trust.version(), known(one, world.county).have, one.store.state_digest()) == before
    assert one.pending() == 0
    assert shown(one, home) == home


def test_s_08_a_bundle_carried_by_another_laptop_stays_closed_and_counts_once(
    world: World,
) -> None:
    carrier, sender = world.laptop("镇里"), world.laptop("村里")
    home = world.home(sender)
    file = world.bundle(sender)
    refused = carrier.import_one(file)
    assert refused.problem is not None
    assert refused.problem.code == "bundle_not_ours"
    assert carrier.store.get(Household, home.uid) is None
    (taken_along,) = carrier.relay.carried()
    assert taken_along.sender == load_profile(sender.store).device
    to_county = world.folder / "to county"
    to_county.mkdir()
    passed = carrier.relay.pass_on(to_county)
    world.send(carrier, world.county)
    assert [world.county.import_one(path).status for path in passed] == ["merged"]
    assert world.county.import_one(file).status == "unchanged"
    assert world.county.store.get(Household, home.uid) == home
    # the receipt comes back through the carrier, who then drops its copy
    world.send(world.county, carrier)
    assert carrier.relay.carried() == []
    to_village = world.folder / "to village"
    to_village.mkdir()
    (receipt,) = carrier.relay.pass_on(to_village)
    assert sender.import_one(receipt).status == "receipt"
    assert [line.state for line in sender.history() if line.way == "out"] == ["merged"]


def test_s_08_what_is_seen_side_by_side_on_the_way_is_seen_at_the_county(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.set(one, home, phone="1")
    world.set(two, home, phone="2")
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert values(exchange) == {"1", "2"}
    assert load_profile(world.county.store).name == COUNTY
    edit = Edit("household", home.uid, {"phone": "3"})
    two.store.write(act("conflict.resolve"), [edit])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert values(exchange) == set()
        assert shown(exchange, home).phone == "3"
