"""Photos and papers on their way: in packs of their own beside the bundle that speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from fieldapp.bundles.container import OpenBundle
from fieldapp.bundles.frames import Blob
from fieldapp.changes.operations import Op
from fieldapp.foundation.errors import WorldFailed
from fieldapp.ports.store import Store
from fieldapp.records import Attachment
from fieldapp.records.declare import entity_of
from fieldapp.services.attachments import Attachments
from fieldapp.services.profile import Peer

KIND = "wanted"
A_PACK = 48 * 1024 * 1024
"""Bytes of photos in one pack: a bad place on a stick costs no more than that."""
_AT_ONCE = 500
_wanted = msgspec.msgpack.Decoder(list[str])


@dataclass(frozen=True)
class Packs:
    """Which photos a partner lacks, and taking in those that came."""

    store: Store
    attachments: Attachments

    def missing(self) -> list[Attachment]:
        """Those that the records speak of and that have not come."""
        known = self.store.find(Attachment)
        return [one for one in known if one.sha256 and not self.attachments.holds(one.sha256)]

    def asking(self) -> bytes | None:
        """What is asked for with the next bundle."""
        digests = sorted({str(one.sha256) for one in self.missing()})
        return msgspec.msgpack.encode(digests) if digests else None

    def for_partner(self, peer: Peer, ops: Iterable[Op]) -> Iterator[list[Blob]]:
        """Packs of what goes out for the first time with these changes, or was asked for."""
        pack: list[Blob] = []
        size = 0
        for digest in self._digests(peer, ops):
            data = self._read(digest)
            if data is None:
                continue
            if pack and size + len(data) > A_PACK:
                yield pack
                pack, size = [], 0
            pack.append(Blob(bytes.fromhex(digest), data))
            size += len(data)
        if pack:
            yield pack

    def take(self, bundle: OpenBundle) -> tuple[int, int]:
        """Keep what is what it says; returns how many were kept and how many refused.

        A photo that was refused is asked for again.
        """
        kept = refused = 0
        for frame in bundle.frames():
            if isinstance(frame, Blob):
                fits = self.attachments.take(frame.sha256.hex(), frame.data)
                kept, refused = kept + fits, refused + (not fits)
        return kept, refused

    def _digests(self, peer: Peer, ops: Iterable[Op]) -> list[str]:
        number = entity_of(Attachment).no
        uids = sorted({_uid(op.row) for op in ops if op.table_no == number})
        fresh = [
            str(one.sha256)
            for at in range(0, len(uids), _AT_ONCE)
            for one in self.store.find(Attachment, uid=uids[at : at + _AT_ONCE])
        ]
        return list(dict.fromkeys([*fresh, *peer.wants]))

    def _read(self, digest: str) -> bytes | None:
        known = self.store.find(Attachment, sha256=digest)
        try:
            return self.attachments.read(known[0]) if known else None
        except WorldFailed:
            return None  # it has not come here either, or was damaged: somebody else may have it


def wanted(documents: Iterable[bytes]) -> tuple[str, ...]:
    """What a sender asks for; what cannot be read asks for nothing."""
    found: list[str] = []
    for document in documents:
        try:
            found += _wanted.decode(document)
        except msgspec.DecodeError:
            continue
    return tuple(found)


def _uid(row: bytes) -> str:
    digits = row.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
