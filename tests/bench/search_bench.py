"""How long a search key takes to be answered in a large register."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from fieldapp.bootstrap import Opener
from tests.bench.line import Line

LIMIT = 0.05
_KEYS = ("王", "w", "wa", "wang", "wx", "长", "1", "12", "0012", "139", "00123", "x", "zhangg")


def measure(large: Path) -> list[Line]:
    """The slowest of many keys, each the best of three."""
    desk = Opener().desk(large, None)
    questions = desk.store.questions
    households = questions.stats().total.households
    questions.search("a")
    slowest = max(min(_seconds(questions.search, key) for _ in range(3)) for key in _KEYS)
    desk.store.close()
    return [Line(f"search key answered at {households} households", slowest, None, LIMIT, "ms")]


def _seconds(search: Callable[[str], object], key: str) -> float:
    began = time.perf_counter()
    search(key)
    return time.perf_counter() - began
