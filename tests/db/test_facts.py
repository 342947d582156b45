"""What the checks read: many households in as many statements as one, and the register's facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.statements import Prepared
from db.store import SqlStore
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import created, removed
from fieldapp.records import (
    HouseholdYear,
    MemberYear,
    Pairing,
    TeamMember,
    Village,
    VillageGroup,
    Visit,
)
from fieldapp.records.declare import Record
from fieldapp.rules.checks.facts import HouseholdFacts
from tests import factories

IDS = SeededIds("facts")
NUMBER = "11010519491231002X"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = factories.a_store(tmp_path / "store")
    yield store
    store.close()


@pytest.fixture
def village(store: SqlStore) -> Village:
    village = factories.a_village()
    write(store, village)
    return village


def write(store: SqlStore, *records: Record) -> None:
    store.write(factories.act(), [created(record) for record in records])


def facts_of(store: SqlStore, *uids: str) -> list[HouseholdFacts]:
    return store.questions.facts.of_households(uids)


def test_many_households_take_as_many_statements_as_one(
    store: SqlStore, village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = [factories.a_household(village, f"H{n:05}") for n in range(40)]
    people = [factories.a_member(home) for home in homes]
    write(store, *homes, *people)
    asked: list[int] = []
    rows = Prepared.rows

    def counting(self: Prepared, *given: object, **values: object) -> object:
        asked.append(1)
        return rows(self, *given, **values)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(Prepared, "rows", counting)
    facts_of(store, homes[0].uid)
    one = len(asked)
    assert len(facts_of(store, *(home.uid for home in homes))) == 40
    assert len(asked) == 2 * one


def test_the_facts_come_in_the_order_asked_and_the_newest_year_first(
    store: SqlStore, village: Village
) -> None:
    first, second = (factories.a_household(village, number) for number in ("H1", "H2"))
    head = factories.a_member(second)
    write(store, first, second, head)
    for year in (2015, 2016):
        snapshot = HouseholdYear(uid=IDS.uid(), household=second.uid, year=year)
        own = MemberYear(uid=IDS.uid(), member=head.uid, year=year)
        write(store, snapshot, own)
    found = facts_of(store, second.uid, IDS.uid(), first.uid)
    assert [one.household.uid for one in found] == [second.uid, first.uid]
    person = found[0].people[0]
    assert found[0].year is not None
    assert person.year is not None
    assert (found[0].year.year, person.year.year) == (2016, 2016)
    assert [year.year for year in person.earlier] == [2015]
    assert found[1].people == ()


def test_removed_records_are_no_facts(store: SqlStore, village: Village) -> None:
    home = factories.a_household(village)
    visit = factories.a_visit(home)
    write(store, home, visit)
    assert len(facts_of(store, home.uid)[0].visits) == 1
    store.write(factories.act(), [removed(Visit, visit.uid)])
    assert facts_of(store, home.uid)[0].visits == ()


def test_homes_stand_by_village_group_and_number(store: SqlStore, village: Village) -> None:
    group = VillageGroup(uid=IDS.uid(), village=village.uid, name="1组")
    grouped = factories.a_household(village, "H2", group=group.uid)
    merged = factories.a_household(village, "H1", status="merged")
    loose = factories.a_household(village, "H3")
    write(store, group, grouped, merged, loose)
    assert store.questions.facts.homes() == [loose.uid, grouped.uid]
    assert store.questions.facts.homes(IDS.uid()) == []


def test_a_number_written_with_a_small_x_is_the_same(store: SqlStore, village: Village) -> None:
    homes = [factories.a_household(village, number) for number in ("H1", "H2")]
    holders = [
        factories.a_member(home, id_number=number)
        for home, number in zip(homes, (NUMBER, NUMBER.lower()), strict=True)
    ]
    write(store, *homes, *holders)
    facts = store.questions.facts
    for found in (facts.of_register(), facts.beside(facts.of_households([homes[1].uid])[0])):
        assert [one.uid for one in found.holders(NUMBER)] == [one.uid for one in holders]
        assert found.holders(NUMBER)[0].village_name == village.name


def test_a_phone_is_counted_once_a_household(store: SqlStore, village: Village) -> None:
    homes = [factories.a_household(village, number) for number in ("H1", "H2")]
    own = factories.a_member(homes[0], phone="13800000000")
    write(store, *homes, own)
    facts = store.questions.facts
    for found in (facts.of_register(), facts.beside(facts.of_households([homes[0].uid])[0])):
        assert found.households_with("13800000000") == 2


def test_a_helper_with_the_number_of_a_poor_member_is_poor(
    store: SqlStore, village: Village
) -> None:
    home = factories.a_household(village)
    member = factories.a_member(home, id_number=NUMBER)
    poor = TeamMember(uid=IDS.uid(), name="何二才", village=village.uid, id_number=NUMBER)
    other = TeamMember(uid=IDS.uid(), name="王芳", village=village.uid)
    pairing = Pairing(uid=IDS.uid(), household=home.uid, team_member=poor.uid)
    write(store, home, member, poor, other, pairing)
    facts = store.questions.facts
    for found in (facts.of_register(), facts.beside(facts.of_households([home.uid])[0])):
        assert found.is_poor(poor.uid)
        assert not found.is_poor(other.uid)


def test_each_village_is_counted_by_class_and_card(store: SqlStore, village: Village) -> None:
    home = factories.a_household(village)
    gone = factories.a_member(home, status="2", status_date=dt.date(2016, 1, 1))
    write(store, home, factories.a_member(home), gone)
    counted = store.questions.facts.counted()[village.uid]
    assert (counted.households, counted.people) == (1, 1)
    assert counted.class_households == {"REG": 1}
    assert counted.card_people == {"": 1}
