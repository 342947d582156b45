"""The exchange file: sealing a bundle, reading its outside, and opening it in a safe order.

``FSYNC1 newline | header length (4 bytes) | header | Ed25519 signature over all before | payload``;
the payload is age-encrypted slices. Nothing is parsed before its length, hash and signature hold.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature

from fieldapp.bundles.frames import End, Frame, Tally, pack, unpack
from fieldapp.bundles.header import (
    MAX_HEADER,
    MAX_PAYLOAD,
    Header,
    HeaderDraft,
    decode_header,
    encode_header,
)
from fieldapp.bundles.keys import (
    Identity,
    Recipient,
    SigningKey,
    VerifyKey,
    recipient_id,
    verify_key_id,
)
from fieldapp.foundation.errors import Refused, WorldFailed

MAGIC = b"FSYNC1\n"
SUFFIX = ".fsync"
MAX_FILE = MAX_PAYLOAD + MAX_HEADER + 1024
_HEADER_AT = len(MAGIC) + 4
_SIGNATURE = 64

Verify = Callable[[Header], VerifyKey | None]
"""Finds the key of a known sender; ``None`` when the roster does not know it."""


@dataclass(frozen=True)
class Sealed:
    """A finished bundle: its outside, and all bytes of the file."""

    header: Header
    data: bytes


@dataclass(frozen=True)
class OpenBundle:
    """A bundle whose every check has passed; its frames are unpacked one by one."""

    header: Header
    _slices: bytes

    def frames(self) -> Iterator[Frame]:
        """The frames in the order in which they were packed, each time anew."""
        for frame, _data in unpack(self._slices, self.header.unpacked_length):
            if not isinstance(frame, End):
                yield frame


def seal(
    draft: HeaderDraft,
    frames: Iterable[Frame],
    signing_key: SigningKey,
    recipients: Sequence[Recipient],
) -> Sealed:
    """Pack, encrypt to every recipient, then sign, so that nobody can re-address a bundle.

    ``counts`` of operations, units and attachments are taken from the frames.

    Raises:
        ValueError: a frame or the whole is larger than any reader accepts.
    """
    tally = Tally()
    slices = b"".join(pack(frames, tally))
    payload = pyrage.encrypt(slices, list(recipients))
    header = Header(
        **{**msgspec.structs.asdict(draft), "counts": {**draft.counts, **tally.counts()}},
        sender_key=verify_key_id(signing_key.public_key()),
        recipient_keys=tuple(recipient_id(recipient) for recipient in recipients),
        payload_length=len(payload),
        payload_sha256=hashlib.sha256(payload).digest(),
        unpacked_length=tally.unpacked,
    )
    outside = encode_header(header)
    signed = MAGIC + len(outside).to_bytes(4, "big") + outside
    _check_readable(outside)
    return Sealed(header, signed + signing_key.sign(signed) + payload)


def _check_readable(outside: bytes) -> None:
    """Never write what our own reader would refuse, unless it asks for a newer reader."""
    try:
        decode_header(outside)
    except Refused as refused:
        if refused.code != "bundle_too_new":
            raise ValueError(refused.code) from None


def read_bundle(path: Path) -> tuple[Header, bytes]:
    """The outside of a bundle and all bytes of the file, after the checks that need no key.

    What the outside says is only a claim until the signature has been checked.

    Raises:
        Refused: ``not_a_bundle``, ``bundle_incomplete``, ``bundle_damaged``, ``bundle_too_new``,
            ``bundle_too_large``.
        WorldFailed: ``file_missing`` or ``file_unreadable``.
    """
    data = _read(path)
    return _outside(data)[0], data


def inspect(path: Path) -> Header:
    """The outside of a bundle, without any key; raises as ``read_bundle``."""
    return read_bundle(path)[0]


def open_bundle(path: Path, *, verify: Verify, identities: Sequence[Identity]) -> OpenBundle:
    """Check a bundle from the outside inwards; nothing of it is used before all checks passed.

    Raises:
        Refused: as ``read_bundle``, and ``bundle_forged`` (the signature of a known sender does
            not fit), ``bundle_not_ours`` (sealed to others), ``bundle_unknown_sender``.
        WorldFailed: ``file_missing`` or ``file_unreadable``.
    """
    return open_bytes(_read(path), verify=verify, identities=identities)


def open_bytes(data: bytes, *, verify: Verify, identities: Sequence[Identity]) -> OpenBundle:
    """``open_bundle`` for a bundle that is already in memory."""
    header, payload_at = _outside(data)
    key = verify(header)
    if key is not None:
        _check_signature(key, header, data[:payload_at])
    ours = {recipient_id(identity.to_public()) for identity in identities}
    if ours.isdisjoint(header.recipient_keys):
        raise Refused("bundle_not_ours", county=header.county_id)
    if key is None:
        raise Refused(
            "bundle_unknown_sender", number=header.number, check=header.check_code,
            changes=header.counts.get("ops", 0),
        )  # fmt: skip
    try:
        slices = pyrage.decrypt(data[payload_at:], list(identities))
    except pyrage.DecryptError:
        raise Refused("bundle_damaged") from None
    _check_inside(header, slices)
    return OpenBundle(header, slices)


def _read(path: Path) -> bytes:
    """The whole file, once: what is checked is what is used, even if the stick changes."""
    try:
        # Asked first: opening a pipe would wait for ever.
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Refused("not_a_bundle")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise WorldFailed("file_missing", file=path.name) from None
    except OSError:
        raise WorldFailed("file_unreadable", file=path.name) from None
    if len(data) > MAX_FILE:
        raise Refused("bundle_too_large" if data.startswith(MAGIC) else "not_a_bundle")
    return data


def _outside(data: bytes) -> tuple[Header, int]:
    """The header and where the payload begins, after every check that needs no key."""
    if not data.startswith(MAGIC):
        raise Refused("bundle_incomplete" if MAGIC.startswith(data) else "not_a_bundle")
    if len(data) < _HEADER_AT:
        raise Refused("bundle_incomplete")
    size = int.from_bytes(data[len(MAGIC) : _HEADER_AT], "big")
    if size > MAX_HEADER:
        raise Refused("bundle_damaged")
    payload_at = _HEADER_AT + size + _SIGNATURE
    if len(data) < payload_at:
        raise Refused("bundle_incomplete")
    header = decode_header(data[_HEADER_AT : _HEADER_AT + size])
    if len(data) != payload_at + header.payload_length:
        raise Refused("bundle_incomplete")
    if hashlib.sha256(memoryview(data)[payload_at:]).digest() != header.payload_sha256:
        raise Refused("bundle_damaged")
    return header, payload_at


def _check_signature(key: VerifyKey, header: Header, signed: bytes) -> None:
    """The known sender's key must be the one named, and must have signed the outside."""
    try:
        key.verify(signed[-_SIGNATURE:], signed[:-_SIGNATURE])
    except InvalidSignature:
        raise Refused("bundle_forged", device=header.sender_device) from None
    if verify_key_id(key) != header.sender_key:
        raise Refused("bundle_forged", device=header.sender_device)


def _check_inside(header: Header, slices: bytes) -> None:
    """Unpack everything once: nothing is merged from a bundle whose end does not fit."""
    tally = Tally()
    end = None
    for frame, data in unpack(slices, header.unpacked_length):
        if end is not None:
            raise Refused("bundle_damaged")
        if isinstance(frame, End):
            end = frame
            if end != tally.end():
                raise Refused("bundle_damaged")
        tally.add(frame, data)
    counted = {name: header.counts.get(name) for name in tally.counts()}
    if end is None or counted != tally.counts() or tally.unpacked != header.unpacked_length:
        raise Refused("bundle_damaged")
