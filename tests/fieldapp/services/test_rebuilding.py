"""A workspace is rebuilt from its log; where anything differed, the older store is kept aside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from db import guards
from db.copying import FileCopying
from db.dialects.seam import MENDING
from db.store import SqlStore
from db.tables import OP, state_table
from fieldapp.bootstrap import APP
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import created
from fieldapp.services.rebuilding import COPY, Rebuilding, is_mendable
from tests.factories import KEY, a_household, a_store, a_village, act
from tests.two_desks import open_two_desks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = a_store(tmp_path)
    village = a_village()
    made.write(act(), [created(village), created(a_household(village))])
    yield made
    made.close()


@pytest.fixture
def rebuilding(store: SqlStore, tmp_path: Path) -> Rebuilding:
    return Rebuilding(tmp_path, store, FileCopying(tmp_path, KEY, APP))


def alter(store: SqlStore, statement: sa.Executable) -> None:
    with store._transactions.writing() as connection, guards.opened(connection, MENDING):
        connection.execute(statement)


def test_a_sound_workspace_leaves_no_copy(rebuilding: Rebuilding, tmp_path: Path) -> None:
    (tmp_path / COPY).write_bytes(b"of an earlier rebuild")
    done = rebuilding.run()
    assert (done.copy, done.found.differences, done.found.lines) == (None, (), 0)
    assert not (tmp_path / COPY).exists()


def test_the_copy_holds_what_was_there_before(
    rebuilding: Rebuilding, store: SqlStore, tmp_path: Path
) -> None:
    sound = store.state_digest()
    alter(store, sa.update(state_table("household")).values(phone="0"))
    damaged = store.state_digest()
    assert is_mendable(store.examine())
    done = rebuilding.run()
    assert (done.found.before, done.found.after, done.copy) == (damaged, sound, COPY)
    there = tmp_path / "copy"
    there.mkdir()
    shutil.move(tmp_path / COPY, there / "store.db")
    copying = FileCopying(there, KEY, APP)
    assert copying.examine(there).problems == (("state_differs_from_log", 1),)


def test_a_whole_register_is_rebuilt_also_where_a_record_belongs_to_a_later_one(
    tmp_path: Path,
) -> None:
    desks = open_two_desks(tmp_path / "desks")
    office = desks.county.store
    assert isinstance(office, SqlStore)
    sound, seen = office.state_digest(), office.examine().records
    alter(office, sa.update(state_table("household")).values(phone="0"))
    done = office.rebuild()
    assert (done.after, done.records, office.examine().records) == (sound, seen, seen)
    assert {one.entity for one in done.differences} == {"household"}
    for desk in (desks.team, desks.county):
        desk.store.close()


def test_nothing_is_rebuilt_from_a_damaged_log(rebuilding: Rebuilding, store: SqlStore) -> None:
    alter(store, sa.update(OP).where(OP.c.seq == 1).values(chain=bytes(16)))
    before = store.state_digest()
    assert not is_mendable(store.examine())
    with pytest.raises(Refused, match="log_damaged"):
        rebuilding.run()
    assert store.state_digest() == before
