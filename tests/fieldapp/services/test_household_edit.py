"""Looking at one household, changing it, and taking a change back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import Member
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.household_view import HouseholdView, glance, household_view
from tests.register_village import household_uid, id_number

FREE_ID = id_number(dt.date(1970, 5, 5), 901)


@pytest.fixture
def edits(desk: Desk) -> HouseholdEdits:
    return HouseholdEdits(desk.registers)


def view(desk: Desk, number: str = "0163") -> HouseholdView:
    return household_view(desk.store, desk.clock, household_uid(desk.store, number))


def test_a_household_is_seen_whole(desk: Desk) -> None:
    seen = view(desk)
    assert [member.person.name for member in seen.members] == ["贺长青", "贺春兰", "贺小军"]
    assert [year.record.year for year in seen.years] == [2015, 2014, 2013]
    assert seen.years[0].per_head == Decimal(2240)
    assert [measure.title for measure in seen.measures] == [
        "养殖土蜂", "养蜂技术培训", "白芍种植", "房屋修缮",
    ]  # fmt: skip
    assert seen.visits[0].visitors == ("王芳", "陈刚")
    assert seen.helpers == ("王芳",)


def test_the_pane_beside_the_list_shows_what_runs(desk: Desk) -> None:
    seen = glance(desk.store, household_uid(desk.store, "0163"))
    assert [measure.title for measure in seen.measures] == ["养殖土蜂", "养蜂技术培训", "白芍种植"]
    assert (seen.altitude_m, seen.other_causes) == (940, ("10",))


def test_a_household_that_is_gone_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="unknown_household"):
        household_view(desk.store, desk.clock, "nobody")


def test_income_is_set_by_item_and_an_empty_amount_takes_it_away(
    desk: Desk, edits: HouseholdEdits
) -> None:
    uid = household_uid(desk.store, "0163")
    edits.set_income(uid, 2015, {"W1": Decimal(9000), "B1": None, "P2": "300"})
    lines = {line.item: line.amount for line in view(desk).years[0].lines}
    assert (lines["W1"], lines["P2"]) == (Decimal(9000), Decimal(300))
    assert "B1" not in lines


def test_income_of_a_new_year_makes_the_year(desk: Desk, edits: HouseholdEdits) -> None:
    edits.set_income(household_uid(desk.store, "0320"), 2015, {"W1": Decimal(8000)})
    assert view(desk, "0320").years[0].per_head == Decimal(2000)


@pytest.mark.parametrize("act", ["income", "year", "member", "create"])
def test_whatever_was_done_can_be_undone(desk: Desk, edits: HouseholdEdits, act: str) -> None:
    uid, before = household_uid(desk.store, "0163"), desk.store.state_digest()
    village = desk.store.questions.villages()[0].uid
    done = {
        "income": lambda: edits.set_income(uid, 2016, {"W1": Decimal(1)}),
        "year": lambda: edits.set_year(uid, 2016, {"pigs": 3}),
        "member": lambda: edits.add_member(uid, {"name": "贺小花", "sex": "2"})[1],
        "create": lambda: edits.create(village, {}, {"name": "新户", "sex": "1"}, "6组")[1],
    }[act]()
    assert desk.store.state_digest() != before
    edits.registers.undo(done)
    assert desk.store.state_digest() == before


def test_a_new_household_gets_the_next_number(desk: Desk, edits: HouseholdEdits) -> None:
    village = desk.store.questions.villages()[0].uid
    head = {"name": "贺新民", "sex": "1", "id_number": FREE_ID.lower()}
    uid, _done = edits.create(village, {"hh_class": "GEN"}, head, "3组")
    row = desk.store.questions.household(uid)
    assert row is not None
    assert (row.head_name, row.group, row.local_no) == ("贺新民", "3组", "H00401")
    [head_again] = desk.store.find(Member, id_number=FREE_ID)
    assert head_again.household == uid
