"""The self-examination finds what was altered behind the door's back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from db import guards
from db.dialects.seam import MENDING
from db.store import SqlStore
from db.tables import OP, SUMMARY, UNIT, state_table
from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Household, Member
from tests.db.remade import remake_summaries
from tests.factories import a_household, a_member, a_village, act


@pytest.fixture
def busy(store: SqlStore) -> SqlStore:
    village = a_village()
    homes = [a_household(village, f"H{number:05d}") for number in range(5)]
    people = [a_member(home) for home in homes]
    store.write(act(), [created(record) for record in (village, *homes, *people)])
    store.write(act(), [changed(Household, homes[0].uid, phone="1")])
    store.write(act(), [removed(Member, people[0].uid)])
    return store


def alter(store: SqlStore, statement: sa.Executable) -> None:
    with store._transactions.writing() as connection, guards.opened(connection, MENDING):
        connection.execute(statement)


def test_a_sound_store_has_no_problems(busy: SqlStore) -> None:
    found = busy.examine()
    assert (found.changes, found.records, found.problems) == (13, 11, ())


@pytest.mark.parametrize("values", [{"phone": "13900000000"}, {"sys_alive": 0}, {"local_no": "H9"}])
def test_a_value_altered_in_the_state_is_found(busy: SqlStore, values: dict[str, object]) -> None:
    table = state_table("household")
    alter(busy, sa.update(table).where(table.c.local_no == "H00001").values(values))
    assert ("state_differs_from_log", 1) in busy.examine().problems


def test_a_record_without_history_is_found(busy: SqlStore) -> None:
    member = state_table("member")
    columns = [c.name for c in member.columns if c.name != "uid"]
    planted = sa.select(sa.literal("x"), *(member.c[name] for name in columns)).limit(1)
    alter(busy, sa.insert(member).from_select(["uid", *columns], planted))
    assert ("state_differs_from_log", 1) in busy.examine().problems


def test_a_record_that_vanished_is_found(busy: SqlStore) -> None:
    member = state_table("member")
    alter(busy, sa.delete(member).where(member.c.sys_alive == 0))
    assert busy.examine().problems == (("state_differs_from_log", 1),)


def test_an_operation_altered_in_the_log_is_found(busy: SqlStore) -> None:
    alter(busy, sa.update(OP).where(OP.c.seq == 12).values(kind=1))
    assert ("chain_broken", 1) in busy.examine().problems


@pytest.mark.parametrize("values", [{"author": "李四"}, {"at": "2016-01-01T00:00:00"}])
def test_an_altered_author_or_time_is_found(busy: SqlStore, values: dict[str, object]) -> None:
    alter(busy, sa.update(UNIT).where(UNIT.c.no == 2).values(values))
    assert busy.examine().problems == (("chain_broken", 1),)


def test_examining_changes_nothing(busy: SqlStore) -> None:
    before = busy.state_digest(), busy.log.have()
    busy.examine()
    assert (busy.state_digest(), busy.log.have()) == before


def test_summaries_are_what_rebuilding_makes_of_the_records(busy: SqlStore) -> None:
    def lines() -> list[object]:
        with busy._transactions.reading() as connection:
            query = sa.select(SUMMARY).order_by(SUMMARY.c.household)
            return [tuple(row) for row in connection.execute(query)]

    before, found = lines(), busy.questions.search("何二才")
    remake_summaries(busy)
    assert lines() == before
    assert busy.questions.search("何二才") == found
    assert len(before) == 5
