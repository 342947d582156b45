"""The county's signed list of laptops: whose bundles may be merged, and with which keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from fieldapp.bundles.header import Text
from fieldapp.bundles.keys import PublicKeys, SigningKey
from fieldapp.bundles.signed import VerifyBytes, opened, sign
from fieldapp.changes.operations import Number
from fieldapp.foundation.errors import Refused

KIND = "roster"
_PURPOSE = "fieldapp roster 1"
_HANDOVER = "fieldapp handover 1"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One laptop; ``retired_at`` is the county's time of its revocation, empty while it works."""

    device: Text
    name: Text
    keys: PublicKeys
    villages: tuple[Text, ...]
    retired_at: Text = ""
    reason: Text = ""


class Roster(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of the list; versions only ever go up."""

    county_id: Text
    version: Number
    issued_at: Text
    county: PublicKeys
    recovery: PublicKeys
    entries: Annotated[tuple[Entry, ...], Meta(max_length=20_000)]
    handovers: Annotated[tuple[bytes, ...], Meta(max_length=1000)] = ()
    """Each county key that was given up names its successor, the oldest first."""

    def entry(self, device: str) -> Entry | None:
        """The laptop with that id."""
        return next((entry for entry in self.entries if entry.device == device), None)


class _Handover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    county_id: Text
    successor: VerifyBytes


_encoder = msgspec.msgpack.Encoder(order="sorted")
_roster = msgspec.msgpack.Decoder(Roster)
_handover = msgspec.msgpack.Decoder(_Handover)


def sign_roster(roster: Roster, key: SigningKey) -> bytes:
    """The roster as it travels."""
    return sign(_PURPOSE, _encoder.encode(roster), key)


def hand_over(county_id: str, successor: PublicKeys, key: SigningKey) -> bytes:
    """A county key (or the one in the safe) names the key that takes its place."""
    return sign(_HANDOVER, _encoder.encode(_Handover(county_id, successor.verify)), key)


def read_roster(data: bytes, county_id: str, trusted: Iterable[PublicKeys]) -> Roster:
    """A roster whose signer is trusted, or was named by a chain that begins with a trusted key.

    Args:
        data: what ``sign_roster`` made.
        county_id: the county that it must be of.
        trusted: the county's keys as they are known here, and the key in the safe.

    Raises:
        Refused: ``document_damaged``, ``roster_untrusted``.
    """
    roster, signer = roster_in(data)
    first = [keys.verify for keys in trusted]
    known = {*first, *heirs(roster.handovers, county_id, first)}
    if roster.county_id != county_id or signer != roster.county.verify or signer not in known:
        raise Refused("roster_untrusted")
    return roster


def roster_in(data: bytes) -> tuple[Roster, bytes]:
    """A roster and the public key that signed it, trusted or not.

    Raises:
        Refused: ``document_damaged``.
    """
    body, signer = opened(_PURPOSE, data)
    try:
        return _roster.decode(body), signer
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("document_damaged") from None


def heirs(handovers: Iterable[bytes], county_id: str, trusted: Iterable[bytes]) -> list[bytes]:
    """The public keys that trusted ones have named in their place, one after the other.

    Raises:
        Refused: ``document_damaged``.
    """
    known = set(trusted)
    found: list[bytes] = []
    for document in handovers:
        handed, by = opened(_HANDOVER, document)
        try:
            named = _handover.decode(handed)
        except msgspec.DecodeError:
            raise Refused("document_damaged") from None
        if by in known and named.county_id == county_id:
            known.add(named.successor)
            found.append(named.successor)
    return found
