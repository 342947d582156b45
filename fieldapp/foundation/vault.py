"""The lock of a workspace: a random store key, wrapped with a key derived from the passphrase.

The passphrase can change without rewriting the store: only the wrapping is made anew. Beside it
the store key may be wrapped for recovery: sealed to the county, or with words kept on paper.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from typing_extensions import override

from fieldapp.foundation.clock import Clock, SystemClock
from fieldapp.foundation.derivation import Argon2, cheapest, derive, measured
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import naming_failures, write_durably
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.passphrase_quality import require_good, require_length
from fieldapp.foundation.recovery_words import entropy_key
from fieldapp.foundation.tries import Tries, keep_tries, load_tries

_CLOCK = SystemClock()


class Wrapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The store key, encrypted with a key that lies nowhere."""

    nonce: str
    sealed: str


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies beside the store: nothing of it helps without the passphrase.

    ``demonstration`` holds the passphrase of a workspace with synthetic people only, ``county``
    the store key sealed to the county's recovery key, ``words`` that wrapped with the recovery
    words.
    """

    format: int
    workspace: str
    kdf: Argon2
    nonce: str
    wrapped: str
    demonstration: str | None = None
    county: str | None = None
    words: Wrapped | None = None


@dataclass(frozen=True)
class StoreKey:
    """The 32 bytes that open the store; kept in memory only and never shown."""

    raw: bytes

    @override
    def __repr__(self) -> str:
        return "StoreKey(…)"


def lock_new(
    folder: Path,
    workspace: str,
    passphrase: str,
    *,
    demonstration: bool,
    known: Iterable[str] = (),
) -> StoreKey:
    """Make a store key for a new workspace and write its key file.

    Raises:
        Refused: as ``require_good``; ``known`` are names that a passphrase must not consist of.
    """
    if demonstration:
        require_length(passphrase)
    else:
        require_good(passphrase, known)
    key = StoreKey(secrets.token_bytes(32))
    kdf = cheapest() if demonstration else measured()
    nonce, sealed = _wrap(key, workspace, derive(passphrase, kdf))
    shown = passphrase if demonstration else None
    _write(folder / KEY_FILE, KeyFile(1, workspace, kdf, nonce, sealed, shown))
    return key


def unlock(folder: Path, passphrase: str, clock: Clock = _CLOCK) -> StoreKey:
    """The store key.

    Raises:
        Refused: ``wrong_passphrase``, without a hint how near the try was; ``too_many_tries``
            when it is not heard yet; ``workspace_missing``.
        WorldFailed: ``key_file_damaged``.
    """
    found = read_key_file(folder)
    tries = load_tries(folder)
    tries.require_patience(clock.now())
    try:
        key = _opened(found, passphrase)
    except Refused:
        keep_tries(folder, tries.after_wrong(clock.now()))
        raise
    if tries.wrong:
        keep_tries(folder, Tries())
    return key


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the store key anew; the store itself and the ways of recovery are not touched."""
    lock_again(folder, unlock(folder, old), new)


def lock_again(folder: Path, key: StoreKey, passphrase: str) -> None:
    """Let this passphrase open the workspace from now on, and no earlier one.

    Raises:
        Refused: as ``require_good``.
    """
    require_good(passphrase)
    found, kdf = read_key_file(folder), measured()
    nonce, sealed = _wrap(key, found.workspace, derive(passphrase, kdf))
    keep_tries(folder, Tries())
    _write(
        folder / KEY_FILE,
        msgspec.structs.replace(
            found, kdf=kdf, nonce=nonce, wrapped=sealed, demonstration=None
        ),
    )  # fmt: skip


def add_county(folder: Path, sealed: bytes) -> None:
    """Keep the store key sealed to the county beside the store."""
    found = read_key_file(folder)
    _write(folder / KEY_FILE, msgspec.structs.replace(found, county=b64encode(sealed).decode()))


def add_words(folder: Path, key: StoreKey, entropy: bytes) -> None:
    """Let the words of this entropy open the workspace too."""
    found = read_key_file(folder)
    wrapped = Wrapped(*_wrap(key, found.workspace, entropy_key(entropy)))
    _write(folder / KEY_FILE, msgspec.structs.replace(found, words=wrapped))


def unlock_with_words(folder: Path, entropy: bytes, clock: Clock = _CLOCK) -> StoreKey:
    """The store key by the recovery words.

    Raises:
        Refused: ``no_recovery_words``, ``wrong_recovery_words``, ``too_many_tries``.
    """
    found = read_key_file(folder)
    if found.words is None:
        raise Refused("no_recovery_words")
    tries = load_tries(folder)
    tries.require_patience(clock.now())
    try:
        raw = _unwrapped(found, found.words, entropy_key(entropy))
    except InvalidTag:
        keep_tries(folder, tries.after_wrong(clock.now()))
        raise Refused("wrong_recovery_words") from None
    return StoreKey(raw)


def lock_for_one_use(path: Path, key: StoreKey, workspace: str, passphrase: str) -> None:
    """Write the store key into a file of its own that this passphrase opens."""
    kdf = measured()
    nonce, sealed = _wrap(key, workspace, derive(passphrase, kdf))
    _write(path, KeyFile(1, workspace, kdf, nonce, sealed))


def open_once(found: KeyFile, passphrase: str) -> StoreKey:
    """The store key in such a file.

    Raises:
        Refused: ``wrong_passphrase``. WorldFailed: ``key_file_damaged``.
    """
    return _opened(found, passphrase)


def read_key_file(folder: Path) -> KeyFile:
    """The key file of a workspace folder.

    Raises:
        Refused: ``workspace_missing``. WorldFailed: ``key_file_damaged``, ``io_error`` …
    """
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refused("workspace_missing", folder=folder)
    with naming_failures():
        data = path.read_bytes()
    return decode_key_file(data)


def decode_key_file(data: bytes) -> KeyFile:
    """A key file from its bytes.

    Raises:
        WorldFailed: ``key_file_damaged``.
    """
    try:
        return msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WorldFailed("key_file_damaged") from None


def _opened(found: KeyFile, passphrase: str) -> StoreKey:
    try:
        wrapped = Wrapped(found.nonce, found.wrapped)
        return StoreKey(_unwrapped(found, wrapped, derive(passphrase, found.kdf)))
    except InvalidTag:
        raise Refused("wrong_passphrase") from None
    except (ValueError, HashingError):
        raise WorldFailed("key_file_damaged") from None


def _unwrapped(found: KeyFile, wrapped: Wrapped, key: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(
            b64decode(wrapped.nonce), b64decode(wrapped.sealed), found.workspace.encode()
        )
    except ValueError:
        raise WorldFailed("key_file_damaged") from None


def _wrap(key: StoreKey, workspace: str, with_key: bytes) -> tuple[str, str]:
    """Nonce and sealed store key, both as text; bound to the workspace."""
    nonce = secrets.token_bytes(12)
    sealed = ChaCha20Poly1305(with_key).encrypt(nonce, key.raw, workspace.encode())
    return b64encode(nonce).decode(), b64encode(sealed).decode()


def _write(path: Path, key_file: KeyFile) -> None:
    text = msgspec.json.format(msgspec.json.encode(key_file), indent=2)
    write_durably(path, [text])
