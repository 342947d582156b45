"""A visit comes in, is returned, corrected, seen again, accepted; everybody can see where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed
from fieldapp.records import Visit, VisitReview
from fieldapp.services.desk import Desk
from fieldapp.services.reviewing import Reviewing
from fieldapp.services.visit_custody import VisitCustody
from tests.exchanging import carry, visited
from tests.two_desks import TwoDesks


def states(desk: Desk) -> list[str]:
    received = desk.profile.role == "county"
    return [line.state for line in Reviewing(desk.registers).inbox(received=received)]


def stage(desk: Desk, uid: str) -> tuple[str, int | None]:
    found = VisitCustody(desk.store, desk.exchange).of([uid])[uid]
    return found.stage, found.bundle


def test_a_returned_visit_is_corrected_and_comes_back_to_the_reviewer(
    desks: TwoDesks, tmp_path: Path
) -> None:
    county, team = Reviewing(desks.county.registers), Reviewing(desks.team.registers)
    uid = visited(desks.team, housing_problem=True)
    carry(desks, tmp_path)
    (line,) = county.inbox()
    assert (line.state, line.laptop) == ("new", "郑家村一号机")
    assert "finding.words" in {problem.rule for problem in line.problems}
    county.send_back(uid, "房子哪里有问题？")
    assert states(desks.county) == ["returned"]
    carry(desks, tmp_path, back=True)
    (back,) = team.returned()
    assert back.last is not None
    assert (back.row.uid, back.last.comment) == (uid, "房子哪里有问题？")
    team.correct(uid, {"housing": "屋顶漏雨"}, "已补")
    assert team.returned() == []
    carry(desks, tmp_path)
    (again,) = county.inbox()
    assert again.state == "corrected"
    assert again.last is not None
    assert again.last.reply == "已补"
    county.accept(uid)
    assert states(desks.county) == ["accepted"]
    carry(desks, tmp_path, back=True)
    assert team.states()[uid][0] == "accepted"
    assert len(county.case(uid).reviews) == 2


def test_a_visit_that_is_changed_after_it_was_accepted_waits_again(
    desks: TwoDesks, tmp_path: Path
) -> None:
    county = Reviewing(desks.county.registers)
    uid = visited(desks.team)
    carry(desks, tmp_path)
    county.accept(uid)
    store = desks.county.store
    store.write(desks.county.registers.act("test"), [changed(Visit, uid, weather="雨")])
    assert states(desks.county) == ["changed"]


def test_a_review_can_be_undone(desks: TwoDesks, tmp_path: Path) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    done = Reviewing(desks.county.registers).accept(uid)
    desks.county.registers.undo(done)
    assert states(desks.county) == ["new"]
    assert desks.county.store.find(VisitReview) == []


def test_the_visit_before_stands_beside_it(desks: TwoDesks, tmp_path: Path) -> None:
    earlier = visited(desks.team, appeal_text="想养蜂")
    carry(desks, tmp_path)
    store = desks.county.store
    later = store.get(Visit, earlier)
    assert later is not None
    assert Reviewing(desks.county.registers).case(earlier).visit == later
    before = Reviewing(desks.county.registers).case(earlier).before
    assert before is None or str(before.start_at) < str(later.start_at)


def test_what_is_written_at_the_county_itself_is_not_received(desks: TwoDesks) -> None:
    visited(desks.county)
    assert states(desks.county) == []


@pytest.mark.parametrize("comment", ["", "  "])
def test_a_return_needs_a_comment(desks: TwoDesks, comment: str) -> None:
    uid = visited(desks.county)
    with pytest.raises(Refused, match="comment_missing"):
        Reviewing(desks.county.registers).send_back(uid, comment)


def test_only_a_returned_visit_is_corrected_and_only_with_something(
    desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    team = Reviewing(desks.team.registers)
    with pytest.raises(Refused, match="not_returned"):
        team.correct(uid, {"weather": "雨"})
    carry(desks, tmp_path)
    Reviewing(desks.county.registers).send_back(uid, "天气？")
    carry(desks, tmp_path, back=True)
    with pytest.raises(Refused, match="nothing_corrected"):
        team.correct(uid, {})
    with pytest.raises(Refused, match="rule_broken"):
        team.correct(uid, {"start_at": None})
    team.correct(uid, {}, "没记")
    assert team.states()[uid][0] == "corrected"


def test_custody_follows_a_visit_from_the_laptop_to_its_review(
    desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    assert stage(desks.team, uid) == ("here", None)
    file = desks.team.exchange.export(tmp_path / "a.fsync").file
    assert stage(desks.team, uid) == ("bundle", 1)
    desks.county.exchange.import_one(file)
    assert stage(desks.county, uid) == ("merged", None)
    Reviewing(desks.county.registers).accept(uid)
    assert stage(desks.county, uid) == ("reviewed", None)
    carry(desks, tmp_path, back=True)
    assert stage(desks.team, uid) == ("reviewed", 1)


def test_the_oldest_visit_that_waits_is_among_the_few_that_are_asked_for(
    desks: TwoDesks, tmp_path: Path
) -> None:
    county = Reviewing(desks.county.registers)
    waits, *accepted = (visited(desks.team) for _visit in range(4))
    carry(desks, tmp_path)
    newest = max(accepted)
    for uid in accepted:
        county.accept(uid)
    assert {line.row.uid for line in county.inbox(most=1)} == {waits, newest}
    assert len(county.inbox()) == 4
