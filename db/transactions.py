"""Transactions on one store: many readers, one writer at a time, and writes that join a block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, get_ident

import sqlalchemy as sa

from db.dialects.seam import OPTION, Dialect
from db.failures import sorted_failures


class Transactions:
    """Hands out connections; usable from several threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._dialect: Dialect = engine.get_execution_options()[OPTION]
        self._writing = engine.execution_options(**self._dialect.writing)
        self._lock = RLock()
        self._open_in: dict[int, sa.Connection] = {}  # by thread: a write that is going on
        self._at_rest: dict[int, sa.Connection] = {}  # by thread: what it reads meanwhile

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent state; inside a write of the same thread, that write's own."""
        thread = get_ident()
        mine = self._open_in.get(thread) or self._at_rest.get(thread)
        if mine is not None:
            yield mine
            return
        with sorted_failures(self._dialect), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Everything that this thread reads inside is one consistent state."""
        thread = get_ident()
        with self.reading() as connection:
            before = self._at_rest.get(thread)
            self._at_rest[thread] = connection
            try:
                yield
            finally:
                if before is None:
                    del self._at_rest[thread]

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A durable transaction, rolled back by any error; one inside another is part of it."""
        thread = get_ident()
        if thread in self._open_in:
            yield self._open_in[thread]
            return
        with self._lock, sorted_failures(self._dialect), self._writing.begin() as connection:
            self._open_in[thread] = connection
            try:
                yield connection
            finally:
                del self._open_in[thread]

    @contextmanager
    def trying(self) -> Iterator[sa.Connection]:
        """A write that leaves no trace; one inside another takes back only its own part.

        Outside of any other it needs no savepoint, in which SQLite is slower the more is written.
        """
        thread = get_ident()
        if thread in self._open_in:
            savepoint = self._open_in[thread].begin_nested()
            try:
                yield self._open_in[thread]
            finally:
                savepoint.rollback()
            return
        with self._lock, sorted_failures(self._dialect), self._writing.connect() as connection:
            self._open_in[thread] = connection
            trial = connection.begin()
            try:
                yield connection
            finally:
                del self._open_in[thread]
                trial.rollback()

    def give_back(self) -> bool:
        """Give the room that is no longer used back to the disk; as the dialect does."""
        with self._lock, sorted_failures(self._dialect):
            connection = self._engine.raw_connection()
            try:
                return self._dialect.give_back(connection.driver_connection)
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()
