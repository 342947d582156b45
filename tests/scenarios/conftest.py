"""A world for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A county with one village and no laptop yet."""
    made = World(tmp_path)
    yield made
    made.close()
