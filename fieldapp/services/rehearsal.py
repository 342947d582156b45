"""Saving rehearsed: what a command would write, taken down instead of written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any, cast

from fieldapp.ports.store import Act, Done, Edit, Store
from fieldapp.services.households import Registers

Save = Callable[[Registers], object]
"""A command that saves something through the registers it is given."""


class _NoteTaker:
    """Reads from a store and takes down what is written; nothing reaches the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.edits: list[Edit] = []

    def write(self, act: Act, edits: Iterable[Edit]) -> Done:
        """Take the edits down."""
        del act
        self.edits += edits
        return Done()

    write_many = write

    def together(self) -> AbstractContextManager[None]:
        """Nothing becomes durable."""
        return nullcontext()

    def set_local(self, name: str, value: bytes | None) -> None:
        """Nothing is kept."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # everything else is the store's
        return getattr(self._store, name)


class _LastIds:
    """The same identifiers in each rehearsal; they stand behind all others, as new ones do."""

    def __init__(self) -> None:
        self._count = 0

    def uid(self) -> str:
        """A UUID that is never written."""
        self._count += 1
        return f"ffffffff-ffff-8fff-bfff-{self._count:012x}"

    def actor(self) -> bytes:
        """Nobody: a rehearsal has no writer."""
        return bytes(16)


def rehearsed(registers: Registers, save: Save) -> list[Edit]:
    """The edits that ``save`` would write now; raises ``Refused`` as it does.

    New records have the same uids each time the same thing is rehearsed.
    """
    notes = _NoteTaker(registers.store)
    save(replace(registers, store=cast("Store", notes), ids=_LastIds()))
    return notes.edits
