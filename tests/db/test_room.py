"""A connection has more room only while much is written through it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.room import roomy
from tests.factories import a_store


def _work_that_fails(connection: sa.Connection, before: int) -> None:
    with roomy(connection):
        assert _room(connection) > before
        raise LookupError


def _room(connection: sa.Connection) -> int:
    return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar() or 0)


def test_the_room_is_given_back_even_when_the_work_fails(tmp_path: Path) -> None:
    with closing(a_store(tmp_path)) as store, store._transactions.reading() as connection:
        before = _room(connection)
        with pytest.raises(LookupError):
            _work_that_fails(connection, before)
        assert _room(connection) == before
