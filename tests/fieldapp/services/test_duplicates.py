"""People entered twice are found, merged with all that points to them, or told apart for good."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, changed, created
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    LifeEvent,
    Measure,
    Member,
    MemberYear,
    Training,
    Visit,
)
from fieldapp.services.cards import rate
from fieldapp.services.desk import Desk
from fieldapp.services.duplicates import Duplicates, Suspicion
from fieldapp.services.families import any_family
from fieldapp.services.life_events import LifeEvents
from tests.register_village import household_uid, id_number

DAY = dt.date(2015, 11, 20)


@pytest.fixture
def duplicates(desk: Desk) -> Duplicates:
    return Duplicates(desk.registers)


def person(desk: Desk, number: str, relation: str) -> Member:
    family = any_family(desk.store, household_uid(desk.store, number))
    return next(m for m in family.living if m.relation == relation)


def twice(desk: Desk, **more: object) -> tuple[Member, Member]:
    """The daughter of 0042 is entered again as daughter-in-law of 0251, without her number."""
    first = person(desk, "0042", "04")
    fields = {
        "name": first.name, "sex": first.sex, "relation": "05", "phone": "13900000001",
        "birth_date": str(first.birth_date), **more,
    }  # fmt: skip
    uid, _done = desk.registers.add_member(household_uid(desk.store, "0251"), fields)
    second = desk.store.get(Member, uid)
    assert second is not None
    return first, second


def back(desk: Desk, done: Done) -> Done:
    return desk.store.write(desk.registers.act("undo"), list(done.undo))


def only(found: tuple[Suspicion, ...]) -> Suspicion:
    assert len(found) == 1
    return found[0]


def test_nobody_of_a_clean_register_is_suspected(duplicates: Duplicates) -> None:
    assert duplicates.found() == ()


def test_who_is_entered_twice_is_found_with_the_reason(desk: Desk, duplicates: Duplicates) -> None:
    first, second = twice(desk)
    found = only(duplicates.found())
    assert {found.one.uid, found.other.uid} == {first.uid, second.uid}
    assert {found.one_home.local_no, found.other_home.local_no} == {"0042", "0251"}
    assert found.likeness.strength == "likely"
    assert found.likeness.sentence("zh_CN") == "姓名相同，出生日期相同，同村。"
    village = found.one_home.village
    assert duplicates.found(village) == (found,)
    assert duplicates.found("another village") == ()


def test_a_merge_takes_what_was_chosen_and_everything_follows(
    desk: Desk, duplicates: Duplicates
) -> None:
    store = desk.store
    first, second = twice(desk)
    desk.registers.set_member(second.uid, {"labour": "02", "mandarin": True}, 2015)
    desk.registers.set_member(second.uid, {"education": "04"}, 2014)
    village = store.find(Household, uid=first.household)[0].village
    course = Training(
        uid=desk.ids.uid(), village=village, title="养蜂", attendees=(second.uid, first.uid)
    )
    store.write(desk.registers.act("test"), [created(course)])
    before = store.state_digest()
    done = duplicates.merge(first.uid, second.uid, ["phone"])
    after = store.state_digest()
    kept = store.get(Member, first.uid)
    assert kept is not None
    assert (kept.phone, kept.id_number) == ("13900000001", first.id_number)
    assert store.get(Member, second.uid) is None
    years = {year.year: year for year in store.find(MemberYear, member=first.uid)}
    assert (years[2015].labour, years[2015].mandarin) == ("01", True)
    assert years[2014].education == "04"
    assert store.find(Training)[0].attendees == (first.uid,)
    assert duplicates.found() == ()
    undone = back(desk, done)
    assert store.state_digest() == before
    back(desk, undone)
    assert store.state_digest() == after
    assert store.examine().problems == ()


def test_a_household_entered_twice_becomes_one(desk: Desk, duplicates: Duplicates) -> None:
    store = desk.store
    head, wife = person(desk, "0163", "01"), person(desk, "0163", "02")
    kept, village = head.household, store.find(Household, uid=head.household)[0].village
    again = {"name": head.name, "sex": "1", "birth_date": str(head.birth_date), "relation": "01"}
    uid, _done = desk.registers.create(village, {"hh_class": "REG"}, again)
    desk.registers.add_member(
        uid, {"name": wife.name, "sex": "2", "relation": "02", "id_number": wife.id_number}
    )
    desk.registers.add_member(uid, {"name": "贺小燕", "sex": "2", "relation": "04"})
    desk.registers.set_causes(uid, 2015, "08", (), None)
    desk.registers.set_causes(uid, 2012, "02", (), None)
    rate(
        desk.registers,
        uid,
        {"colour": "YELLOW", "valid_from": dt.date(2015, 1, 1), "reason_text": "评议"},
    )
    desk.registers.assign_measure(uid, {"catalog": "06", "title": "果树培训"})
    store.write(desk.registers.act("test"), [created(Visit(uid=desk.ids.uid(), household=uid))])
    visits = len(store.find(Visit, household=kept))
    before = store.state_digest()
    second = any_family(store, uid).head
    assert second is not None
    done = duplicates.merge(head.uid, second.uid)
    family = any_family(store, kept)
    assert [m.name for m in family.members] == ["贺长青", "贺春兰", "贺小军", "贺小燕"]
    assert store.get(Household, uid) is None
    assert len(store.find(Visit, household=kept)) == visits + 1
    assert "果树培训" in {m.title for m in store.find(Measure, household=kept)}
    causes = {y.year: y.main_cause for y in store.find(HouseholdYear, household=kept)}
    assert (causes[2015], causes[2012]) == ("07", "02")
    open_cards = [r.colour for r in store.find(CardRating, household=kept, valid_to=None)]
    assert open_cards == ["RED"]
    assert store.examine().problems == ()
    back(desk, done)
    assert store.state_digest() == before


def test_events_point_to_who_is_kept(desk: Desk, duplicates: Duplicates) -> None:
    first, second = twice(desk)
    LifeEvents(desk.registers).leave(second.uid, DAY)
    duplicates.merge(first.uid, second.uid)
    (told,) = desk.store.find(LifeEvent, household=second.household)
    assert told.member == first.uid


def test_who_was_told_apart_stays_apart_until_the_facts_change(
    desk: Desk, duplicates: Duplicates
) -> None:
    first, second = twice(desk)
    done = duplicates.not_the_same(second.uid, first.uid, "同名的表姐妹")
    assert duplicates.found() == ()
    desk.store.write(
        desk.registers.act("test"), [changed(Member, second.uid, birth_date=dt.date(1994, 1, 2))]
    )
    assert only(duplicates.found()).likeness.strength == "possible"
    back(desk, done)
    assert len(duplicates.found()) == 1


def test_what_cannot_be_merged_is_refused(desk: Desk, duplicates: Duplicates) -> None:
    first, second = twice(desk)
    head, last = person(desk, "0251", "01"), person(desk, "0400", "01")
    for code, keep, drop, taken in (
        ("same_record", first.uid, first.uid, ()),
        ("duplicate_is_head", second.uid, head.uid, ()),
        ("duplicate_is_last", first.uid, last.uid, ()),
        ("unknown_field", first.uid, second.uid, ("household",)),
        ("unknown_record", first.uid, "nobody", ()),
    ):
        with pytest.raises(Refused) as refusal:
            duplicates.merge(keep, drop, taken)
        assert refusal.value.code == code


def test_a_person_being_typed_is_compared_with_the_register(
    desk: Desk, duplicates: Duplicates
) -> None:
    first = person(desk, "0042", "04")
    village = desk.store.find(Household, uid=first.household)[0].village
    alike = duplicates.like(village, {"name": "邓小美", "birth_date": first.birth_date})
    assert [(r.person.uid, r.home.local_no) for r in alike] == [(first.uid, "0042")]
    assert alike[0].likeness.sentence("en") == (
        "Names sound alike, born on the same day, in the same village."
    )
    assert duplicates.like(village, {"name": "邓小梅"}) == ()
    assert duplicates.like(village, {"sex": "2"}) == ()
    same = {"name": first.name, "birth_date": first.birth_date}
    assert duplicates.like(village, same, but=first.uid) == ()
    number = {"name": "别人", "id_number": first.id_number}
    assert duplicates.like(village, number)[0].likeness.strength == "likely"
    fresh = {"name": "别人", "id_number": id_number(dt.date(2001, 1, 1), 1)}
    assert duplicates.like(village, fresh) == ()
