"""Desks for the pages, and a runner that answers at once."""

from __future__ import annotations

import pytest

from tests.desks import desk, desks
from ui.workers.immediate import ImmediateRunner

__all__ = ["at_once", "desk", "desks"]


@pytest.fixture
def at_once() -> ImmediateRunner:
    return ImmediateRunner()
