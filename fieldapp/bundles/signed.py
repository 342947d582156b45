"""Small signed documents: whoever made one cannot deny it, and nobody on the way can alter it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta

from fieldapp.bundles.keys import SigningKey
from fieldapp.foundation.errors import Refused

VerifyBytes = Annotated[bytes, Meta(min_length=32, max_length=32)]


class _Envelope(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    body: bytes
    key: VerifyBytes
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Envelope)


def sign(purpose: str, body: bytes, key: SigningKey) -> bytes:
    """An envelope of ``body``; a signature made for one purpose serves no other."""
    public = key.public_key().public_bytes_raw()
    return _encoder.encode(_Envelope(body, public, key.sign(_signed(purpose, body))))


def opened(purpose: str, data: bytes) -> tuple[bytes, bytes]:
    """The body, and the public key that signed it; whether to trust that key is the caller's.

    Raises:
        Refused: ``document_damaged``: no envelope, or the signature does not fit.
    """
    try:
        envelope = _decoder.decode(data)
        key = Ed25519PublicKey.from_public_bytes(envelope.key)
        key.verify(envelope.signature, _signed(purpose, envelope.body))
    except (msgspec.DecodeError, ValueError, InvalidSignature):
        raise Refused("document_damaged") from None
    return envelope.body, envelope.key


def _signed(purpose: str, body: bytes) -> bytes:
    return purpose.encode() + b"\n" + body
