"""The key of a store, sealed to the county so that it can open a laptop whose lock is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
import pyrage
from msgspec import Meta

from fieldapp.bundles.keys import Identity, PublicKeys
from fieldapp.foundation.errors import Refused


class _Inside(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    workspace: str
    key: Annotated[bytes, Meta(min_length=32, max_length=32)]


def seal_key(workspace: str, key: bytes, county: PublicKeys) -> bytes:
    """The key as only the county can read it."""
    return bytes(
        pyrage.encrypt(msgspec.msgpack.encode(_Inside(workspace, key)), [county.recipient()])
    )


def open_key(workspace: str, sealed: bytes, identities: Sequence[Identity]) -> bytes:
    """The key of this workspace.

    Raises:
        Refused: ``sealed_for_another``: not to one of these keys, or not of this workspace.
    """
    try:
        inside = msgspec.msgpack.decode(pyrage.decrypt(sealed, identities), type=_Inside)
    except (pyrage.DecryptError, msgspec.DecodeError):
        raise Refused("sealed_for_another") from None
    if inside.workspace != workspace:
        raise Refused("sealed_for_another")
    return inside.key
