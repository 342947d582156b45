"""A desk over a real store with a small village, and a runner that answers at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.services.desk import Desk
from tests.register_village import open_village
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def register_desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


@pytest.fixture
def at_once() -> ImmediateRunner:
    return ImmediateRunner()
