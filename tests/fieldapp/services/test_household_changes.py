"""Households split and become one; both histories stay, and undo is the exact inverse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    LifeEvent,
    Measure,
    Member,
    Pairing,
    Visit,
)
from fieldapp.services.desk import Desk
from fieldapp.services.families import Family, Succession, any_family
from fieldapp.services.household_changes import HouseholdChanges, NewHousehold
from fieldapp.services.life_events import LifeEvents
from tests.register_village import household_uid, open_village

DAY = dt.date(2015, 11, 20)
GENERAL = {"hh_class": "GEN"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One village for many trials, each of which is undone."""
    made = open_village(tmp_path_factory.mktemp("shared") / "workspace")
    yield made
    made.store.close()


def home(desk: Desk, number: str) -> str:
    return household_uid(desk.store, number)


def family(desk: Desk, number: str) -> Family:
    return any_family(desk.store, home(desk, number))


def person(desk: Desk, number: str, relation: str) -> Member:
    return next(m for m in family(desk, number).living if m.relation == relation)


def back(desk: Desk, done: Done) -> Done:
    return desk.store.write(desk.registers.act("undo"), list(done.undo))


def split_son(desk: Desk, **more: object) -> tuple[str, Done]:
    """The son of household 0251 founds a household with his sister."""
    son, daughter = (person(desk, "0251", relation) for relation in ("03", "04"))
    new = NewHousehold(GENERAL, son.uid, **more)  # type: ignore[arg-type]  # a test names any field
    changes = HouseholdChanges(desk.registers)
    return changes.split(home(desk, "0251"), DAY, [son.uid, daughter.uid], new)


def test_a_split_founds_a_household_and_copies_nothing(desk: Desk) -> None:
    store, old = desk.store, home(desk, "0251")
    uid, _done = split_son(desk)
    founded = any_family(store, uid)
    assert (founded.home.local_no, founded.home.hh_class) == ("H00401", "GEN")
    assert founded.home.group == family(desk, "0251").home.group
    assert {m.name: m.relation for m in founded.members} == {"魏小军": "01", "魏小梅": "X1"}
    assert founded.head is not None
    assert founded.head.name == "魏小军"
    for cls in (CardRating, HouseholdYear, Measure, Pairing, Visit):
        assert store.find(cls, household=uid) == []
        assert [r.uid for r in store.find(cls, household=old)] != [] or cls is Measure
    told = [store.find(LifeEvent, household=where)[0] for where in (old, uid)]
    assert [event.other_household for event in told] == [uid, old]
    assert told[0].moved == told[1].moved == tuple(m.uid for m in founded.members)
    assert [m.name for m in family(desk, "0251").members] == [
        "魏宝山", "魏春兰", "魏桂芝", "魏大山",
    ]  # fmt: skip


def test_shares_of_land_leave_the_old_household(desk: Desk) -> None:
    uid, done = split_son(desk, land={"farmland": "1.5", "woodland": "", "fruit": "0.5"})
    (founded,) = desk.store.find(HouseholdYear, household=uid)
    assert (founded.year, founded.farmland, founded.woodland) == (2015, Decimal("1.5"), None)
    (left,) = desk.store.find(HouseholdYear, household=home(desk, "0251"), year=2015)
    assert (left.farmland, left.woodland, left.fruit) == (Decimal(3), Decimal(12), None)
    back(desk, done)
    (left,) = desk.store.find(HouseholdYear, household=home(desk, "0251"), year=2015)
    assert left.farmland == Decimal("4.5")
    with pytest.raises(Refused, match="land_share_too_large"):
        split_son(desk, land={"farmland": 5})


def test_when_the_head_moves_the_old_household_gets_another(desk: Desk) -> None:
    changes, old = HouseholdChanges(desk.registers), home(desk, "0251")
    head, wife, mother = (person(desk, "0251", r) for r in ("01", "02", "12"))
    new = NewHousehold({**GENERAL, "local_no": "H00777"}, head.uid, "9组")
    with pytest.raises(Refused, match="new_head_needed"):
        changes.split(old, DAY, [head.uid, wife.uid], new)
    father = person(desk, "0251", "11")
    heir = Succession(father.uid, {mother.uid: "02"})
    uid, _done = changes.split(old, DAY, [head.uid, wife.uid], new, heir)
    assert {m.name: m.relation for m in any_family(desk.store, uid).members} == {
        "魏宝山": "01", "魏春兰": "02",
    }  # fmt: skip
    assert {m.name: m.relation for m in family(desk, "0251").members} == {
        "魏小军": "07", "魏小梅": "08", "魏桂芝": "02", "魏大山": "01",
    }  # fmt: skip
    assert [e.kind for e in desk.store.find(LifeEvent, household=old)] == ["split", "new_head"]


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    _uid, done = split_son(desk)
    back(desk, done)
    uid, _done = split_son(desk)
    assert any_family(desk.store, uid).home.local_no == "H00402"
    with pytest.raises(Refused, match="number_taken"):
        HouseholdChanges(desk.registers).split(
            home(desk, "0042"), DAY, [person(desk, "0042", "03").uid],
            NewHousehold({**GENERAL, "local_no": "0163"}, person(desk, "0042", "03").uid),
        )  # fmt: skip


def test_senseless_splits_are_refused(desk: Desk) -> None:
    changes, old = HouseholdChanges(desk.registers), home(desk, "0163")
    everybody = [m.uid for m in family(desk, "0163").living]
    son, head = person(desk, "0163", "03").uid, person(desk, "0163", "01").uid
    for code, moving, new in (
        ("nobody_moves", [], NewHousehold(GENERAL, son)),
        ("split_leaves_nobody", everybody, NewHousehold(GENERAL, son)),
        ("not_in_household", [son], NewHousehold(GENERAL, head)),
        ("not_in_household", [person(desk, "0251", "03").uid], NewHousehold(GENERAL, son)),
        ("field_missing", [son], NewHousehold({}, son)),
        ("unknown_target", [son], NewHousehold(GENERAL, son, land={"house_area_m2": 10})),
    ):
        with pytest.raises(Refused) as refusal:
            changes.split(old, DAY, moving, new)
        assert refusal.value.code == code


def merge(desk: Desk) -> Done:
    """Household 0277 of two people joins 0251, whose head is the brother of its head."""
    head = person(desk, "0277", "01").uid
    changes = HouseholdChanges(desk.registers)
    return changes.merge(home(desk, "0251"), home(desk, "0277"), DAY, {head: "X1"})


def test_a_merge_keeps_both_histories(desk: Desk) -> None:
    store, other = desk.store, home(desk, "0277")
    counted = {cls: len(store.find(cls, household=other)) for cls in (Visit, HouseholdYear)}
    merge(desk)
    joined = family(desk, "0251")
    assert [(m.name, m.relation) for m in joined.members[-2:]] == [
        ("夏金凤", "X1"), ("夏春兰", "X2"),
    ]  # fmt: skip
    ended = store.get(Household, other)
    assert ended is not None
    assert ended.status == "merged"
    assert {cls: len(store.find(cls, household=other)) for cls in counted} == counted
    assert [r.valid_to for r in store.find(CardRating, household=other)] == [DAY]
    assert [p.end_date for p in store.find(Pairing, household=other)] == [DAY]
    told = [store.find(LifeEvent, household=where)[0] for where in (joined.home.uid, other)]
    assert [event.other_household for event in told] == [other, joined.home.uid]
    assert "0277" not in {row.local_no for row in store.questions.households()}


def test_the_relation_of_the_other_head_is_asked(desk: Desk) -> None:
    changes = HouseholdChanges(desk.registers)
    survivor, other = home(desk, "0251"), home(desk, "0277")
    with pytest.raises(Refused, match="relations_needed"):
        changes.merge(survivor, other, DAY, {})
    with pytest.raises(Refused, match="same_household"):
        changes.merge(survivor, survivor, DAY, {})
    head = person(desk, "0277", "01").uid
    merge(desk)
    with pytest.raises(Refused, match="household_ended"):
        changes.merge(survivor, other, DAY, {head: "X1"})
    with pytest.raises(Refused, match="household_ended"):
        LifeEvents(desk.registers).birth(other, DAY, {"name": "夏小宝", "relation": "03"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    number=st.sampled_from(["0042", "0251", "0284", "0350", "0391"]),
    chosen=st.lists(st.booleans(), min_size=6, max_size=6),
    head=st.integers(0, 5),
    old_survives=st.booleans(),
)
def test_a_split_and_the_merge_of_its_halves_are_taken_back_exactly(
    shared: Desk, number: str, chosen: list[bool], head: int, *, old_survives: bool
) -> None:
    """Split any household any way, merge the halves again: each step back is the state before."""
    changes, store = HouseholdChanges(shared.registers), shared.store
    old = family(shared, number)
    moving = [m.uid for m, moves in zip(old.living, chosen, strict=False) if moves]
    assume(0 < len(moving) < len(old.living))
    stated = {m.uid: "99" for m in old.living}
    heir = Succession(old.without(moving)[0].uid, stated)
    new = NewHousehold(GENERAL, moving[head % len(moving)], relations=stated)
    states = [store.state_digest()]
    head_goes = old.home.head_member in moving
    uid, split = changes.split(old.home.uid, DAY, moving, new, heir if head_goes else None)
    states.append(store.state_digest())
    pair = (old.home.uid, uid) if old_survives else (uid, old.home.uid)
    merged = changes.merge(*pair, DAY, stated)
    states.append(store.state_digest())
    assert {m.uid for m in any_family(store, pair[0]).living} == {m.uid for m in old.living}
    again = back(shared, merged)
    assert store.state_digest() == states[1]
    merged = back(shared, again)
    assert store.state_digest() == states[2]
    back(shared, merged)
    back(shared, split)
    assert store.state_digest() == states[0]
