"""Fixtures: desks over real stores with a small village; a conftest takes them in by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.services.desk import Desk
from tests.register_village import open_village
from tests.two_desks import TwoDesks, open_two_desks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The county's desk."""
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    """The county's desk and a team's."""
    both = open_two_desks(tmp_path)
    yield both
    both.close()
