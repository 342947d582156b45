"""A first look at a workspace's key file, before the window stands: only the standard library."""

from __future__ import annotations

import json
from pathlib import Path

from fieldapp.foundation.errors import Refused, WorldFailed

KEY_FILE = "key.json"


def demonstration_passphrase(folder: Path) -> str:
    """The passphrase that a demonstration writes beside its store; empty for real work.

    Raises:
        Refused: ``workspace_missing``. WorldFailed: ``key_file_damaged``.
    """
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refused("workspace_missing", folder=folder)
    try:
        found = json.loads(path.read_bytes()).get("demonstration")
    except (OSError, ValueError, AttributeError):
        raise WorldFailed("key_file_damaged") from None
    return found if isinstance(found, str) else ""
