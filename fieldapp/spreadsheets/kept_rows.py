"""Rows that are kept until it is known which of their columns are ever filled."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

import msgspec

Shown = str | int | Decimal | None
"""A cell: a text, a number or nothing."""
_LEVEL = 1
_AT_ONCE = 500
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[list[str | int | list[str] | None]])


class KeptRows:
    """Rows, squeezed in memory: those of a county would fill it else, a file could be read."""

    def __init__(self, rows: Iterable[Sequence[Shown]]) -> None:
        self.count = 0
        self.filled: set[int] = set()
        """The places of columns in which anything stands."""
        self._held: list[bytes] = []
        coming = iter(rows)
        while some := list(islice(coming, _AT_ONCE)):
            for row in some:
                self.filled.update(at for at, shown in enumerate(row) if shown is not None)
            self.count += len(some)
            packed = _ENCODER.encode([[_packed(shown) for shown in row] for row in some])
            self._held.append(zlib.compress(packed, _LEVEL))

    def columns(self, places: Sequence[int]) -> Iterator[list[Shown]]:
        """These columns of every row."""
        for held in self._held:
            for row in _DECODER.decode(zlib.decompress(held)):
                yield [_unpacked(row[at]) for at in places]


def _packed(shown: Shown) -> str | int | list[str] | None:
    return [str(shown)] if isinstance(shown, Decimal) else shown


def _unpacked(packed: str | int | list[str] | None) -> Shown:
    return Decimal(packed[0]) if isinstance(packed, list) else packed
