"""The journal of a history: each step is written down before it is done, for after a crash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from tests.soak.steps import Step


class Opening(msgspec.Struct, frozen=True):
    """The first line: what the history began with."""

    seed: int
    laptops: int
    on_server: bool = False


class Journal:
    """A journal that is being written; every line is in the file before its step begins."""

    def __init__(self, path: Path, opening: Opening) -> None:
        self.path = path
        self._file = path.open("wb", buffering=0)
        self._line(opening)

    def note(self, step: Step) -> None:
        """Write down a step that is about to be done."""
        self._line(step)

    def _line(self, entry: msgspec.Struct) -> None:
        self._file.write(msgspec.json.encode(entry) + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()


def read_journal(path: Path) -> tuple[Opening, list[Step]]:
    """A kept journal."""
    first, *lines = path.read_bytes().splitlines()
    return msgspec.json.decode(first, type=Opening), list(_steps(lines))


def write_journal(path: Path, opening: Opening, steps: Iterable[Step]) -> None:
    """Keep steps as a journal."""
    with Journal(path, opening) as journal:
        for step in steps:
            journal.note(step)


def _steps(lines: Iterable[bytes]) -> Iterator[Step]:
    for line in lines:
        yield msgspec.json.decode(line, type=Step)
