"""Throw-away stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store import SqlStore
from tests.factories import a_store


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[str], SqlStore]]:
    """Makes stores of laptops by name; all are closed at the end."""
    made: list[SqlStore] = []

    def make(laptop: str) -> SqlStore:
        made.append(a_store(tmp_path / laptop, laptop))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[[str], SqlStore]) -> SqlStore:
    return new_store("laptop")
