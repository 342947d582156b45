"""Receipts: the receiver's signed word on what became of a bundle, as a file and in bundles."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from fieldapp.bundles.header import Header, Sha256, Text, check_code
from fieldapp.bundles.keys import SigningKey
from fieldapp.bundles.signed import opened, sign
from fieldapp.changes.operations import Number
from fieldapp.foundation.errors import Refused

KIND = "receipt"
SUFFIX = ".freceipt"
MAGIC = b"FRCPT1\n"
MAX_FILE = 64 * 1024
_PURPOSE = "fieldapp receipt 1"


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of one bundle; names no person."""

    bundle: Text
    sha256: Sha256
    """Of the bundle's payload: the same that the check code is made of."""
    number: Number
    sender: Text
    receiver: Text
    at: Text
    state: Literal["received", "merged"]
    """``received``: whole, but held for review, for ``reason``."""
    reason: Text = ""
    changes: Number = 0
    conflicts: Number = 0

    @property
    def check_code(self) -> str:
        """Eight digits for two people to compare over the telephone."""
        return check_code(self.sha256)


_encoder = msgspec.msgpack.Encoder(order="sorted")
_decoder = msgspec.msgpack.Decoder(Receipt)


def receipt_for(header: Header, receiver: str, at: str) -> Receipt:
    """A receipt of a bundle that was received and not yet merged."""
    return Receipt(
        bundle=header.bundle_id,
        sha256=header.payload_sha256,
        number=header.number,
        sender=header.sender_device,
        receiver=receiver,
        at=at,
        state="received",
    )


def sign_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """The receipt as it travels in a bundle."""
    return sign(_PURPOSE, _encoder.encode(receipt), key)


def read_receipt(data: bytes) -> tuple[Receipt, bytes]:
    """A receipt and the public key that signed it.

    Raises:
        Refused: ``document_damaged``.
    """
    body, signer = opened(_PURPOSE, data)
    try:
        return _decoder.decode(body), signer
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("document_damaged") from None


def receipt_name(receipt: Receipt) -> str:
    """The name of a receipt's file: the bundle's sender and number, no person."""
    device = "".join(sign for sign in receipt.sender if sign.isascii() and sign.isalnum())
    return f"receipt-{device[:12].lower() or 'laptop'}-{receipt.number:05d}{SUFFIX}"


def receipt_in(path: Path) -> bytes | None:
    """The receipt in a file; ``None`` when the file is something else or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE)
    except OSError:
        return None
    return data[len(MAGIC) :] if data.startswith(MAGIC) else None
