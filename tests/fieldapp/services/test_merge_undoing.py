"""A whole merge is taken back as long as nothing was built upon it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Household, Member, Visit
from fieldapp.services.desk import Desk
from fieldapp.services.merge_undoing import Undone, undo_merge
from fieldapp.services.profile import ledger
from tests.exchanging import HOME, carry, visited, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone


def back(desk: Desk) -> Undone:
    """Take the newest merge back."""
    line = next(line for line in ledger(desk.store) if line.brought and not line.undone)
    return undo_merge(desk.exchange, line.bundle, "贺长青")


def phone(desk: Desk) -> str | None:
    found = desk.store.get(Household, household_uid(desk.store, HOME))
    return found.phone if found else None


def a_member(desk: Desk) -> str:
    made = Member(
        uid=desk.ids.uid(), household=household_uid(desk.store, HOME), name="何小妹", sex="2",
        relation="03",
    )  # fmt: skip
    desk.store.write(desk.registers.act("member.add"), [created(made)])
    return made.uid


def test_everything_that_came_is_put_back_and_travels(desks: TwoDesks, tmp_path: Path) -> None:
    before = desks.county.store.state_digest()
    write(desks.team, phone="13900000001", gps_lat=None)
    uid = visited(desks.team)
    member = a_member(desks.team)
    gone = desks.team.store.find(Member)[0].uid
    desks.team.store.write(desks.team.registers.act("test"), [removed(Member, gone)])
    carry(desks, tmp_path)
    assert desks.county.store.state_digest() != before
    assert back(desks.county).records >= 4
    assert desks.county.store.state_digest() == before
    assert desks.county.store.examine().problems == ()
    carry(desks, tmp_path, back=True)
    assert desks.team.store.get(Visit, uid) is None
    assert desks.team.store.get(Member, member) is None
    assert desks.team.store.get(Member, gone) is not None
    assert desks.team.store.state_digest() == before


def test_a_conflict_goes_with_the_merge_that_made_it(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    assert len(desks.county.store.questions.conflicts()) == 1
    back(desks.county)
    assert desks.county.store.questions.conflicts() == []
    assert phone(desks.county) == "1"


def test_the_taking_back_can_be_undone(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.team, phone="13900000001")
    visited(desks.team)
    carry(desks, tmp_path)
    merged = desks.county.store.state_digest()
    done = back(desks.county).done
    assert done.unit is not None
    act = desks.county.registers.act("undo")
    desks.county.store.undo_act(act, done.unit, WatchedJob())
    assert desks.county.store.state_digest() == merged


def test_what_others_wrote_elsewhere_meanwhile_stays(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.team, phone="13900000001")
    carry(desks, tmp_path)
    write(desks.county, note="另一处")
    telephone(desks.county, "0107", "3")
    back(desks.county)
    found = desks.county.store.get(Household, household_uid(desks.county.store, HOME))
    assert found is not None
    assert (found.note, found.phone != "13900000001") == ("另一处", True)


def over_the_value(desk: Desk, _visit: str, _member: str) -> None:
    write(desk, phone="13900000002")


def to_a_record_that_came(desk: Desk, visit: str, _member: str) -> None:
    desk.store.write(desk.registers.act("test"), [changed(Visit, visit, weather="雨")])


def pointing_to_one_that_came(desk: Desk, _visit: str, member: str) -> None:
    write(desk, head_member=member)


@pytest.mark.parametrize(
    "build", [over_the_value, to_a_record_that_came, pointing_to_one_that_came]
)
def test_a_merge_that_was_built_upon_stays(desks: TwoDesks, tmp_path: Path, build: object) -> None:
    write(desks.team, phone="13900000001")
    visit, member = visited(desks.team), a_member(desks.team)
    carry(desks, tmp_path)
    assert callable(build)
    build(desks.county, visit, member)
    before = desks.county.store.state_digest()
    with pytest.raises(Refused, match="merge_built_upon") as refused:
        back(desks.county)
    assert refused.value.facts == {"count": 1}
    assert desks.county.store.state_digest() == before


def test_a_merge_is_taken_back_once_and_only_if_there_was_one(
    desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.team, phone="13900000001")
    carry(desks, tmp_path)
    bundle = ledger(desks.county.store)[0].bundle
    undo_merge(desks.county.exchange, bundle, "贺长青")
    for wanted, code in ((bundle, "merge_taken_back"), ("nobody", "merge_unknown")):
        with pytest.raises(Refused, match=code):
            undo_merge(desks.county.exchange, wanted, "贺长青")
