"""What is entered for a household while it is removed elsewhere stays in sight of the county."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import Household, Member, Visit
from fieldapp.services.desk import Desk
from fieldapp.services.left_behind import bring_back, left_behind, remove_too
from tests.exchanging import HOME, carry, visited
from tests.register_village import household_uid
from tests.two_desks import TwoDesks


def home(desk: Desk) -> str:
    return household_uid(desk.store, HOME)


@pytest.mark.parametrize("way", ["county", "team"])
def test_a_visit_beside_the_removal_waits_whoever_removes(
    desks: TwoDesks, tmp_path: Path, way: str
) -> None:
    uid = home(desks.county)
    if way == "county":
        desks.county.registers.remove(uid, "重复登记")
        visit = visited(desks.team)
    else:
        visit = visited(desks.county)
        desks.team.registers.remove(uid, "重复登记")
    assert left_behind(desks.county.store) == ()
    carry(desks, tmp_path)
    (found,) = left_behind(desks.county.store)
    assert (found.home.uid, found.home.local_no, found.home.head_name) == (uid, HOME, "贺长青")
    assert (dict(found.contents), ("visit", visit) in found.records) == ({"visit": 1}, True)
    assert left_behind(desks.team.store) == (), "the county decides"


def test_what_the_removal_had_seen_is_nothing_to_decide(desks: TwoDesks, tmp_path: Path) -> None:
    uid = home(desks.county)
    visited(desks.county)
    carry(desks, tmp_path, back=True)
    desks.team.registers.remove(uid, "搬走")
    carry(desks, tmp_path)
    assert desks.county.store.get(Household, uid) is None
    assert left_behind(desks.county.store) == ()


def test_the_household_comes_back_as_it_was_and_can_go_again(
    desks: TwoDesks, tmp_path: Path
) -> None:
    uid = home(desks.county)
    before = desks.county.store.get(Household, uid)
    desks.county.registers.remove(uid, "重复登记")
    visited(desks.team)
    carry(desks, tmp_path)
    done = bring_back(desks.county.registers, uid)
    assert desks.county.store.get(Household, uid) == before
    assert desks.county.store.questions.numbered(HOME)
    assert left_behind(desks.county.store) == ()
    with pytest.raises(Refused, match="nothing_left_behind"):
        bring_back(desks.county.registers, uid)
    desks.county.registers.undo(done)
    assert len(left_behind(desks.county.store)) == 1


def test_removing_it_too_takes_only_what_waited_and_is_undone(
    desks: TwoDesks, tmp_path: Path
) -> None:
    uid = home(desks.county)
    people = len(desks.county.store.find(Member, household=uid))
    desks.county.registers.remove(uid, "重复登记")
    visit = visited(desks.team)
    carry(desks, tmp_path)
    done = remove_too(desks.county.registers, uid)
    assert desks.county.store.get(Visit, visit) is None
    assert len(desks.county.store.find(Member, household=uid)) == people
    assert left_behind(desks.county.store) == ()
    carry(desks, tmp_path, back=True)
    assert desks.team.store.get(Visit, visit) is None
    desks.county.registers.undo(done)
    assert [one.records for one in left_behind(desks.county.store)] == [(("visit", visit),)]


def test_what_comes_later_is_added_to_what_waits(desks: TwoDesks, tmp_path: Path) -> None:
    desks.county.registers.remove(home(desks.county), "重复登记")
    for _time in range(2):
        visited(desks.team)
        carry(desks, tmp_path)
    (found,) = left_behind(desks.county.store)
    assert found.contents == {"visit": 2}
