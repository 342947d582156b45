"""The inside of a bundle: its frames, and the slices in which they are packed one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
import zstandard
from msgspec import Meta

from fieldapp.bundles.header import Sha256, Text
from fieldapp.changes.operations import (
    RUN_LENGTH,
    Actor,
    ActorInfo,
    Chain,
    Number,
    OpsRun,
    Proof,
    Seq,
)
from fieldapp.changes.operations import Unit as WriteUnit
from fieldapp.changes.ranges import sound
from fieldapp.foundation.errors import Refused

MAX_SLICE = 80 * 1024 * 1024
MAX_BLOB = 64 * 1024 * 1024
_LEVEL = 3
_LENGTHS = 8


class _Frame(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """A frame: an array that begins with its type number."""


class Actors(_Frame, frozen=True, tag=1):
    """The writers that the operations name."""

    actors: list[ActorInfo]


class Units(_Frame, frozen=True, tag=2):
    """Write units; before the operations that belong to them."""

    units: Annotated[list[WriteUnit], Meta(max_length=RUN_LENGTH)]

    def on_the_wire(self) -> tuple[object, ...]:
        """As every reader knows it, unless somebody typed for another (``KNOWS_TYPISTS``)."""
        fields = [msgspec.structs.astuple(unit) for unit in self.units]
        return (2, [unit if unit[-1] else unit[:-1] for unit in fields])


class Have(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What the sender holds of one writer, and the chain of the last operation it holds.

    ``marks`` prove more of it: numbers with the beginning of their chain, close together near the
    end. Whoever holds a marked number with another chain knows that these are two histories.
    """

    actor: Actor
    ranges: tuple[tuple[Seq, Seq], ...]
    head: Chain
    marks: Annotated[tuple[tuple[Seq, Proof], ...], Meta(max_length=100)] = ()


class Haves(_Frame, frozen=True, tag=4):
    """What the sender holds: the receiver need not send it again.

    ``incarnation`` changes when the sender's store was restored from a backup.
    """

    incarnation: Actor
    haves: list[Have]


class BlobNote(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """An attachment by its content: SHA-256, bytes, media type."""

    sha256: Sha256
    size: Number
    media: Text


class BlobIndex(_Frame, frozen=True, tag=5):
    """The attachments that the operations speak of."""

    blobs: list[BlobNote]


class Blob(_Frame, frozen=True, tag=6):
    """One attachment; hash it again before it is used."""

    sha256: Sha256
    data: Annotated[bytes, Meta(max_length=MAX_BLOB)]


class Document(_Frame, frozen=True, tag=7):
    """A signed document that rides along, such as a roster or receipts."""

    kind: Annotated[str, Meta(pattern="^[a-z_]{1,40}$")]
    data: bytes


class End(_Frame, frozen=True, tag=8):
    """The last frame: nothing was left out when its numbers agree with what came before."""

    frames: Number
    ops: Number
    units: Number
    blobs: Number
    root: Sha256


Frame = Actors | Units | OpsRun | Haves | BlobIndex | Blob | Document
Packed = Frame | End

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Packed] = msgspec.msgpack.Decoder(Packed)


class Tally:
    """Counts and hashes frames as they go by, for the END frame."""

    def __init__(self) -> None:
        self.frames = self.ops = self.units = self.blobs = self.unpacked = 0
        self._root = hashlib.sha256()

    def add(self, frame: Packed, data: bytes) -> None:
        """Take one frame and its byte form into account."""
        self.frames += 1
        self.unpacked += len(data)
        self._root.update(hashlib.sha256(data).digest())
        match frame:
            case OpsRun():
                self.ops += len(frame.payloads)
            case Units():
                self.units += len(frame.units)
            case Blob():
                self.blobs += 1
            case _:
                pass

    def end(self) -> End:
        """The END frame that belongs after the frames so far."""
        return End(self.frames, self.ops, self.units, self.blobs, self._root.digest())

    def counts(self) -> dict[str, int]:
        """What the header must say of the inside."""
        return {"ops": self.ops, "units": self.units, "blobs": self.blobs}


def pack(frames: Iterable[Frame], tally: Tally) -> Iterator[bytes]:
    """Slices for these frames and the END frame, each compressed alone.

    A slice is two lengths of four bytes (packed, unpacked) and one zstd frame with checksum.

    Raises:
        ValueError: a frame is larger than any reader accepts.
    """
    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)

    def sliced(frame: Packed) -> bytes:
        data = _encoder.encode(frame.on_the_wire() if isinstance(frame, Units) else frame)
        if len(data) > MAX_SLICE:
            raise ValueError(len(data))
        tally.add(frame, data)
        packed = compressor.compress(data)
        return len(packed).to_bytes(4, "big") + len(data).to_bytes(4, "big") + packed

    for frame in frames:
        yield sliced(frame)
    yield sliced(tally.end())


def unpack(slices: bytes, most: int) -> Iterator[tuple[Packed, bytes]]:
    """Frames with their byte form, one slice in memory at a time.

    Args:
        slices: what ``pack`` made.
        most: the unpacked length that the header declares for all slices together.

    Raises:
        Refused: ``bundle_too_large``: it unpacks to more than it declares, or than is ever
            accepted; ``bundle_damaged``: a slice cannot be read.
    """
    view = memoryview(slices)
    at = 0
    while at < len(view):
        size, unpacked = _lengths(view, at)
        most -= unpacked
        if most < 0 or unpacked > MAX_SLICE:
            raise Refused("bundle_too_large")
        data = _inflate(bytes(view[at + _LENGTHS : at + _LENGTHS + size]), unpacked)
        yield _decode(data), data
        at += _LENGTHS + size


def _lengths(view: memoryview, at: int) -> tuple[int, int]:
    """The packed and unpacked length of the slice that begins here."""
    size = int.from_bytes(view[at : at + 4], "big")
    if at + _LENGTHS + size > len(view):
        raise Refused("bundle_damaged")
    return size, int.from_bytes(view[at + 4 : at + _LENGTHS], "big")


def _inflate(packed: bytes, unpacked: int) -> bytes:
    """Unpack one slice in one go: a stream reader would accept a slice that was cut short."""
    try:
        # The length inside the zstd frame is what the library allocates, so it is compared first.
        if zstandard.frame_content_size(packed) != unpacked:
            raise Refused("bundle_damaged")
        return zstandard.ZstdDecompressor().decompress(
            packed, max_output_size=unpacked, allow_extra_data=False
        )
    except zstandard.ZstdError:
        raise Refused("bundle_damaged") from None


def _decode(data: bytes) -> Packed:
    try:
        frame = _decoder.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("bundle_damaged") from None
    if isinstance(frame, Haves) and not all(sound(have.ranges) for have in frame.haves):
        raise Refused("bundle_damaged")
    return frame
