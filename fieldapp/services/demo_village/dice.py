"""Chance that can be repeated: the same words give the same throws on every machine."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """Throws that depend on nothing but the words they were made with."""

    def __init__(self, *words: object) -> None:
        named = "/".join(map(str, words)).encode()
        super().__init__(int.from_bytes(hashlib.blake2b(named, digest_size=8).digest()))

    def often(self, share: float) -> bool:
        """True in that share of all throws."""
        return self.random() < share

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of the choices, by its weight."""
        return self.choices([c for c, _ in choices], [w for _, w in choices])[0]
