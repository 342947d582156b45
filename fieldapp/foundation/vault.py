"""The lock of a workspace: a random store key, wrapped with a key derived from the passphrase.

The passphrase can change without rewriting the store: only the wrapping is made anew.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta
from typing_extensions import override

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.key_file import KEY_FILE

LEAST_PASSPHRASE = 8
"""Characters a passphrase must have at least."""


class Argon2(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of the derivation; above the current OWASP minimum (19 MiB, 2 passes)."""

    salt: str
    memory_kib: Annotated[int, Meta(ge=8, le=1024 * 1024)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 1


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies beside the store: nothing of it helps without the passphrase.

    ``demonstration`` holds the passphrase of a workspace with synthetic people only.
    """

    format: int
    workspace: str
    kdf: Argon2
    nonce: str
    wrapped: str
    demonstration: str | None = None


@dataclass(frozen=True)
class StoreKey:
    """The 32 bytes that open the store; kept in memory only and never shown."""

    raw: bytes

    @override
    def __repr__(self) -> str:
        return "StoreKey(…)"


def lock_new(folder: Path, workspace: str, passphrase: str, *, demonstration: bool) -> StoreKey:
    """Make a store key for a new workspace and write its key file."""
    key = StoreKey(secrets.token_bytes(32))
    _write(folder, _wrap(key, workspace, passphrase, demonstration=demonstration))
    return key


def unlock(folder: Path, passphrase: str) -> StoreKey:
    """The store key.

    Raises:
        Refused: ``wrong_passphrase``, without a hint how near the try was; ``workspace_missing``.
        WorldFailed: ``key_file_damaged``.
    """
    found = read_key_file(folder)
    try:
        raw = ChaCha20Poly1305(_derive(passphrase, found.kdf)).decrypt(
            b64decode(found.nonce), b64decode(found.wrapped), found.workspace.encode()
        )
    except InvalidTag:
        raise Refused("wrong_passphrase") from None
    except (ValueError, HashingError):
        raise WorldFailed("key_file_damaged") from None
    return StoreKey(raw)


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the store key anew; the store itself is not touched."""
    key = unlock(folder, old)
    _write(folder, _wrap(key, read_key_file(folder).workspace, new, demonstration=False))


def read_key_file(folder: Path) -> KeyFile:
    """The key file of a workspace folder; refused when there is none or it is damaged."""
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refused("workspace_missing", folder=folder)
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WorldFailed("key_file_damaged") from None


def _wrap(key: StoreKey, workspace: str, passphrase: str, *, demonstration: bool) -> KeyFile:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refused("passphrase_too_short", least=LEAST_PASSPHRASE)
    kdf = Argon2(salt=b64encode(secrets.token_bytes(16)).decode())
    nonce = secrets.token_bytes(12)
    sealed = ChaCha20Poly1305(_derive(passphrase, kdf)).encrypt(nonce, key.raw, workspace.encode())
    return KeyFile(
        format=1,
        workspace=workspace,
        kdf=kdf,
        nonce=b64encode(nonce).decode(),
        wrapped=b64encode(sealed).decode(),
        demonstration=passphrase if demonstration else None,
    )


def _derive(passphrase: str, kdf: Argon2) -> bytes:
    return hash_secret_raw(
        passphrase.encode(),
        b64decode(kdf.salt),
        time_cost=kdf.passes,
        memory_cost=kdf.memory_kib,
        parallelism=kdf.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _write(folder: Path, key_file: KeyFile) -> None:
    text = msgspec.json.format(msgspec.json.encode(key_file), indent=2)
    write_durably(folder / KEY_FILE, [text])
