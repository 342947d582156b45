"""A world for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_store
from tests.scenarios.world import World
from tests.server_stores import a_server_store


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A county with one village and no laptop yet; on which engine, a test may say."""
    on_server = getattr(request, "param", "sqlite") == "postgres"
    made = World(tmp_path, county_store=a_server_store if on_server else a_store)
    yield made
    made.close()
