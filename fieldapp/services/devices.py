"""The devices that a workspace exchanges with: which there are, and what each lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.services.profile import Peer, peers, ranges_of, save_peer


@dataclass(frozen=True)
class Devices:
    """Those that are known here; ``reading``: whoever is at the keyboard only looks."""

    store: Store
    clock: Clock
    reading: bool = field(default=False, kw_only=True)

    def require_writer(self) -> None:
        """Let only those go on who may change something.

        Raises:
            Refused: ``reader_only``.
        """
        if self.reading:
            raise Refused("reader_only")

    def add_peer(self, peer: Peer) -> None:
        """Make another device known."""
        save_peer(self.store, peer)

    def devices(self) -> list[Peer]:
        """The devices that this workspace exchanges with."""
        return peers(self.store)

    def assign(self, device: str, villages: Sequence[str]) -> Peer:
        """Give a laptop these villages from now on; the roster tells every laptop.

        It gets all that is held of them; what it still writes to others waits for review.
        """
        self.require_writer()
        assigned = msgspec.structs.replace(_named(self.store, device), villages=tuple(villages))
        save_peer(self.store, assigned)
        return assigned

    def revoke(self, device: str, reason: str) -> Peer:
        """What this device sends from now on is held for review."""
        self.require_writer()
        found = _named(self.store, device)
        now = self.clock.now().isoformat()
        revoked = msgspec.structs.replace(found, revoked=reason or "—", revoked_at=now)
        save_peer(self.store, revoked)
        return revoked

    def receiver(self, to: str | None) -> Peer:
        """Whom a bundle goes to: the county, a named device, or the only one there is."""
        known = [peer for peer in peers(self.store) if not peer.revoked]
        if to == "county":
            known = [peer for peer in known if peer.role == "county"]
        elif to is not None:
            known = [peer for peer in known if to in {peer.device, peer.name}]
        if not known:
            raise Refused("no_receiver")
        if len(known) > 1:
            raise Refused("several_receivers", names=" · ".join(peer.name for peer in known))
        return known[0]

    def pending(self) -> int:
        """Changes held here that the partner furthest behind has not confirmed to hold."""
        partners = (peer for peer in peers(self.store) if not peer.revoked)
        return max((self.lacks(peer) for peer in partners), default=0)

    def lacks(self, peer: Peer) -> int:
        """How many changes the peer has not confirmed to hold, of its villages only."""
        villages = peer.villages if peer.role == "team" else None
        return self.store.questions.changes_since(ranges_of(peer), villages)


def _named(store: Store, device: str) -> Peer:
    found = next((p for p in peers(store) if device in {p.device, p.name}), None)
    if found is None:
        raise Refused("unknown_device")
    return found
