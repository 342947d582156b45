"""Folders of what is made once a run and copied for every test: stores, villages, workspaces."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path


def template_folder(name: str) -> Path:
    """An empty folder that lasts until the run ends; whoever fills it closes what lies in it."""
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=_shelf()))


@cache
def _shelf() -> Path:
    shelf = tempfile.TemporaryDirectory(prefix="fieldapp-templates-", ignore_cleanup_errors=True)
    atexit.register(shelf.cleanup)
    return Path(shelf.name)
