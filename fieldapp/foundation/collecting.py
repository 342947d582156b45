"""The search for reference cycles, put off while very many records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (100_000, 20, 100)
_lock = Lock()
_usual: list[tuple[int, int, int]] = []
"""The thresholds from before, once for everybody who puts the search off."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for cycles seldom inside: records hold none, and looking takes a third of an import."""
    with _lock:
        _usual.append(_usual[0] if _usual else gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _lock:
            before = _usual.pop()
            if not _usual:
                gc.set_threshold(*before)
