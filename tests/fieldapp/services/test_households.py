"""The register: households and people are added, changed, left, rated and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import created
from fieldapp.records import (
    CardScheme,
    Household,
    HouseholdYear,
    Member,
    MemberYear,
    Village,
)
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_household, the_record, the_village
from fieldapp.services.values import read_fields
from tests.factories import MORNING, a_household, a_store, a_village, act

DAY = dt.date(2016, 3, 1)


@pytest.fixture
def village() -> Village:
    return a_village()


@pytest.fixture
def registers(tmp_path: Path, village: Village) -> Iterator[Registers]:
    store = a_store(tmp_path)
    scheme = CardScheme(uid=SeededIds("scheme").uid(), name="县卡别方案")
    store.write(act(), [created(village), created(scheme)])
    yield Registers(store, FixedClock(MORNING), SeededIds("registers"), "王芳")
    store.close()


@pytest.fixture
def home(registers: Registers, village: Village) -> str:
    return registers.create(village.uid, {}, {"name": "何二才", "sex": "1"}, "3组")[0]


def code_of(call: object, *arguments: object, **named: object) -> str:
    assert callable(call)
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value.code


def test_a_new_household_has_a_head_a_group_and_the_next_number(
    registers: Registers, village: Village, home: str
) -> None:
    row = registers.store.questions.household(home)
    assert row is not None
    assert (row.local_no, row.head_name, row.group, row.people) == ("H00001", "何二才", "3组", 1)
    other, _ = registers.create(village.uid, {}, {"name": "张三"}, "3组")
    found = registers.store.get(Household, other)
    assert found is not None
    assert found.local_no == "H00002"
    assert len({h.group for h in registers.store.find(Household)}) == 1
    (head,) = registers.store.find(Member, household=home)
    assert head.name_pinyin == "he er cai"
    assert head.relation == "01"


def test_a_number_is_used_once(registers: Registers, village: Village, home: str) -> None:
    taken = {"local_no": "H00001"}
    assert code_of(registers.create, village.uid, taken, {"name": "张三"}) == "number_taken"
    assert code_of(registers.create, village.uid, {}, {"sex": "1"}) == "name_missing"
    registers.remove(home, "entered twice")
    assert registers.next_number(village.uid) == "H00002"  # the number of the removed stays its own


def test_what_cannot_be_read_is_refused_by_field(registers: Registers, home: str) -> None:
    for values, code in (
        ({"no_such": 1}, "unknown_field"),
        ({"hh_class": "?"}, "unknown_code"),
        ({"altitude_m": "high"}, "bad_value"),
        ({"local_no": None}, "field_missing"),
        ({"village": SeededIds("x").uid()}, "unknown_record"),
    ):
        assert code_of(registers.set, home, values) == code
    assert read_fields(Household, {"altitude_m": "900"}) == {"altitude_m": 900}
    assert code_of(registers.assign_measure, home, {"helper": "nobody"}) == "unknown_person"


def test_yearly_facts_of_a_person_go_to_their_year(registers: Registers, home: str) -> None:
    person, _ = registers.add_member(home, {"name": "李四", "relation": "02"})
    registers.set_member(person, {"name": "李四妹", "health": ["02"]}, 2015)
    registers.set_member(person, {"health": ["01"]})
    found = registers.store.get(Member, person)
    assert found is not None
    assert (found.name, found.name_pinyin) == ("李四妹", "li si mei")
    years = {year.year: year.health for year in registers.store.find(MemberYear, member=person)}
    assert years == {2015: ("02",), 2016: ("01",)}


def test_who_dies_stays_in_the_register_and_is_not_counted(registers: Registers, home: str) -> None:
    person, _ = registers.add_member(home, {"name": "李四"})
    registers.leave(person, "2", DAY, "死亡")
    row = registers.store.questions.household(home)
    assert row is not None
    assert row.people == 1
    assert registers.store.get(Member, person) is not None


def test_causes_are_kept_by_year(registers: Registers, home: str) -> None:
    registers.set_causes(home, 2016, "07", ("10",), "缺技术")
    registers.set_causes(home, 2016, "01", (), None)
    (year,) = registers.store.find(HouseholdYear, household=home)
    assert (year.main_cause, year.other_causes) == ("01", None)


def test_every_act_can_be_undone(registers: Registers, home: str) -> None:
    before = registers.store.state_digest()
    for done in (
        registers.set(home, {"phone": "1"}),
        registers.add_member(home, {"name": "李四"})[1],
        registers.set_causes(home, 2016, "07", (), None),
        registers.remove(home, "entered twice"),
    ):
        assert registers.store.state_digest() != before
        registers.undo(done)
    registers.store.write(act(), [])
    assert registers.store.get(Household, home) is not None


def test_a_household_is_meant_by_number_and_village(
    registers: Registers, village: Village, home: str
) -> None:
    store = registers.store
    assert the_household(store, "H00001").uid == the_household(store, home).uid == home
    other = a_village("邻村")
    store.write(act(), [created(other), created(a_household(other, "H00001"))])
    assert code_of(the_household, store, "H00001") == "ambiguous_household"
    assert the_household(store, "H00001", village.name).uid == home
    assert code_of(the_household, store, "H9") == "unknown_household"
    assert code_of(the_village, store, None) == "several_villages"
    assert code_of(the_village, store, "无") == "unknown_village"
    assert code_of(the_record, store, Member, "x") == "unknown_record"
