"""The clock of a row: which write stands in each field, and what its writer had seen."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from fieldapp.changes.merge import EMPTY, Register, Standing
from fieldapp.changes.operations import Value

WHOLE = -1
"""Entry for every filled field that no other entry names: the write that made the row."""


class Entry(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The standing write of a field; ``value`` only where no column holds it."""

    actor: bytes
    seq: int
    hlc: int
    context: dict[bytes, int] = {}
    value: Value = None


Clock = dict[int, Entry]

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(dict[int, Entry])
_registers = msgspec.msgpack.Decoder(tuple[Standing, ...])


def encode(clock: Mapping[int, Entry]) -> bytes:
    """The bytes of ``sys_clock``."""
    return _encoder.encode(clock)


def decode(data: bytes) -> Clock:
    """The clock of a row."""
    return _decoder.decode(data)


def encode_register(register: Register) -> bytes:
    """The bytes of a register with several values."""
    return _encoder.encode(register)


def decode_register(data: bytes) -> Register:
    """A register with several values; the shown one is the last."""
    return _registers.decode(data)


def register_of(clock: Clock, field: int, value: Value) -> Register:
    """The register of a field in which one value stands; empty when it was never written."""
    entry = clock.get(field)
    if entry is None and value is not None:
        entry = clock.get(WHOLE)
    if entry is None:
        return EMPTY
    return (Standing((entry.actor, entry.seq), entry.hlc, value, entry.context),)


def entry_of(standing: Standing, *, keep_value: bool = False) -> Entry:
    """The clock entry of the value that is shown."""
    actor, seq = standing.dot
    return Entry(
        actor, seq, standing.hlc, dict(standing.context), standing.value if keep_value else None
    )
