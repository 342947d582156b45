"""The clear outside of a bundle: who sends how much to whom, without any personal data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from fieldapp.changes.operations import Number
from fieldapp.foundation.errors import Refused

FORMAT = 1
READER = 2
"""What this program can read: a bundle may ask for at most this much."""
KNOWS_TYPISTS = 2
"""The reader that a bundle asks for in which somebody typed for another; others ask for less."""

MAX_HEADER = 64 * 1024
MAX_PAYLOAD = 96 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024

Text = Annotated[str, Meta(max_length=200)]
KeyId = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
CountName = Annotated[str, Meta(pattern="^[a-z_]{1,40}$")]
Sha256 = Annotated[bytes, Meta(min_length=32, max_length=32)]
BundleKind = Literal["data", "blobs", "roster", "snapshot"]


class HeaderDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the sender says of a bundle; ``counts`` are claims for people (visits, households)."""

    bundle_id: Text
    kind: BundleKind
    sender_device: Text
    county_id: Text
    schema: Number
    roster_version: Number
    created_at: Text
    number: Number
    counts: dict[CountName, Number]
    min_reader: Number = 1
    format: Number = FORMAT
    handovers: Annotated[tuple[bytes, ...], Meta(max_length=1000)] | UnsetType = UNSET
    """Of a county that changed its key: how those who know an older one come to trust this one."""


class Header(HeaderDraft, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The outside as it is sealed: the draft, the keys and what the payload measures."""

    sender_key: KeyId
    recipient_keys: Annotated[tuple[KeyId, ...], Meta(min_length=1, max_length=64)]
    payload_length: Annotated[int, Meta(ge=1, le=MAX_PAYLOAD)]
    payload_sha256: Sha256
    unpacked_length: Annotated[int, Meta(ge=1, le=MAX_UNPACKED)]

    @property
    def check_code(self) -> str:
        """Eight digits for two people to compare over the telephone."""
        return check_code(self.payload_sha256)


class _Outline(msgspec.Struct, frozen=True):
    """The part of a header that every program must be able to read, however old it is."""

    format: Number
    min_reader: Number


class _Sizes(msgspec.Struct, frozen=True):
    """Read first, so that a bomb is called too large and not damaged."""

    payload_length: Number
    unpacked_length: Number


_encoder = msgspec.msgpack.Encoder(order="sorted")
_decoder = msgspec.msgpack.Decoder(Header)
_outline = msgspec.msgpack.Decoder(_Outline)
_sizes = msgspec.msgpack.Decoder(_Sizes)


def check_code(sha256: bytes) -> str:
    """Eight digits of a hash for reading over the telephone, such as ``4815 9026``."""
    digits = f"{int.from_bytes(sha256[:8], 'big') % 10**8:08d}"
    return f"{digits[:4]} {digits[4:]}"


def encode_header(header: Header) -> bytes:
    """The one byte form of a header: keys in order."""
    return _encoder.encode(header)


def decode_header(data: bytes) -> Header:
    """Read a header, strictly.

    Raises:
        Refused: ``bundle_too_new``: a newer program is needed; ``bundle_too_large``: it declares
            more than is ever accepted; ``bundle_damaged``: not a header.
    """
    try:
        outline = _outline.decode(data)
        if outline.format > FORMAT or outline.min_reader > READER:
            raise Refused("bundle_too_new", needed=outline.min_reader, known=READER)
        sizes = _sizes.decode(data)
        if sizes.payload_length > MAX_PAYLOAD or sizes.unpacked_length > MAX_UNPACKED:
            raise Refused("bundle_too_large")
        header = _decoder.decode(data)
        faithful = encode_header(header) == data
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("bundle_damaged") from None
    if not faithful:
        raise Refused("bundle_damaged")
    return header
