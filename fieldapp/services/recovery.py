"""A forgotten passphrase: opened again by the county, or with the words printed at set-up.

The laptop's key file goes to the county on a stick; the county answers with a recovery file and a
passphrase for one use, told over the telephone; the laptop then gets a new passphrase. Nobody
else can do it, and the county only for laptops that it enrolled and did not revoke. Whoever has the
sheet from the safe needs no county: it opens the county's workspace, and its laptops' too.
"""

from __future__ import annotations

import secrets
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

from fieldapp.bundles.keys import PublicKeys, identity_from
from fieldapp.bundles.sealed_key import open_key, seal_key
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.recovery_words import entropy_of
from fieldapp.foundation.vault import (
    KeyFile,
    StoreKey,
    add_county,
    decode_key_file,
    lock_again,
    lock_for_one_use,
    open_once,
    read_key_file,
    unlock_with_words,
)
from fieldapp.ports.store import Store
from fieldapp.services.profile import Peer, load_recovery, peers

SUFFIX = ".frecovery"
_OPENING = "AGE-SECRET-KEY-"
_LARGEST = 64 * 1024


@dataclass(frozen=True)
class Recovery:
    """A recovery file that was written, and what opens it."""

    file: Path
    device: str
    name: str
    one_time: str
    """Passphrase for the recovery file, for reading over the telephone."""


def seal_for_county(folder: Path, key: StoreKey, county: PublicKeys) -> None:
    """Let the county recover this workspace."""
    workspace = read_key_file(folder).workspace
    add_county(folder, seal_key(workspace, key.raw, county))


def recover_at_county(county: Store, key_file: Path, target: Path) -> Recovery:
    """Answer a laptop's key file with a recovery file.

    Raises:
        Refused: ``not_a_county``, ``unknown_device``, ``device_revoked``, ``not_recoverable``,
            ``sealed_for_another``.
        WorldFailed: ``file_missing``, ``key_file_damaged``, ``disk_full`` …
    """
    keys = load_recovery(county)
    if keys is None:
        raise Refused("not_a_county")
    found = _read(key_file)
    peer = _enrolled(county, found.workspace)
    key = StoreKey(open_key(found.workspace, _sealed(found), [keys.identity()]))
    one_time = "-".join(f"{secrets.randbelow(10_000):04}" for _ in range(4))
    path = target if target.suffix else target / f"laptop-{found.workspace[:8]}{SUFFIX}"
    lock_for_one_use(path, key, found.workspace, one_time)
    return Recovery(path, peer.device, peer.name, one_time)


def recover_laptop(folder: Path, file: Path, one_time: str, passphrase: str) -> StoreKey:
    """Give a laptop's workspace a new passphrase with the county's recovery file.

    Raises:
        Refused: ``recovery_for_another`` workspace, ``wrong_passphrase``, and as a new passphrase.
        WorldFailed: ``file_missing``, ``key_file_damaged``.
    """
    found = _read(file)
    if found.workspace != read_key_file(folder).workspace:
        raise Refused("recovery_for_another")
    key = open_once(found, one_time)
    lock_again(folder, key, passphrase)
    return key


def recover_from_paper(folder: Path, typed: str, passphrase: str) -> StoreKey:
    """Give a workspace a new passphrase with what is typed from the sheet in the safe.

    The recovery words open the county's own workspace; the opening half of the county's recovery
    key, with or without spaces, opens a laptop's where nobody has the county's workspace any more.

    Raises:
        Refused: ``recovery_words_misread``, ``wrong_recovery_words``, ``no_recovery_words``;
            ``recovery_key_misread``, ``not_recoverable``, ``sealed_for_another``; and as a new
            passphrase.
        WorldFailed: ``key_file_damaged``.
    """
    half = "".join(typed.split()).upper()
    if half.startswith(_OPENING):
        key = _opened(read_key_file(folder), half)
    else:
        key = unlock_with_words(folder, entropy_of(typed))
    lock_again(folder, key, passphrase)
    return key


def _opened(found: KeyFile, half: str) -> StoreKey:
    """The key that a laptop sealed to the county, with the county's opening half."""
    try:
        identity = identity_from(half)
    except ValueError:
        raise Refused("recovery_key_misread") from None
    return StoreKey(open_key(found.workspace, _sealed(found), [identity]))


def _sealed(found: KeyFile) -> bytes:
    if found.county is None:
        raise Refused("not_recoverable")
    try:
        return b64decode(found.county)
    except ValueError:
        raise WorldFailed("key_file_damaged") from None


def _enrolled(county: Store, device: str) -> Peer:
    peer = next((peer for peer in peers(county) if peer.device == device), None)
    if peer is None:
        raise Refused("unknown_device")
    if peer.revoked:
        raise Refused("device_revoked", device=peer.name)
    return peer


def _read(file: Path) -> KeyFile:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST)
    except OSError:
        raise WorldFailed("file_missing", file=file.name) from None
    return decode_key_file(data)
