"""Where a workspace's store lies when that is not its own folder: a server, written beside the key.

The password never stands in clear text: it is sealed with the workspace's key, or is not kept.
"""

from __future__ import annotations

import os
import re
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.vault import StoreKey

ADDRESS_FILE = "store.json"
PASSWORD = "FIELDAPP_STORE_PASSWORD"  # noqa: S105  the name of a setting
_PUBLIC = "public"
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says; ``password`` is sealed, and empty where none is kept."""

    format: int
    url: str
    schema: str
    nonce: str = ""
    password: str = ""


class Address(NamedTuple):
    """A store on a server: the address without its password, and the schema there."""

    url: sa.URL
    schema: str
    password: str | None


def address_of(text: str) -> Address:
    """What a person gave as address; the password comes from the surroundings.

    Raises:
        Refused: ``store_address_wrong``, ``store_password_in_address``.
    """
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise Refused("store_address_wrong") from None
    if url.drivername not in {"postgresql", "postgresql+psycopg"} or not url.database:
        raise Refused("store_address_wrong")
    if url.password is not None:
        raise Refused("store_password_in_address")
    schema = url.query.get("schema", _PUBLIC)
    if not isinstance(schema, str) or not _SCHEMA.fullmatch(schema) or "options" in url.query:
        raise Refused("store_address_wrong")
    return Address(url.difference_update_query(["schema"]), schema, os.environ.get(PASSWORD))


def keep_address(folder: Path, key: StoreKey, address: Address) -> None:
    """Write the address beside the workspace's key."""
    url = address.url.render_as_string()
    kept = _Kept(1, url, address.schema)
    if address.password is not None:
        nonce = secrets.token_bytes(12)
        sealed = ChaCha20Poly1305(key.raw).encrypt(nonce, address.password.encode(), url.encode())
        kept = _Kept(1, url, address.schema, b64encode(nonce).decode(), b64encode(sealed).decode())
    write_durably(folder / ADDRESS_FILE, [msgspec.json.format(msgspec.json.encode(kept), indent=2)])


def is_on_server(folder: Path) -> bool:
    """Whether the store of a workspace lies elsewhere than in its folder."""
    return (folder / ADDRESS_FILE).is_file()


def kept_address(folder: Path, key: StoreKey) -> Address | None:
    """Where the store of a workspace lies; ``None`` when it lies in the folder itself.

    A password in the surroundings goes before the one that is kept.

    Raises:
        WorldFailed: ``store_address_damaged``.
    """
    if not is_on_server(folder):
        return None
    try:
        kept = msgspec.json.decode((folder / ADDRESS_FILE).read_bytes(), type=_Kept)
        return Address(
            sa.make_url(kept.url), kept.schema, os.environ.get(PASSWORD) or _unsealed(kept, key)
        )
    except (msgspec.DecodeError, UnicodeDecodeError, sa.exc.ArgumentError, ValueError, InvalidTag):
        raise WorldFailed("store_address_damaged") from None


def _unsealed(kept: _Kept, key: StoreKey) -> str | None:
    if not kept.password:
        return None
    cipher = ChaCha20Poly1305(key.raw)
    sealed, nonce = b64decode(kept.password), b64decode(kept.nonce)
    return cipher.decrypt(nonce, sealed, kept.url.encode()).decode()
