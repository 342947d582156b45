"""S-42: the state is made anew from the log alone, and is the one that stood before the damage."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from db import guards, search
from db.dialects.seam import MENDING
from db.store import SqlStore
from db.tables import SIBLING, SUMMARY, state_table
from fieldapp.ports.store import Difference, changed, created, removed
from fieldapp.records import Household, Member
from tests.db.test_summaries import shown
from tests.factories import a_household, a_member, a_village, a_visit, act, carry

HOUSEHOLD, MEMBER = state_table("household"), state_table("member")
State = tuple[object, ...]


@pytest.fixture
def busy(store: SqlStore, new_store: object) -> SqlStore:
    """A store with five households, an edit, a removal, an open conflict and an orphan."""
    assert callable(new_store)
    village = a_village()
    homes = [a_household(village, f"H{number:05d}") for number in range(5)]
    people = [a_member(home) for home in homes]
    store.write(act(), [created(record) for record in (village, *homes, *people)])
    other: SqlStore = new_store("other")
    carry(store, other)
    store.write(act(), [changed(Household, homes[0].uid, phone="1")])
    store.write(act(), [removed(Member, people[0].uid)])
    late = a_household(village, "H00009")
    other.write(act(), [changed(Household, homes[0].uid, phone="2", note="x")])
    other.write(act(), [created(late)])
    other.write(act(), [created(a_visit(late))])
    units, ops = other.log.operations(other.log.have(), None)
    early = [op for op in ops if op.row.hex() != late.uid.replace("-", "")]
    store.log.merge(other.log.actors(), units, [early], {})
    assert len(store.questions.conflicts()) == 1
    assert store.examine().problems == ()
    return store


def alter(store: SqlStore, *statements: sa.Executable) -> None:
    """Change tables past the guards, as damage would."""
    with store._transactions.writing() as connection, guards.opened(connection, MENDING):
        for statement in statements:
            connection.execute(statement)


def state(store: SqlStore) -> State:
    conflicts = store.questions.conflicts()
    homes = store.questions.households()
    return (store.state_digest(), conflicts, homes, *shown(store))


def test_a_sound_store_is_left_as_it_is(busy: SqlStore) -> None:
    before, held = state(busy), records(busy)
    done = busy.rebuild()
    assert (done.differences, done.lines, done.before) == ((), 0, done.after)
    assert (state(busy), records(busy)) == (before, held)


def records(store: SqlStore) -> list[object]:
    with store._transactions.reading() as connection:
        tables = (HOUSEHOLD, MEMBER, SIBLING)
        return [tuple(row) for table in tables for row in connection.execute(sa.select(table))]


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (sa.update(HOUSEHOLD).values(note="damaged"), ["altered"] * 5),
        (sa.update(HOUSEHOLD).values(sys_alive=0), ["altered"] * 5),
        (sa.update(HOUSEHOLD).values(sys_village="nowhere"), ["altered"] * 10),
        (sa.update(HOUSEHOLD).values(sys_clock=b""), ["altered"] * 5),
        (sa.update(MEMBER).values(sys_clock=b"\x80"), ["altered"] * 5),
        (sa.delete(MEMBER), ["lost"] * 5),
        (sa.delete(SIBLING), ["altered"]),
        (sa.update(MEMBER).where(MEMBER.c.sys_alive == 1).values(name="x"), ["altered"] * 4),
    ],
)  # fmt: skip
def test_damage_is_named_and_the_state_before_it_comes_back(
    busy: SqlStore, damage: sa.Executable, kinds: list[str]
) -> None:
    before = state(busy)
    alter(busy, damage)
    assert ("state_differs_from_log", len(kinds)) in busy.examine().problems
    done = busy.rebuild()
    assert [difference.kind for difference in done.differences] == kinds
    assert state(busy) == before
    assert busy.examine().problems == ()
    assert busy.rebuild().differences == ()


def test_a_record_without_history_is_named_and_goes(busy: SqlStore) -> None:
    before = state(busy)
    columns = [column.name for column in MEMBER.columns if column.name != "uid"]
    planted = sa.select(sa.literal("x"), *(MEMBER.c[name] for name in columns)).limit(1)
    alter(busy, sa.insert(MEMBER).from_select(["uid", *columns], planted))
    done = busy.rebuild()
    assert done.differences == (Difference("member", "x", "invented"),)
    assert state(busy) == before


def test_each_field_that_differs_is_named(busy: SqlStore) -> None:
    one = HOUSEHOLD.c.local_no == "H00003"
    alter(busy, sa.update(HOUSEHOLD).where(one).values(note="n", phone="p", sys_alive=0))
    (difference,) = busy.rebuild().differences
    assert set(difference.fields) == {"note", "phone", "alive"}


@pytest.mark.parametrize(
    ("damage", "problem", "count"),
    [
        (sa.update(SUMMARY).values(people=99), "lines_differ_from_records", 5),
        (sa.delete(SUMMARY), "lines_differ_from_records", 5),
    ],
)
def test_lines_are_made_anew_where_the_records_are_sound(
    busy: SqlStore, damage: sa.Executable, problem: str, count: int
) -> None:
    before, held = state(busy), records(busy)
    alter(busy, damage)
    assert (problem, count) in busy.examine().problems
    done = busy.rebuild()
    assert (done.differences, done.lines) == ((), count)
    assert (state(busy), records(busy)) == (before, held)


def test_an_empty_search_index_is_named_and_filled(busy: SqlStore) -> None:
    before = state(busy)
    with busy._transactions.writing() as connection:
        search.clear(connection)
    assert busy.questions.search("何二才") == []
    assert busy.examine().problems == (("search_index_incomplete", 5),)
    busy.rebuild()
    assert state(busy) == before
    assert busy.examine().problems == ()


def test_everything_gone_but_the_log_comes_back(busy: SqlStore) -> None:
    before = state(busy)
    alter(busy, *(sa.delete(state_table(name)) for name in ("member", "household", "village")),
          sa.delete(SIBLING), sa.delete(SUMMARY))  # fmt: skip
    assert busy.questions.households() == []
    busy.rebuild()
    assert state(busy) == before


def test_what_waited_for_its_parent_waits_again_and_stands_when_it_comes(
    busy: SqlStore, new_store: object
) -> None:
    assert callable(new_store)
    alter(busy, sa.text("DELETE FROM log_orphan"), sa.update(HOUSEHOLD).values(note="n"))
    busy.rebuild()
    assert busy.examine().problems == ()
    other: SqlStore = new_store("third")
    carry(busy, other)
    assert other.state_digest() == busy.state_digest()
