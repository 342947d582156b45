"""Throw-away stores: the same tests on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from db.store import SqlStore
from tests.factories import a_store
from tests.server_stores import a_server_store


@pytest.fixture(params=["sqlite", "postgres"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Which engine the stores of a test lie on."""
    return str(request.param)


@pytest.fixture
def new_store(tmp_path: Path, engine_name: str) -> Iterator[Callable[[str], SqlStore]]:
    """Makes stores of laptops by name; all are closed at the end."""
    with ExitStack() as made:

        def make(laptop: str) -> SqlStore:
            making = a_store if engine_name == "sqlite" else a_server_store
            return made.enter_context(closing(making(tmp_path / laptop, laptop)))

        yield make


@pytest.fixture
def store(new_store: Callable[[str], SqlStore]) -> SqlStore:
    return new_store("laptop")
