"""Receipts of a workspace: given for what came in, and taken for what went out."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.bundles.header import Header
from fieldapp.bundles.receipts import (
    MAGIC,
    Receipt,
    read_receipt,
    receipt_for,
    receipt_name,
    sign_receipt,
)
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.ports.store import Merged, Store
from fieldapp.services.profile import (
    LedgerLine,
    Peer,
    encode,
    ledger_key,
    line_of,
    load_keys,
    load_profile,
    peer_of,
)

_GIVEN, _CARRIER = "receipt/", "carrier/"
NEWEST = 50
"""So many receipts ride along with a bundle: those before them have long arrived."""


@dataclass(frozen=True)
class Receipts:
    """What was given out is kept, so that the same bundle is answered in the same words."""

    store: Store
    clock: Clock

    def give(self, header: Header, merged: Merged | None, reason: str = "") -> Receipt:
        """A receipt for a bundle that was merged, or that is held for a reason."""
        before = self._given(header.bundle_id)
        if before is not None and (before.state == "merged" or merged is None):
            return before
        own = load_profile(self.store).device
        receipt = receipt_for(header, own, self.clock.now().isoformat())
        receipt = msgspec.structs.replace(receipt, reason=reason)
        if merged is not None:
            receipt = msgspec.structs.replace(
                receipt, state="merged", changes=merged.applied, conflicts=merged.conflicts
            )
        signed = sign_receipt(receipt, load_keys(self.store).signing_key())
        self.store.set_local(_GIVEN + header.bundle_id, signed)
        return receipt

    def amend(self, bundle: str, reason: str) -> None:
        """Tell the sender of a bundle something else from now on: what waited was reviewed."""
        before = self._given(bundle)
        if before is None:
            return
        told = msgspec.structs.replace(before, reason=reason, at=self.clock.now().isoformat())
        signed = sign_receipt(told, load_keys(self.store).signing_key())
        self.store.set_local(_GIVEN + bundle, signed)
        line = line_of(self.store, "in", bundle)
        if line is not None:
            told_line = msgspec.structs.replace(line, reason=reason)
            self.store.set_local(ledger_key(line), encode(told_line))

    def leave(self, receipt: Receipt, *folders: Path) -> Path | None:
        """Write a receipt as a small file into the folders that take it; the first that did.

        A stick may be write-protected or gone: the receipt then travels in the next bundle.
        """
        data = MAGIC + (self.store.local(_GIVEN + receipt.bundle) or b"")
        written = None
        for folder in folders:
            with contextlib.suppress(WorldFailed):
                path = folder / receipt_name(receipt)
                write_durably(path, [data])
                written = written or path
        return written

    def for_partner(self, peer: Peer) -> list[bytes]:
        """The newest receipts for what a partner sent, or carried for others."""
        signed = self.store.locals_named(_GIVEN).values()
        found = [(read_receipt(data)[0], data) for data in signed]
        meant = [
            (receipt.at, receipt.bundle, data)
            for receipt, data in found
            if peer.device in {receipt.sender, self._carrier(receipt.bundle)}
        ]
        return [data for _, _, data in sorted(meant)[-NEWEST:]]

    def note_carrier(self, bundle: str, device: str) -> None:
        """A partner said that it carries a bundle: it will carry the receipt back."""
        self.store.set_local(_CARRIER + bundle, device.encode())

    def take(self, signed: bytes) -> Receipt:
        """Note in the ledger what the receiver says became of a bundle.

        Raises:
            Refused: ``document_damaged``, ``receipt_unknown``: not signed by a partner.
        """
        receipt, signer = read_receipt(signed)
        partner = peer_of(self.store, receipt.receiver)
        if partner is None or signer not in {
            keys.verify for keys in (partner.keys, *partner.keys_before)
        }:
            raise Refused("receipt_unknown")
        line = line_of(self.store, "out", receipt.bundle)
        if line is not None and _is_news(line, receipt):
            self._mark(line, receipt)
        return receipt

    def _mark(self, line: LedgerLine, receipt: Receipt) -> None:
        told = msgspec.structs.replace(
            line, state=receipt.state, reason=receipt.reason, conflicts=receipt.conflicts,
            told_at=receipt.at,
        )  # fmt: skip
        self.store.set_local(ledger_key(told), encode(told))

    def _given(self, bundle: str) -> Receipt | None:
        signed = self.store.local(_GIVEN + bundle)
        return None if signed is None else read_receipt(signed)[0]

    def _carrier(self, bundle: str) -> str:
        return (self.store.local(_CARRIER + bundle) or b"").decode()


def _is_news(line: LedgerLine, receipt: Receipt) -> bool:
    """Whether a receipt says more than is known: an older one may come after a newer one."""
    return line.state != "merged" or (bool(receipt.reason) and receipt.at > line.told_at)
