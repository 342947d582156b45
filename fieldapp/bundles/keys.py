"""A device's keys: one pair to sign what it sends, one pair to open what it receives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta
from pyrage import IdentityError, RecipientError, x25519

SigningKey = Ed25519PrivateKey
VerifyKey = Ed25519PublicKey
Identity = x25519.Identity
Recipient = x25519.Recipient

_KEY_ID_BYTES = 8


def key_id(public: bytes) -> str:
    """The name of a public key on the outside of a bundle: 16 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[: 2 * _KEY_ID_BYTES]


def verify_key_id(key: VerifyKey) -> str:
    """The name of the key that proves who sent a bundle."""
    return key_id(key.public_bytes_raw())


def recipient_id(recipient: Recipient) -> str:
    """The name of the key that a bundle is sealed to."""
    return key_id(str(recipient).encode())


def fingerprint(public: bytes) -> str:
    """A short form of a key for two people to compare by eye, such as ``7F3A 90C2``."""
    digits = hashlib.sha256(public).hexdigest()[:8].upper()
    return f"{digits[:4]} {digits[4:]}"


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What others may know of a device: who it is when it sends, how to seal to it."""

    verify: Annotated[bytes, Meta(min_length=32, max_length=32)]
    seal: Annotated[str, Meta(max_length=100)]

    def verify_key(self) -> VerifyKey:
        """The key that checks this device's signatures."""
        return Ed25519PublicKey.from_public_bytes(self.verify)

    def recipient(self) -> Recipient:
        """The key that seals a bundle to this device; a text that is no key is a ValueError."""
        return recipient_from(self.seal)

    def fingerprint(self) -> str:
        """Both keys in one short form for two people to compare by eye."""
        return fingerprint(self.verify + self.seal.encode())


@dataclass(frozen=True)
class DeviceKeys:
    """The private keys of a device, in the form in which the encrypted store keeps them.

    msgspec reads and writes it; its ``repr`` is empty, because it may end in a crash report.
    """

    signing: Annotated[bytes, Meta(min_length=32, max_length=32)] = field(repr=False)
    opening: Annotated[str, Meta(max_length=100)] = field(repr=False)

    @classmethod
    def generate(cls) -> DeviceKeys:
        """New keys from the system's random source."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(Identity.generate()))

    def signing_key(self) -> SigningKey:
        """The key that signs what this device sends."""
        return Ed25519PrivateKey.from_private_bytes(self.signing)

    def identity(self) -> Identity:
        """The key that opens what is sealed to this device."""
        return Identity.from_str(self.opening)

    def public(self) -> PublicKeys:
        """The public halves of both keys."""
        verify = self.signing_key().public_key().public_bytes_raw()
        return PublicKeys(verify, str(self.identity().to_public()))


def recipient_from(text: str) -> Recipient:
    """The key behind an ``age1…`` text.

    Raises:
        ValueError: the text is no such key.
    """
    try:
        return Recipient.from_str(text)
    except RecipientError:
        raise ValueError(text) from None


def identity_from(text: str) -> Identity:
    """The key behind an ``AGE-SECRET-KEY-1…`` text, whose last letters are a checksum.

    Raises:
        ValueError: the text is no such key.
    """
    try:
        return Identity.from_str(text)
    except IdentityError:
        raise ValueError("no such key") from None
