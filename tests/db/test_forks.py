"""A cloned or restored laptop: both branches are kept, told apart, and known for what they are."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from db.store import SqlStore
from fieldapp.changes.forks import BRANCH_EPOCH, family
from fieldapp.changes.operations import Op, Unit
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Merged, changed, created, removed
from fieldapp.records import Household
from tests.factories import a_household, a_village, act, carry

NewStore = Callable[[str], SqlStore]
Parcel = tuple[list[Unit], list[Op]]
Clones = tuple[SqlStore, SqlStore, SqlStore, Household]


@pytest.fixture
def clones(new_store: NewStore) -> Clones:
    """A laptop, its clone with the same identity, and the office that knows their beginning."""
    one, twin, office = new_store("one"), new_store("twin"), new_store("office")
    village = a_village()
    home = a_household(village)
    one.write(act(), [created(village), created(home)])
    carry(one, twin)
    carry(one, office)
    twin.set_writer(one.writer())
    return one, twin, office, home


def parcel(store: SqlStore, first: int = 1, last: int = 10**6) -> Parcel:
    return store.log.operations({store.writer().actor: ((first, last),)}, None)


def give(target: SqlStore, sender: SqlStore, some: Parcel) -> Merged:
    units, ops = some
    return target.log.merge(sender.log.actors(), units, [ops], {})


def set_phones(store: SqlStore, home: Household, *values: str) -> None:
    for value in values:
        store.write(act(value), [changed(Household, home.uid, phone=value)])


def values(store: SqlStore) -> set[object]:
    return {value for row in store.questions.conflicts() for value in row.values}


def test_what_two_laptops_wrote_under_one_identity_is_both_kept(clones: Clones) -> None:
    one, twin, office, home = clones
    set_phones(one, home, "1", "2")
    set_phones(twin, home, "3", "4")
    assert give(office, one, parcel(one)).parted == frozenset()
    told = give(office, twin, parcel(twin))
    assert told.applied == 2
    (branch,) = told.parted
    assert family(branch) == family(one.writer().actor)
    (info,) = [info for info in office.log.actors() if info.actor == branch]
    assert (info.epoch, info.device) == (BRANCH_EPOCH, one.writer().device)
    assert values(office) == {"2", "4"}
    assert office.examine().problems == ()


def test_the_branch_goes_on_where_it_parted(clones: Clones) -> None:
    one, twin, office, home = clones
    set_phones(one, home, "1", "2", "3")
    set_phones(twin, home, "4")
    give(office, one, parcel(one))
    first = give(office, twin, parcel(twin))
    set_phones(twin, home, "5", "6")
    again = give(office, twin, parcel(twin))
    assert again.parted == first.parted
    assert again.applied == 2
    assert values(office) == {"3", "6"}
    assert give(office, twin, parcel(twin)).applied == 0
    assert office.examine().problems == ()


def test_both_clones_and_the_office_end_with_the_same_records(clones: Clones) -> None:
    one, twin, office, home = clones
    set_phones(one, home, "1", "2")
    one.write(act(), [changed(Household, home.uid, note="一号")])
    set_phones(twin, home, "3")
    for sender in (one, twin):
        give(office, sender, parcel(sender))
    for receiver in (one, twin):
        carry(office, receiver)
        assert receiver.state_digest() == office.state_digest()
        assert values(receiver) == {"2", "3"}
        assert receiver.examine().problems == ()
        assert carry(receiver, office).applied == 0


def test_whoever_decides_has_seen_both_branches(clones: Clones) -> None:
    one, twin, office, home = clones
    set_phones(one, home, "1")
    set_phones(twin, home, "2")
    for sender in (one, twin):
        give(office, sender, parcel(sender))
    set_phones(office, home, "9")
    assert values(office) == set()
    for receiver in (one, twin):
        carry(office, receiver)
        found = receiver.get(Household, home.uid)
        assert found is not None
        assert found.phone == "9"
        assert receiver.questions.conflicts() == []
        assert receiver.examine().problems == ()


def test_an_edit_that_saw_one_branch_hides_nothing_of_the_other(
    clones: Clones, new_store: NewStore
) -> None:
    one, twin, office, home = clones
    reader = new_store("reader")
    set_phones(one, home, "1")
    set_phones(twin, home, "2")
    carry(one, reader)
    set_phones(reader, home, "seen one only")
    give(office, twin, parcel(twin))
    carry(reader, office)
    assert values(office) == {"2", "seen one only"}
    assert office.examine().problems == ()


def test_a_removal_that_saw_one_branch_does_not_remove_the_other(
    clones: Clones, new_store: NewStore
) -> None:
    one, twin, office, home = clones
    remover = new_store("remover")
    set_phones(one, home, "1")
    set_phones(twin, home, "2")
    carry(one, remover)
    remover.write(act(), [removed(Household, home.uid)])
    for sender in (remover, twin):
        carry(sender, office)
    assert office.get(Household, home.uid) is not None
    assert {row.field for row in office.questions.conflicts()} >= {"alive"}
    assert office.examine().problems == ()


def test_a_gap_in_the_branch_is_filled_later(clones: Clones) -> None:
    one, twin, office, home = clones
    set_phones(one, home, "1", "2")
    set_phones(twin, home, "3", "4", "5")
    give(office, one, parcel(one))
    give(office, twin, parcel(twin, 5, 5))
    give(office, twin, parcel(twin, 3, 4))
    assert values(office) == {"2", "5"}
    assert give(office, twin, parcel(twin)).applied == 0
    assert office.examine().problems == ()


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_every_order_keeps_every_branch(clones: Clones, new_store: NewStore) -> None:
    one, twin, _, home = clones
    set_phones(one, home, "1", "2")
    set_phones(twin, home, "3", "4")
    parcels = [(one, parcel(one, 1, 3)), (one, parcel(one, 4)), (twin, parcel(twin, 3, 3)),
               (twin, parcel(twin, 4))]  # fmt: skip
    for number, order in enumerate(permutations(parcels)):
        office = new_store(f"office {number}")
        for sender, some in order:
            give(office, sender, some)
        # what could not be told from the other branch is shown beside it, never hidden
        assert values(office) >= {"2", "4"}
        assert office.examine().problems == ()
        office.close()


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_a_clone_wrote_is_passed_over(seed: int, new_store: NewStore) -> None:
    chance = random.Random(seed)
    one, twin, office = new_store("one"), new_store("twin"), new_store("office")
    village = a_village()
    homes = [a_household(village, f"H{number}") for number in range(3)]
    one.write(act(), [created(village), *map(created, homes)])
    carry(one, twin)
    twin.set_writer(one.writer())
    written: dict[int, str] = {}
    for step in range(chance.randint(2, 8)):
        store = chance.choice((one, twin))
        home = chance.choice(homes)
        set_phones(store, home, f"{step}")
        written[step] = home.uid
        if chance.random() < 0.4:
            sender = chance.choice((one, twin))
            give(office, sender, parcel(sender, chance.randint(1, 6)))
    for sender in (one, twin):
        give(office, sender, parcel(sender))
    held = {unit.reason for unit in office.log.operations(office.log.have(), None)[0]}
    assert {str(step) for step in written} <= held
    assert office.examine().problems == ()
    _assert_last_values_stand(office, [one, twin])


def _assert_last_values_stand(office: SqlStore, clones: Sequence[SqlStore]) -> None:
    """What a clone showed is shown at the office, or stands beside what is shown."""
    beside = {(row.uid, value) for row in office.questions.conflicts() for value in row.values}
    shown = {(home.uid, home.phone) for home in office.find(Household)}
    for clone in clones:
        for home in clone.find(Household):
            if home.phone != "13800000000":
                assert (home.uid, home.phone) in beside | shown


def test_a_writer_that_begins_in_the_middle_of_nothing_is_refused(new_store: NewStore) -> None:
    one, office = new_store("one"), new_store("office")
    one.write(act(), [created(a_village())])
    units, ops = parcel(one)
    with pytest.raises(Refused, match="impossible_history"):
        office.log.merge(one.log.actors(), [*units], [[_with_chain(ops[0], b"x" * 16)]], {})
    assert office.log.have() == {}


def _with_chain(op: Op, chain: bytes) -> Op:
    return Op(op.actor, op.seq, op.unit, op.table_no, op.row, op.kind, op.payload, chain)
