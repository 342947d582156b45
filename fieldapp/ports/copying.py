"""What a backup asks of a store that lies in a file: a copy at one moment, and a look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from fieldapp.ports.store import Examination


class Copying(Protocol):
    """Copies the store of one open workspace; the copy is locked with the same key."""

    def copy(self, target: Path) -> None:
        """Write the store as it is at this moment, while others may read and write it.

        Raises:
            WorldFailed: ``disk_full``, ``not_writable``, ``store_damaged``.
        """
        ...

    def examine(self, folder: Path) -> Examination:
        """Open the copied store in ``folder`` and examine it.

        Raises:
            WorldFailed: ``store_damaged``.
        """
        ...
