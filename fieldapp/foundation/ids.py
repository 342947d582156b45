"""New record identifiers: UUIDv7 in the field, reproducible ones for demonstrations and tests."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Protocol

import uuid_utils


class Ids(Protocol):
    """Makes identifiers that no other laptop will ever make."""

    def uid(self) -> str:
        """A new record id: 36 characters; no time may be read out of it."""
        ...

    def actor(self) -> bytes:
        """A new writer identity: 16 random bytes."""
        ...


class RandomIds:
    """Identifiers for real work."""

    def uid(self) -> str:
        """A UUIDv7 as text: new records stand side by side in the store."""
        return str(uuid_utils.uuid7())

    def actor(self) -> bytes:
        """Sixteen bytes from the system's random source."""
        return secrets.token_bytes(16)


class SeededIds:
    """Reproducible identifiers: the same seed gives the same ids in the same order."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def _digest(self) -> bytes:
        self._count += 1
        return hashlib.blake2b(f"{self._seed}/{self._count}".encode(), digest_size=16).digest()

    def uid(self) -> str:
        """A valid UUID (version 8: made by our own rule) from the seed and a counter.

        The counter leads, so that these too stand side by side in the store.
        """
        raw = bytearray(self._digest())
        raw[:6] = self._count.to_bytes(6)
        raw[6] = (raw[6] & 0x0F) | 0x80
        raw[8] = (raw[8] & 0x3F) | 0x80
        return str(uuid.UUID(bytes=bytes(raw)))

    def actor(self) -> bytes:
        """Sixteen bytes from the seed and a counter."""
        return self._digest()
