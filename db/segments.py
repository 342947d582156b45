"""Segments: the payloads of many operations of one writer, packed together and read back whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa
import zstandard

from db.statements import Prepared
from db.tables import SEGMENT
from fieldapp.changes.ranges import Ranges, from_numbers
from fieldapp.foundation.errors import WorldFailed

_LEVEL = 9
_DIGEST_BYTES = 16
_READ = Prepared(
    sa.select(SEGMENT.c.digest, SEGMENT.c.data).where(SEGMENT.c.no == sa.bindparam("of"))
)
_decoder = msgspec.msgpack.Decoder(tuple[Ranges, list[bytes]])


def packed(payloads: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    """The payloads, by rising number of their operation, as digest and data of a segment."""
    content = msgspec.msgpack.encode((from_numbers(payloads), list(payloads.values())))
    squeezed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(content)
    return _digest(content), squeezed


def unpacked(digest: bytes, data: bytes) -> dict[int, bytes]:
    """The payloads of a segment by the number of their operation.

    Raises:
        WorldFailed: ``store_damaged``: it is not what was packed.
    """
    try:
        content = zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError:
        raise WorldFailed("store_damaged") from None
    if _digest(content) != digest:
        raise WorldFailed("store_damaged")
    spans, payloads = _decoder.decode(content)
    numbers = (number for first, last in spans for number in range(first, last + 1))
    return dict(zip(numbers, payloads, strict=True))


def read(connection: sa.Connection, no: int) -> dict[int, bytes]:
    """The payloads of the segment of that number.

    Raises:
        WorldFailed: ``store_damaged``: it is not there, or not what was packed.
    """
    found: Sequence[bytes] | None = _READ.first(connection, of=no)
    if found is None:
        raise WorldFailed("store_damaged")
    return unpacked(*found)


def damaged(connection: sa.Connection) -> int:
    """How many operations lie in segments that are not what was packed."""
    lost = 0
    for no, ops in connection.execute(sa.select(SEGMENT.c.no, SEGMENT.c.ops)).all():
        try:
            read(connection, no)
        except WorldFailed:
            lost += ops
    return lost


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest()
