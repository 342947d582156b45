"""A conflict is decided at one side, and the decision settles it at the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.questions import ConflictRow
from fieldapp.ports.store import removed
from fieldapp.records import Household
from fieldapp.services.desk import Desk
from fieldapp.services.resolving import keeps_both, resolve
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone


def the_conflict(desk: Desk) -> ConflictRow:
    (row,) = desk.store.questions.conflicts()
    return row


def value(desk: Desk, field: str) -> object:
    found = desk.store.get(Household, household_uid(desk.store, HOME))
    return getattr(found, field) if found else None


@pytest.mark.parametrize(
    ("keep", "expected"), [("ours", "1"), ("theirs", "2"), ("13812345678", "13812345678")]
)
def test_ours_is_what_was_written_here_and_the_decision_travels(
    desks: TwoDesks, tmp_path: Path, keep: str, expected: str
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")  # the team's clock is later, so its value is shown
    carry(desks, tmp_path)
    assert value(desks.county, "phone") == "2"
    resolve(desks.county, the_conflict(desks.county).id, keep, "asked by telephone")
    assert desks.county.store.questions.conflicts() == []
    carry(desks, tmp_path, back=True)
    assert value(desks.team, "phone") == expected
    assert desks.team.store.questions.conflicts() == []
    (newest, *_) = desks.team.store.questions.history("household", household_uid(
        desks.team.store, HOME
    ))  # fmt: skip
    assert newest.reason == "conflict.resolve: asked by telephone"


def test_a_third_value_that_was_not_seen_opens_the_question_again(
    desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    telephone(desks.team, HOME, "3")
    resolve(desks.county, the_conflict(desks.county).id, "ours", "asked")
    carry(desks, tmp_path)
    assert set(the_conflict(desks.county).values) == {"1", "3"}


def test_both_are_kept_where_the_field_is_prose(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.county, note="瓦房漏雨")
    write(desks.team, note="想学养蜂")
    carry(desks, tmp_path)
    row = the_conflict(desks.county)
    whole = desks.county.store.questions.conflict(row.id)
    assert whole is not None
    assert keeps_both(whole)
    resolve(desks.county, row.id, "both", "both are true")
    assert value(desks.county, "note") == "瓦房漏雨；想学养蜂"


def test_a_removal_is_kept_or_taken_back(desks: TwoDesks, tmp_path: Path) -> None:
    uid = household_uid(desks.team.store, HOME)
    desks.team.store.write(desks.team.registers.act("test"), [removed(Household, uid)])
    write(desks.county, phone="1")
    carry(desks, tmp_path)
    row = the_conflict(desks.county)
    for keep, code in (("both", "keep_or_remove"), ("13800000000", "keep_or_remove")):
        with pytest.raises(Refused, match=code):
            resolve(desks.county, row.id, keep, "?")
    resolve(desks.county, row.id, "theirs", "moved away")
    assert desks.county.store.get(Household, uid) is None
    carry(desks, tmp_path, back=True)
    assert desks.team.store.get(Household, uid) is None
    assert desks.team.store.questions.conflicts() == []


def test_what_cannot_be_decided_so_is_refused(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    row = the_conflict(desks.county)
    with pytest.raises(Refused, match="both_impossible"):
        resolve(desks.county, row.id, "both", "?")
    with pytest.raises(Refused, match="unknown_conflict"):
        resolve(desks.county, "household/nobody/phone", "ours", "?")
    assert the_conflict(desks.county) == row
