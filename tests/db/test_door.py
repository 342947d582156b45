"""Local changes: log and state in one transaction, and back again."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from db.store import SqlStore
from db.tables import OP, state_table
from fieldapp.changes.operations import ALIVE, REMOVE, decode_payload
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Edit, changed, created, removed
from fieldapp.records import Household, Member, Village
from fieldapp.records.declare import fields_of
from tests.factories import MORNING, a_household, a_member, a_village, act


def count(store: SqlStore, table: sa.Table) -> int:
    with store._transactions.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_log_and_state_are_written_together(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    done = store.write(act(), [created(village), created(home)])
    assert store.get(Household, home.uid) == home
    assert set(done.touched) == {("village", village.uid), ("household", home.uid)}
    assert count(store, OP) == 2
    assert store.examine().problems == ()


def test_neither_log_nor_state_is_written_when_a_record_has_no_parent(store: SqlStore) -> None:
    village = a_village()
    stranger = a_household(a_village())
    with pytest.raises(Refused) as caught:
        store.write(act(), [created(village), created(stranger)])
    assert caught.value.code == "unknown_record"
    assert store.get(Village, village.uid) is None
    assert count(store, OP) == 0


def test_a_change_of_a_record_that_was_never_made_is_refused(store: SqlStore) -> None:
    nobody = a_household(a_village())
    for edit in (changed(Household, nobody.uid, phone="1"), removed(Household, nobody.uid)):
        with pytest.raises(Refused) as caught:
            store.write(act(), [edit])
        assert caught.value.code == "unknown_record"


def test_edits_that_change_nothing_leave_no_trace(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    assert store.write(act(), [changed(Village, village.uid, name=village.name)]) == Done()
    assert store.write(act(), [Edit("village", village.uid, alive=True)]) == Done()
    assert store.write(act(), []) == Done()
    assert count(store, OP) == 1


def test_undo_puts_everything_back(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    person = a_member(home)
    store.write(act(), [created(village), created(home), created(person)])
    before = store.state_digest()
    late = a_member(home, "张三")
    done = store.write(
        act(),
        [
            changed(Household, home.uid, phone="13900000000", address_detail="三组12号"),
            changed(Household, home.uid, phone=None),
            removed(Member, person.uid),
            created(late),
        ],
    )
    assert store.get(Member, person.uid) is None
    assert store.state_digest() != before
    store.write(act("undo"), done.undo)
    assert store.state_digest() == before
    assert store.get(Household, home.uid) == home
    assert store.get(Member, person.uid) == person
    assert store.get(Member, late.uid) is None
    assert store.examine().problems == ()


def test_undo_of_an_undo_is_the_change_again(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    done = store.write(act(), [changed(Village, village.uid, terrain="山区")])
    after = store.state_digest()
    undone = store.write(act("undo"), done.undo)
    store.write(act("redo"), undone.undo)
    assert store.state_digest() == after


def test_a_removed_record_stays_in_the_history(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    store.write(act(), [created(village), created(home)])
    store.write(act("household.remove"), [removed(Household, home.uid)])
    assert store.find(Household) == []
    assert store.questions.households() == []
    table = state_table("household")
    with store._transactions.reading() as connection:
        row = connection.execute(sa.select(table)).mappings().one()
    assert (row["uid"], row["local_no"], row["sys_alive"]) == (home.uid, home.local_no, 0)


def test_a_removal_tells_field_by_field_what_it_had_seen(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    store.write(act(), [created(village), created(home)])
    store.write(act(), [changed(Household, home.uid, phone="13900000000")])
    store.write(act(), [removed(Household, home.uid)])
    with store._transactions.reading() as connection:
        query = sa.select(OP.c.payload).where(OP.c.kind == REMOVE)
        payload = decode_payload(connection.scalar(query) or b"")
    fields = store_fields()
    assert payload.values == {ALIVE: 0}
    assert [seen.seq for seen in payload.contexts[fields["phone"]]] == [3]
    assert [seen.seq for seen in payload.contexts[fields["local_no"]]] == [2]
    assert fields["note"] not in payload.contexts


def store_fields() -> dict[str, int]:
    return {name: spec.id for name, spec in fields_of(Household).items()}


def half_of_a_script(store: SqlStore, village: Village) -> None:
    with store.together():
        store.write(act(), [changed(Village, village.uid, name="另一村")])
        assert store.get(Village, village.uid) != village
        store.set_local("draft", b"x")
        raise Refused("anything")


def test_acts_inside_a_block_stand_or_fall_together(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    before = store.state_digest()
    with pytest.raises(Refused):
        half_of_a_script(store, village)
    assert store.state_digest() == before
    assert store.local("draft") is None
    assert count(store, OP) == 1
    with store.together():
        store.write(act(), [changed(Village, village.uid, terrain="山区")])
    assert count(store, OP) == 2


def test_a_clock_that_goes_back_or_stands_in_1970_loses_nothing(store: SqlStore) -> None:
    village = a_village()
    years = (MORNING, dt.datetime.fromisoformat("1970-01-01T00:00:00"), MORNING)
    store.write(act(at=years[0]), [created(village)])
    for number, at in enumerate(years):
        store.write(act(at=at), [changed(Village, village.uid, altitude_min_m=number)])
        found = store.get(Village, village.uid)
        assert found is not None
        assert found.altitude_min_m == number
    assert store.examine().problems == ()


def test_hostile_text_is_kept_as_it_is(store: SqlStore) -> None:
    text = '\'; DROP TABLE household; -- =HYPERLINK("x") %s ? :words'
    village = a_village(text)
    store.write(act(reason=text, author=text), [created(village)])
    assert store.find(Village, name=text) == [village]
    assert store.questions.search(text) == []
    store.set_local("a_b%", b"1")
    store.set_local("a_bc", b"2")
    store.set_local("axbc", b"3")
    assert store.locals_named("a_b") == {"a_b%": b"1", "a_bc": b"2"}
