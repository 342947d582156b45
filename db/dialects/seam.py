"""The seam between the store and its engine: what every engine does in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

OPTION = "fieldapp_dialect"
"""The execution option under which an engine carries its dialect."""
WRITES = "fieldapp_write"
WRITE: Mapping[str, object] = {WRITES: True}
"""Execution option of an engine that is going to write: it takes the write lock at once."""

DOOR = "fieldapp_door"
"""How far the door of a connection stands open: its name in ``connection.info`` and on engines."""
CLOSED = 0
WRITING = 1
"""A write unit or a merge is open: records are made and changed, the log grows."""
PACKING = 2
"""The log is being packed: payloads move into segments, once each, and nothing else changes."""
MENDING = 3
"""An upgrade or a rebuild is going on: rows may go."""
PAST_THE_DOOR = "past_the_door"
"""What a guard says when it refuses, and the code of that refusal."""


@dataclass(frozen=True)
class Part:
    """One word of a search: what a word of the index may start with, or characters in a row."""

    starts: tuple[str, ...] = ()
    characters: str = ""


@dataclass(frozen=True)
class Guard:
    """One kind of statement on one table, and how far the door must stand open for it."""

    table: str
    event: str
    needs: int
    filled_once: str | None = None
    """A column that an open unit may fill where it is empty, …"""
    others: tuple[str, ...] = ()
    """… while these stay as they are."""
    packed: tuple[str, str] | None = None
    """Two of those: a packing may empty the first where the second, still NULL, is filled."""

    @property
    def name(self) -> str:
        """The name of the trigger."""
        return f"guard_{self.table}_{self.event.lower()}"


class SearchIndex(Protocol):
    """Words of households; all must be found in a household, in any order."""

    def clear(self, connection: sa.Connection) -> None:
        """Forget everything."""
        ...

    def forget(self, connection: sa.Connection, households: Sequence[str]) -> None:
        """Take households out, while their summary lines still stand."""
        ...

    def lacking(self, connection: sa.Connection) -> int:
        """How many households stand in the summary and not in the index, or the other way round."""
        ...

    def renew(self, connection: sa.Connection, words: Mapping[str, Sequence[str]]) -> None:
        """Index households anew by their words; their summary lines stand already."""
        ...

    def found(self, parts: Sequence[Part], most: int) -> sa.ColumnElement[bool]:
        """Whether a summary line is of one of the households found, at ``most`` so many."""
        ...


class Guarding(Protocol):
    """How an engine refuses statements, and how it is told that they may pass."""

    def open(self, connection: sa.Connection, far: int) -> None:
        """Open the door of this connection so far, inside its transaction."""
        ...

    def statements(self, guards: Sequence[Guard]) -> list[str]:
        """What makes these guards, in place of those that are there."""
        ...

    def missing(self, connection: sa.Connection, guards: Sequence[Guard]) -> list[Guard]:
        """Those among the guards that are not there, are other ones, or are switched off."""
        ...


class Dialect(Protocol):
    """One engine. Values are whole numbers, text, bytes and nothing; a list is for ``among``."""

    compiling: sa.Dialect
    """Makes the text of a prepared statement, with its values by position."""
    index: SearchIndex
    guarding: Guarding
    errors: tuple[type[Exception], ...]
    """What the driver itself raises."""
    writing: Mapping[str, object]
    """Execution options of an engine that is going to write."""

    def run(self, driver: Any, text: str, values: Sequence[object]) -> list[Any]:  # noqa: ANN401  the drivers have no types
        """Run a prepared statement; the rows found as tuples."""
        ...

    def insert(
        self,
        driver: Any,  # noqa: ANN401  the drivers have no types
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
        *,
        ignore: bool,
    ) -> None:
        """Insert tuples; with ``ignore`` those whose key is held are passed over."""
        ...

    def update(
        self,
        driver: Any,  # noqa: ANN401  the drivers have no types
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
    ) -> None:
        """Update by primary key, which stands last in each tuple."""
        ...

    def upsert(
        self,
        driver: Any,  # noqa: ANN401  the drivers have no types
        table: sa.Table,
        rows: Sequence[tuple[object, ...]],
    ) -> None:
        """Insert whole rows; one whose primary key is held is written over and keeps its number."""
        ...

    def make_room(self, connection: sa.Connection, megabytes: int) -> None:
        """Let a connection keep so much of the file in memory, where the engine asks for it."""
        ...

    def size(self, connection: sa.Connection) -> int:
        """The bytes that the store takes."""
        ...

    def give_back(self, driver: Any) -> bool:  # noqa: ANN401  the drivers have no types
        """Give the room that is no longer used back to the disk; outside any transaction.

        Returns whether every line kept the number under which the search index knows it.
        """
        ...

    def is_sound(self, connection: sa.Connection) -> bool:
        """Whether the engine finds its own file undamaged."""
        ...

    def world_code(self, error: BaseException) -> str | None:
        """The error code for what the world did, or ``None`` for a fault of ours."""
        ...


def dialect_of(connection: sa.Connection) -> Dialect:
    """The dialect of the engine that a connection belongs to."""
    dialect: Dialect = connection.get_execution_options()[OPTION]
    return dialect
