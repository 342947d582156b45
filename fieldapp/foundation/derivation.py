"""Keys from passphrases: Argon2id, as costly as this machine can bear for half a second."""

from __future__ import annotations

import secrets
import time
from base64 import b64decode, b64encode
from typing import Annotated

import msgspec
from argon2.low_level import Type, hash_secret_raw
from msgspec import Meta

LEAST_MEMORY_KIB, LEAST_PASSES = 19 * 1024, 2
"""The OWASP minimum for Argon2id; whatever a machine can bear, never less."""
MOST_MEMORY_KIB, MOST_PASSES = 64 * 1024, 32
"""More memory than this a laptop of two gigabytes has not to spare while the window opens."""
WISHED = 0.5
"""Seconds that one try shall take."""


class Argon2(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Salt and cost of one derivation."""

    salt: str
    memory_kib: Annotated[int, Meta(ge=LEAST_MEMORY_KIB, le=1024 * 1024)] = LEAST_MEMORY_KIB
    passes: Annotated[int, Meta(ge=LEAST_PASSES, le=64)] = LEAST_PASSES
    lanes: Annotated[int, Meta(ge=1, le=16)] = 1


def derive(passphrase: str, kdf: Argon2) -> bytes:
    """The 32 bytes of a passphrase.

    Raises:
        ValueError: the salt is no base 64. argon2's ``HashingError``: the cost makes no sense.
    """
    return hash_secret_raw(
        passphrase.encode(),
        b64decode(kdf.salt),
        time_cost=kdf.passes,
        memory_cost=kdf.memory_kib,
        parallelism=kdf.lanes,
        hash_len=32,
        type=Type.ID,
    )


def cheapest() -> Argon2:
    """A new salt at the least cost that is allowed."""
    return Argon2(b64encode(secrets.token_bytes(16)).decode())


def measured() -> Argon2:
    """A new salt at the cost that takes this machine about half a second: memory before passes."""
    cheap = cheapest()
    dear = msgspec.structs.replace(cheap, memory_kib=MOST_MEMORY_KIB)
    seconds = _seconds(dear)
    if seconds > WISHED:
        return cheap
    passes = int(LEAST_PASSES * WISHED / seconds)
    return msgspec.structs.replace(dear, passes=max(LEAST_PASSES, min(MOST_PASSES, passes)))


def _seconds(kdf: Argon2) -> float:
    """Processor time of one derivation; the best of two, since the first one finds memory."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        derive("measured", kdf)
        taken.append(time.process_time() - began)
    return max(min(taken), 0.001)
