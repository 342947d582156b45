"""Fields that are one answer stay whole, lists are joined, and both sides can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from db.store import SqlStore
from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Household, Training
from tests.factories import a_household, a_village, act, carry

Two = tuple[SqlStore, SqlStore, Household]


@pytest.fixture
def two(new_store: Callable[[str], SqlStore]) -> Two:
    one, other = new_store("一号机"), new_store("二号机")
    village = a_village()
    home = a_household(village, gps_lat=Decimal("30.000001"), gps_lon=Decimal("110.000001"))
    one.write(act(), [created(village), created(home)])
    carry(one, other)
    return one, other, home


def meet(one: SqlStore, other: SqlStore) -> None:
    carry(one, other)
    carry(other, one)
    assert one.state_digest() == other.state_digest()
    for store in (one, other):
        assert store.examine().problems == ()


def position(store: SqlStore, home: Household) -> tuple[Decimal | None, Decimal | None]:
    found = store.get(Household, home.uid)
    assert found is not None
    return found.gps_lat, found.gps_lon


def test_half_of_one_position_is_never_shown_with_half_of_another(two: Two) -> None:
    one, other, home = two
    one.write(act(), [changed(Household, home.uid, gps_lat=Decimal("31.5"))])
    other.write(act(), [changed(Household, home.uid, gps_lon=Decimal("111.5"))])
    meet(one, other)
    mine = (Decimal("31.500000"), Decimal("110.000001"))
    yours = (Decimal("30.000001"), Decimal("111.500000"))
    assert position(one, home) == position(other, home)
    assert position(one, home) in {mine, yours}
    assert {row.field for row in one.questions.conflicts()} == {"gps_lat", "gps_lon"}


def test_a_decision_on_one_field_settles_the_whole_answer(two: Two) -> None:
    one, other, home = two
    one.write(act(), [changed(Household, home.uid, gps_lat=Decimal("31.5"))])
    other.write(act(), [changed(Household, home.uid, gps_lon=Decimal("111.5"))])
    meet(one, other)
    found = one.questions.conflict(f"household/{home.uid}/gps_lat")
    assert found is not None
    assert found.base == 30000001
    (mine,) = [side for side in found.sides if side.ours]
    assert mine.together == {"gps_lat": 31500000, "gps_lon": 110000001}
    one.write(
        act("conflict.resolve"),
        [changed(Household, home.uid, gps_lat=Decimal("31.5"), gps_lon=Decimal("110.000001"))],
    )
    meet(one, other)
    assert other.questions.conflicts() == []
    assert position(other, home) == (Decimal("31.500000"), Decimal("110.000001"))


def test_both_sides_are_told_with_who_where_and_why(two: Two) -> None:
    one, other, home = two
    one.write(act("visit.record", author="王芳"), [changed(Household, home.uid, phone="1")])
    other.write(act("household.set", author="李四"), [changed(Household, home.uid, phone="2")])
    meet(one, other)
    found = other.questions.conflict(f"household/{home.uid}/phone")
    assert found is not None
    assert found.base == "13800000000"
    told = {(side.value, side.author, side.device, side.reason, side.ours) for side in found.sides}
    assert told == {
        ("1", "王芳", "一号机", "visit.record", False),
        ("2", "李四", "二号机", "household.set", True),
    }
    assert found.sides[-1].value == other.questions.conflicts()[0].values[-1]


def test_a_removal_is_told_beside_what_it_had_not_seen(two: Two) -> None:
    one, other, home = two
    one.write(act(author="王芳"), [removed(Household, home.uid)])
    other.write(act(author="李四"), [changed(Household, home.uid, phone="2")])
    meet(one, other)
    found = one.questions.conflict(f"household/{home.uid}/alive")
    assert found is not None
    sides = [(side.value, side.author, side.ours, dict(side.together)) for side in found.sides]
    assert sides == [(0, "王芳", True, {}), (1, "李四", False, {"phone": "2"})]


@pytest.mark.parametrize("asked", ["household/nobody/phone", "nothing/x/y", "household", "a/b/c/d"])
def test_what_is_no_open_conflict_is_not_found(two: Two, asked: str) -> None:
    assert two[0].questions.conflict(asked) is None
    assert two[0].questions.conflict(f"household/{two[2].uid}/phone") is None


def test_lists_of_people_are_joined_without_asking(two: Two) -> None:
    one, other, home = two
    course = Training(uid=a_village().uid, village=home.village, title="养蜂", attendees=("a",))
    one.write(act(), [created(course)])
    carry(one, other)
    one.write(act(), [changed(Training, course.uid, attendees=("a", "b"))])
    other.write(act(), [changed(Training, course.uid, attendees=("a", "c"))])
    meet(one, other)
    for store in (one, other):
        assert attendees(store, course) == ("a", "b", "c")
        assert store.questions.conflicts() == []
    other.write(act(), [changed(Training, course.uid, attendees=("c",))])
    meet(one, other)
    assert attendees(one, course) == attendees(other, course) == ("c",)


def attendees(store: SqlStore, course: Training) -> tuple[str, ...] | None:
    found = store.get(Training, course.uid)
    return found.attendees if found else None
