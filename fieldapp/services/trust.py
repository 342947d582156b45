"""Whom to trust: the county's roster of laptops, its versions, and keys that give way to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from fieldapp.bundles.header import Header
from fieldapp.bundles.keys import DeviceKeys, PublicKeys, VerifyKey, verify_key_id
from fieldapp.bundles.roster import (
    Entry,
    Roster,
    hand_over,
    heirs,
    read_roster,
    roster_in,
    sign_roster,
)
from fieldapp.bundles.signed import opened, sign
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.services.access import require_writer
from fieldapp.services.profile import (
    Peer,
    all_keys,
    change_keys,
    load_keys,
    load_next_keys,
    load_profile,
    load_recovery,
    peer_of,
    peers,
    save_next_keys,
    save_peer,
    save_profile,
)

NEW_KEYS = "new_keys"
_PURPOSE = "fieldapp new keys 1"
_ROSTER, _HANDOVERS = "roster", "handovers"
_encoder = msgspec.msgpack.Encoder(order="sorted")


@dataclass(frozen=True)
class Trust:
    """The roster and the keys of one workspace."""

    store: Store
    clock: Clock

    def roster(self) -> bytes | None:
        """The newest signed roster; the county renews it when its laptops have changed."""
        held = self.store.local(_ROSTER)
        profile = load_profile(self.store)
        if profile.role != "county":
            return held
        known = roster_in(held)[0] if held else None
        version = known.version if known else 0
        now = Roster(
            county_id=profile.county_id,
            version=version,
            issued_at=known.issued_at if known else "",
            county=load_keys(self.store).public(),
            recovery=(load_recovery(self.store) or load_keys(self.store)).public(),
            entries=tuple(_entry(peer) for peer in peers(self.store) if peer.role == "team"),
            handovers=self.handovers(),
        )
        if held is not None and now == known:
            return held
        issued = msgspec.structs.replace(
            now, version=version + 1, issued_at=self.clock.now().isoformat()
        )
        data = sign_roster(issued, load_keys(self.store).signing_key())
        self.store.set_local(_ROSTER, data)
        return data

    def version(self) -> int:
        """The version of the roster that is held; 0 for none."""
        held = self.store.local(_ROSTER)
        return roster_in(held)[0].version if held else 0

    def take(self, data: bytes) -> bool:
        """Take in a roster that came along; an older one than is held changes nothing.

        Raises:
            Refused: ``document_damaged``, ``roster_untrusted``.
        """
        if roster_in(data)[0].version <= self.version():
            return False
        county_id = load_profile(self.store).county_id
        roster = read_roster(data, county_id, self._trusted())
        self.store.set_local(_ROSTER, data)
        if load_profile(self.store).role == "county":
            self._remember(roster)
        else:
            self._follow(roster)
        return True

    def handovers(self) -> tuple[bytes, ...]:
        """How those who know an older key of the county come to trust the one it has now."""
        held = self.store.local(_HANDOVERS)
        return tuple(msgspec.msgpack.decode(held, type=list[bytes])) if held else ()

    def sender_key(self, header: Header, *, released: bool = False) -> VerifyKey | None:
        """The key that must have signed a bundle; ``None`` for an unknown sender.

        ``released`` lets a revoked laptop's bundle be looked at.

        Raises:
            Refused: ``bundle_sender_revoked``; ``bundle_damaged``: the key it names is known, and
                as another sender's.
        """
        peer = peer_of(self.store, header.sender_device)
        if peer is None:
            if self._knows_key(header.sender_key):
                raise Refused("bundle_damaged")
            return None
        if peer.revoked and not released:
            raise Refused("bundle_sender_revoked", device=peer.name)
        known = [keys.verify for keys in (peer.keys, *peer.keys_before)]
        if peer.role == "county" and isinstance(header.handovers, tuple):
            safe = [peer.recovery.verify] if peer.recovery else []
            known += heirs(header.handovers, header.county_id, [*known, *safe])
        keys = [VerifyKey.from_public_bytes(data) for data in known]
        named = (key for key in keys if verify_key_id(key) == header.sender_key)
        return next(named, peer.keys.verify_key())

    def _knows_key(self, named: str) -> bool:
        keys = [keys for peer in peers(self.store) for keys in (peer.keys, *peer.keys_before)]
        return any(verify_key_id(each.verify_key()) == named for each in keys)

    def new_keys(self, *, from_safe: bool = False) -> PublicKeys:
        """Give up this device's keys for new ones; what is under way is still opened.

        The county's are used at once, and a laptop's as soon as the county's roster has them.
        ``from_safe`` lets the county's recovery key vouch, when the daily key was lost.

        Raises:
            Refused: ``reader_only``, ``no_recovery_key``.
        """
        require_writer(self.store)
        keys = DeviceKeys.generate()
        profile = load_profile(self.store)
        if profile.role != "county":
            save_next_keys(self.store, keys)
            return keys.public()
        voucher = load_recovery(self.store) if from_safe else load_keys(self.store)
        if voucher is None:
            raise Refused("no_recovery_key")
        handed = hand_over(profile.county_id, keys.public(), voucher.signing_key())
        documents = [*self.handovers(), handed]
        self.store.set_local(_HANDOVERS, msgspec.msgpack.encode(documents))
        change_keys(self.store, keys)
        return keys.public()

    def announcement(self) -> bytes | None:
        """A laptop's new keys, vouched for by those it still signs with."""
        coming = load_next_keys(self.store)
        if coming is None:
            return None
        return sign(_PURPOSE, _encoder.encode(coming.public()), load_keys(self.store).signing_key())

    def take_announcement(self, peer: Peer, data: bytes) -> Peer:
        """The peer with the keys it announces, if the ones known of it vouch for them."""
        body, signer = opened(_PURPOSE, data)
        if signer != peer.keys.verify:
            return peer  # an older announcement: those keys are known already
        keys = msgspec.msgpack.decode(body, type=PublicKeys)
        return msgspec.structs.replace(peer, keys=keys, keys_before=(*peer.keys_before, peer.keys))

    def _trusted(self) -> Iterable[PublicKeys]:
        if load_profile(self.store).role == "county":
            recovery = load_recovery(self.store)
            return [keys.public() for keys in (*all_keys(self.store), *filter(None, [recovery]))]
        county = next((peer for peer in peers(self.store) if peer.role == "county"), None)
        if county is None:
            return []
        return [keys for keys in (county.keys, *county.keys_before, county.recovery) if keys]

    def _remember(self, roster: Roster) -> None:
        """The county was restored from a backup: laptops still know whom it had enrolled."""
        for entry in roster.entries:
            known = peer_of(self.store, entry.device)
            peer = known or Peer(entry.device, entry.name, "team", entry.keys, entry.villages)
            save_peer(
                self.store,
                msgspec.structs.replace(
                    peer, villages=entry.villages, revoked=entry.reason, revoked_at=entry.retired_at
                ),
            )
        if roster.handovers:
            self.store.set_local(_HANDOVERS, msgspec.msgpack.encode(list(roster.handovers)))

    def _follow(self, roster: Roster) -> None:
        """A laptop keeps to the county's newest keys, and uses its own new ones once listed."""
        for county in [peer for peer in peers(self.store) if peer.role == "county"]:
            renewed = msgspec.structs.replace(county, recovery=roster.recovery)
            if roster.county != county.keys:
                renewed = msgspec.structs.replace(
                    renewed, keys=roster.county, keys_before=(*county.keys_before, county.keys)
                )
            save_peer(self.store, renewed)
        profile = load_profile(self.store)
        entry = roster.entry(profile.device)
        if entry is None:
            return
        save_profile(self.store, msgspec.structs.replace(profile, villages=entry.villages))
        coming = load_next_keys(self.store)
        if coming is not None and coming.public() == entry.keys:
            change_keys(self.store, coming)


def _entry(peer: Peer) -> Entry:
    return Entry(peer.device, peer.name, peer.keys, peer.villages, peer.revoked_at, peer.revoked)
