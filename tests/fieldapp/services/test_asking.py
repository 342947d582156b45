"""A question travels to the laptop, its answer back to the conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed
from fieldapp.records import Member, Question, Visit
from fieldapp.services.asking import Asking, laptop_to_ask, state_of
from fieldapp.services.disputes import Disputes
from fieldapp.services.resolving import resolve
from tests.exchanging import HOME, carry, visited, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks


@pytest.fixture
def disputed(desks: TwoDesks, tmp_path: Path) -> str:
    """The id of a conflict about a telephone, as the county holds it."""
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    return desks.county.store.questions.conflicts()[0].id


def question(desks: TwoDesks, uid: str) -> Question:
    found = desks.county.store.get(Question, uid)
    assert found is not None
    return found


def test_a_question_is_asked_answered_and_closed_with_who_and_when(
    desks: TwoDesks, tmp_path: Path, disputed: str
) -> None:
    county, team = Asking(desks.county.registers), Asking(desks.team.registers)
    conflict = desks.county.store.questions.conflict(disputed)
    assert conflict is not None
    uid, _done = county.ask(disputed, "哪个电话能打通？", laptop_to_ask(conflict))
    assert state_of(question(desks, uid)) == "open"
    assert team.for_here() == []
    carry(desks, tmp_path, back=True)
    (asked,) = team.for_here()
    assert (asked.text, asked.laptop_name) == ("哪个电话能打通？", "郑家村一号机")
    team.answer(uid, "打过了", "13812345678")
    assert team.for_here() == []
    carry(desks, tmp_path)
    (dispute,) = Disputes(desks.county.registers).every()
    (answered,) = dispute.questions
    assert state_of(answered) == "answered"
    assert (answered.answer, answered.right_value) == ("打过了", "13812345678")
    assert answered.answered_by == desks.team.registers.author
    assert answered.answered_at == desks.team.clock.now()
    county.close(uid)
    carry(desks, tmp_path, back=True)
    closed = desks.team.store.get(Question, uid)
    assert closed is not None
    assert (state_of(closed), closed.closed_at) == ("closed", desks.county.clock.now())


def test_a_question_to_another_laptop_is_not_asked_here(desks: TwoDesks, tmp_path: Path) -> None:
    home = household_uid(desks.county.store, HOME)
    county = Asking(desks.county.registers)
    county.ask(f"household/{home}/phone", "?", "郑家村一号机")
    carry(desks, tmp_path, back=True)
    other = Asking(desks.team.registers)
    assert len(other.for_here()) == 1
    team = desks.team.store.find(Question)[0]
    elsewhere = changed(Question, team.uid, laptop="another device")
    desks.team.store.write(desks.team.registers.act("test"), [elsewhere])
    assert other.for_here() == []
    assert len(other.of_household(home)) == 1


@pytest.mark.parametrize(
    ("about", "text", "laptop", "code"),
    [
        ("household/HOME/phone", " ", "", "question_empty"),
        ("house/HOME", "?", "", "unknown_entity"),
        ("household/HOME/colour", "?", "", "unknown_field"),
        ("household/HOME", "?", "九号机", "unknown_device"),
        ("visit/none", "?", "", "unknown_record"),
        ("village/VILLAGE/name", "?", "", "question_without_household"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    desks: TwoDesks, about: str, text: str, laptop: str, code: str
) -> None:
    store = desks.county.store
    about = about.replace("HOME", household_uid(store, HOME))
    about = about.replace("VILLAGE", store.questions.villages()[0].uid)
    with pytest.raises(Refused) as caught:
        Asking(desks.county.registers).ask(about, text, laptop)
    assert caught.value.code == code
    assert store.find(Question) == []


def test_a_closed_question_takes_no_answer(desks: TwoDesks) -> None:
    asking = Asking(desks.county.registers)
    uid, _done = asking.ask(f"household/{household_uid(desks.county.store, HOME)}", "?")
    asking.close(uid)
    with pytest.raises(Refused, match="question_closed"):
        asking.answer(uid, "late")


def test_a_dispute_tells_who_wrote_when_on_which_laptop_with_which_visit(
    desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team, appeal_text="想养蜂")
    carry(desks, tmp_path)
    carry(desks, tmp_path, back=True)
    for desk, words in ((desks.county, "想养羊"), (desks.team, "想养牛")):
        edit = changed(Visit, uid, appeal_text=words)
        desk.store.write(desk.registers.act("test"), [edit])
    carry(desks, tmp_path)
    (dispute,) = Disputes(desks.county.registers).every()
    assert dispute.household is not None
    assert dispute.household.local_no == HOME
    assert dispute.village_name == "郑家村"
    assert [w.side.value for w in dispute.witnesses] == ["想养羊", "想养牛"]
    assert dispute.witnesses[0].side.ours
    assert dispute.witnesses[1].side.device == "郑家村一号机"
    assert [w.visit.uid for w in dispute.witnesses if w.visit] == [uid, uid]
    assert dispute.conflict.base == "想养蜂"
    resolve(desks.county, dispute.id, "both", "both were said")
    assert Disputes(desks.county.registers).every() == []
    assert desks.county.store.questions.open_conflicts() == 0


def test_conflicts_are_counted_by_village(desks: TwoDesks, disputed: str) -> None:
    questions = desks.county.store.questions
    village = questions.villages()[0].uid
    assert questions.conflicts()[0].village == village
    assert disputed.endswith("/phone")
    assert (questions.open_conflicts(), questions.open_conflicts(village)) == (1, 1)
    assert questions.open_conflicts("elsewhere") == 0


def test_conflicts_are_counted_by_the_household_above_the_record(
    desks: TwoDesks, tmp_path: Path, disputed: str
) -> None:
    assert disputed
    home = household_uid(desks.county.store, HOME)
    member = desks.county.store.find(Member, household=home)[0].uid
    for desk, name in ((desks.county, "何一"), (desks.team, "何二")):
        edit = changed(Member, member, name=name)
        desk.store.write(desk.registers.act("test"), [edit])
    carry(desks, tmp_path)
    questions = desks.county.store.questions
    assert questions.disputed() == {home: 2}
    assert questions.disputed(questions.villages()[0].uid) == {home: 2}
    assert questions.disputed("elsewhere") == {}
    assert {row.household for row in questions.conflicts()} == {home}
