"""What happens in families is one act each, told in every history concerned, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done
from fieldapp.records import CardRating, Household, LifeEvent, Measure, Member, Pairing
from fieldapp.services.comings_and_goings import Aftermath
from fieldapp.services.desk import Desk
from fieldapp.services.families import Family, Succession, any_family
from fieldapp.services.life_events import LifeEvents
from tests.register_village import TODAY, household_uid, open_village

DAY = dt.date(2015, 11, 20)
BABY = {"name": "魏小宝", "sex": "1", "relation": "07"}
BRIDE = {"name": "周桂花", "sex": "2", "birth_date": "1992-04-01"}
ENDS = Aftermath(ends=True)


class Village:
    """A register with its events, named by household number and relation to the head."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.events = LifeEvents(desk.registers)

    def home(self, number: str) -> str:
        return household_uid(self.desk.store, number)

    def family(self, number: str) -> Family:
        return any_family(self.desk.store, self.home(number))

    def person(self, number: str, relation: str) -> Member:
        return next(m for m in self.family(number).living if m.relation == relation)

    def member(self, uid: str) -> Member:
        found = self.desk.store.get(Member, uid)
        assert found is not None
        return found

    def told(self, number: str) -> list[str]:
        return [e.kind for e in self.desk.store.find(LifeEvent, household=self.home(number))]

    def digest(self) -> str:
        return self.desk.store.state_digest()

    def back(self, done: Done) -> Done:
        return self.desk.store.write(self.desk.registers.act("undo"), list(done.undo))


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    desk = open_village(tmp_path / "workspace")
    yield Village(desk)
    desk.store.close()


def heir(village: Village, number: str, relation: str, **stated: str) -> Aftermath:
    """The person of that relation follows; ``r12="16"`` states the relation of the ``12``."""
    relations = {village.person(number, key[1:]).uid: told for key, told in stated.items()}
    return Aftermath(Succession(village.person(number, relation).uid, relations))


EVENTS: dict[str, Callable[[Village], Done]] = {
    "birth": lambda v: v.events.birth(v.home("0251"), DAY, BABY)[1],
    "death": lambda v: v.events.death(v.person("0251", "12").uid, DAY),
    "death of the head": lambda v: v.events.death(
        v.person("0251", "01").uid, DAY, heir(v, "0251", "02")
    ),
    "death of the last": lambda v: v.events.death(v.person("0400", "01").uid, DAY, ENDS),
    "marriage in from outside": lambda v: v.events.marriage_in(v.home("0251"), DAY, BRIDE, "05")[1],
    "marriage in from a household": lambda v: v.events.marriage_in(
        v.home("0251"), DAY, v.person("0042", "04").uid, "05"
    )[1],
    "marriage in of the last": lambda v: v.events.marriage_in(
        v.home("0163"), DAY, v.person("0400", "01").uid, "X1", ENDS
    )[1],
    "marriage out": lambda v: v.events.marriage_out(v.person("0042", "04").uid, DAY),
    "leaving": lambda v: v.events.leave(v.person("0042", "03").uid, DAY, "abroad"),
    "new head": lambda v: v.events.new_head(
        v.home("0042"), DAY, Succession(v.person("0042", "03").uid)
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_one_act_that_is_undone_and_done_again(village: Village, name: str) -> None:
    before = village.digest()
    done = EVENTS[name](village)
    after = village.digest()
    assert after != before
    undone = village.back(done)
    assert village.digest() == before
    redone = village.back(undone)
    assert village.digest() == after
    village.back(redone)
    assert village.digest() == before
    assert village.desk.store.examine().problems == ()


def test_a_child_is_new_and_counted(village: Village) -> None:
    uid, _done = village.events.birth(village.home("0251"), DAY, BABY, "县医院")
    child = village.member(uid)
    assert (child.status, child.status_reason, child.birth_date) == ("4", "newborn", DAY)
    (told,) = village.desk.store.find(LifeEvent, household=village.home("0251"))
    assert (told.kind, told.date, told.member, told.note) == ("birth", DAY, uid, "县医院")
    row = village.desk.store.questions.household(village.home("0251"))
    assert row is not None
    assert row.people == 7


def test_when_the_head_dies_relations_follow_the_new_head(village: Village) -> None:
    head = village.person("0251", "01")
    village.events.death(head.uid, DAY, heir(village, "0251", "02"))
    assert village.member(head.uid).status == "2"
    found = {m.name: m.relation for m in village.family("0251").members}
    assert found == {
        "魏宝山": "02", "魏春兰": "01", "魏小军": "03", "魏小梅": "04", "魏桂芝": "16",
        "魏大山": "15",
    }  # fmt: skip
    assert village.told("0251") == ["death", "new_head"]


def test_a_relation_that_is_not_certain_is_asked_for(village: Village) -> None:
    village.events.marriage_in(village.home("0251"), DAY, BRIDE, "05")
    head = village.person("0251", "01").uid
    with pytest.raises(Refused, match="relations_needed") as asked:
        village.events.death(head, DAY, heir(village, "0251", "03"))
    assert asked.value.facts["ids"] == village.person("0251", "05").uid
    village.events.death(head, DAY, heir(village, "0251", "03", r05="02"))
    assert village.person("0251", "02").name == "周桂花"


def test_who_marries_within_the_village_moves_with_the_record(village: Village) -> None:
    daughter = village.person("0042", "04")
    uid, _done = village.events.marriage_in(village.home("0251"), DAY, daughter.uid, "05")
    moved = village.member(uid)
    assert (uid, moved.household, moved.relation) == (daughter.uid, village.home("0251"), "05")
    assert (moved.status, moved.status_reason, moved.status_date) == ("4", "married_in", DAY)
    assert village.told("0251") == ["marriage_in"]
    assert village.told("0042") == ["marriage_out"]
    (told,) = village.desk.store.find(LifeEvent, household=village.home("0042"))
    assert (told.other_household, told.member) == (village.home("0251"), uid)


def test_a_household_that_ends_closes_what_is_open(village: Village) -> None:
    store, home = village.desk.store, village.home("0163")
    for relation in ("03", "02"):
        village.events.leave(village.person("0163", relation).uid, DAY)
    village.events.death(village.person("0163", "01").uid, DAY, ENDS)
    ended = store.get(Household, home)
    assert ended is not None
    assert ended.status == "cancelled"
    assert [rating.valid_to for rating in store.find(CardRating, household=home)] == [DAY]
    assert [pairing.end_date for pairing in store.find(Pairing, household=home)] == [DAY]
    states = {m.title: (m.state, m.reason_text) for m in store.find(Measure, household=home)}
    assert states["养殖土蜂"] == ("stopped", "2015-11-20：家中已无人")
    assert states["房屋修缮"] == ("done", None)
    assert store.questions.promises(household=home)[:1][0].kind == "issue"


def test_who_left_comes_back(village: Village) -> None:
    son = village.person("0042", "03").uid
    village.events.leave(son, dt.date(2015, 3, 1), "imprisoned")
    assert village.member(son).status == "3"
    done = village.events.come_back(son, DAY)
    assert (village.member(son).status, village.member(son).relation) == ("4", "03")
    assert village.told("0042") == ["leave", "return"]
    village.back(done)
    village.events.new_head(
        village.home("0042"), dt.date(2015, 5, 1), Succession(village.person("0042", "02").uid)
    )
    with pytest.raises(Refused, match="relation_needed"):
        village.events.come_back(son, DAY)
    village.events.come_back(son, DAY, "03")


def test_who_comes_back_to_an_empty_household_is_its_head(village: Village) -> None:
    last = village.person("0400", "01").uid
    village.events.leave(last, dt.date(2015, 3, 1), "other_out", ENDS)
    assert village.family("0400").home.status == "moved"
    village.events.come_back(last, DAY)
    family = village.family("0400")
    assert (family.home.status, family.home.head_member) == ("active", last)


def test_somebody_comes_back_to_another_household(village: Village) -> None:
    son = village.person("0042", "03").uid
    village.events.leave(son, dt.date(2015, 3, 1))
    village.events.come_back(son, DAY, "X1", village.home("0251"))
    assert village.member(son).household == village.home("0251")
    assert village.told("0042") == ["leave", "return"]
    assert village.told("0251") == ["return"]


def _twice(village: Village, what: str) -> None:
    person = village.person("0042", "03").uid
    act = village.events.death if what == "death" else village.events.leave
    act(person, DAY)
    act(person, DAY)


def _dead_leaves(village: Village) -> None:
    person = village.person("0042", "03").uid
    village.events.death(person, DAY)
    village.events.marriage_out(person, DAY)


def _leave_then_return(village: Village, day: dt.date) -> None:
    person = village.person("0042", "03").uid
    village.events.leave(person, DAY)
    village.events.come_back(person, day)


def _birth_after_the_end(village: Village) -> None:
    village.events.leave(village.person("0400", "01").uid, DAY, after=ENDS)
    village.events.birth(village.home("0400"), DAY, BABY)


REFUSALS: dict[str, tuple[str, Callable[[Village], object]]] = {
    "the future": (
        "event_in_future",
        lambda v: v.events.birth(v.home("0251"), TODAY + dt.timedelta(days=1), BABY),
    ),
    "death before birth": (
        "event_before_birth",
        lambda v: v.events.death(v.person("0251", "03").uid, dt.date(1980, 1, 1)),
    ),
    "a second death": ("already_dead", lambda v: _twice(v, "death")),
    "leaving twice": ("already_left", lambda v: _twice(v, "leave")),
    "leaving after death": ("already_dead", _dead_leaves),
    "a return before leaving": (
        "event_out_of_order",
        lambda v: _leave_then_return(v, dt.date(2015, 1, 1)),
    ),
    "a return of who is here": (
        "already_here",
        lambda v: v.events.come_back(v.person("0042", "03").uid, DAY),
    ),
    "the head without a follower": (
        "new_head_needed",
        lambda v: v.events.leave(v.person("0042", "01").uid, DAY),
    ),
    "the only one leaving": (
        "household_would_end",
        lambda v: v.events.leave(v.person("0400", "01").uid, DAY),
    ),
    "a second spouse": (
        "second_spouse",
        lambda v: v.events.marriage_in(v.home("0251"), DAY, BRIDE, "02"),
    ),
    "a second head": (
        "second_head",
        lambda v: v.events.marriage_in(v.home("0251"), DAY, BRIDE, "01"),
    ),
    "a newborn spouse": (
        "bad_relation",
        lambda v: v.events.birth(
            v.home("0400"), DAY, {"name": "邹小妹", "sex": "2", "relation": "02"}
        ),
    ),
    "a son who is a woman": (
        "relation_sex",
        lambda v: v.events.marriage_in(v.home("0251"), DAY, BRIDE, "06"),
    ),
    "a child without a relation": (
        "relation_needed",
        lambda v: v.events.birth(v.home("0251"), DAY, {"name": "魏小宝"}),
    ),
    "marriage at home": (
        "same_household",
        lambda v: v.events.marriage_in(v.home("0251"), DAY, v.person("0251", "04").uid, "05"),
    ),
    "the head as new head": (
        "already_head",
        lambda v: v.events.new_head(v.home("0042"), DAY, Succession(v.person("0042", "01").uid)),
    ),
    "a stranger as new head": (
        "not_in_household",
        lambda v: v.events.new_head(v.home("0042"), DAY, Succession(v.person("0251", "03").uid)),
    ),
    "a birth where nobody is left": ("household_ended", _birth_after_the_end),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_contradicts_is_refused_and_leaves_no_trace(village: Village, name: str) -> None:
    code, act = REFUSALS[name]
    with pytest.raises(Refused) as refusal:
        act(village)
    assert refusal.value.code == code


def test_a_refused_event_changes_nothing(village: Village) -> None:
    before = village.digest()
    with pytest.raises(Refused):
        village.events.leave(village.person("0042", "01").uid, DAY)
    assert village.digest() == before
