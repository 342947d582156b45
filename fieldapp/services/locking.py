"""The passphrase of the workspace that is open."""

from __future__ import annotations

from pathlib import Path

from fieldapp.foundation import vault
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.passphrase_quality import LEAST_PASSPHRASE
from fieldapp.ports.store import Store
from fieldapp.services.access import require_writer

__all__ = ["LEAST_PASSPHRASE", "change_passphrase"]


def change_passphrase(store: Store, folder: Path, old: str, new: str, again: str) -> None:
    """Let the workspace be opened with ``new`` only; takes about a second.

    Raises:
        Refused: ``reader_only``, ``passphrases_differ``, ``wrong_passphrase``,
            ``passphrase_too_short``, ``passphrase_too_weak``, ``too_many_tries``.
        WorldFailed: ``key_file_damaged``, ``disk_full``, ``not_writable``.
    """
    require_writer(store)
    if new != again:
        raise Refused("passphrases_differ")
    vault.change_passphrase(folder, old, new)
