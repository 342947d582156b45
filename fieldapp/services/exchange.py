"""Carrying work between laptops and the county: bundles out, bundles in, and the custody ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.bundles.container import OpenBundle, Sealed, inspect, open_bundle, seal
from fieldapp.bundles.contents import contents_of
from fieldapp.bundles.delivery import Addresses, deliver, take_in
from fieldapp.bundles.frames import Actors, Frame, Have, Haves, Units
from fieldapp.bundles.header import Header, HeaderDraft
from fieldapp.bundles.keys import VerifyKey
from fieldapp.changes.operations import RUN_LENGTH, Op, Unit, runs
from fieldapp.changes.ranges import Ranges, subtract, union
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import FieldappError, Refused
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Merged, Store
from fieldapp.records.declare import SCHEMA, entities
from fieldapp.services.county_codes import use_county_codes
from fieldapp.services.profile import (
    LedgerLine,
    Peer,
    Profile,
    encode,
    identities,
    ledger,
    ledger_key,
    load_keys,
    load_profile,
    peer_key,
    peers,
    save_peer,
    save_profile,
)


@dataclass(frozen=True)
class Exported:
    """A bundle that was written and read back."""

    file: Path
    changes: int
    attachments: int
    check_code: str
    bytes: int


@dataclass(frozen=True)
class Imported:
    """What became of one bundle: ``merged``, ``unchanged``, ``preview`` or ``held``."""

    file: str
    status: str
    changes_applied: int = 0
    conflicts: int = 0
    waiting: int = 0
    sender: str = ""
    check_code: str = ""
    problem: FieldappError | None = None


@dataclass(frozen=True)
class Exchange:
    """The exchange of one workspace."""

    store: Store
    clock: Clock
    ids: Ids
    inbox: Path

    def pending(self) -> int:
        """Changes held here that the partner furthest behind has not confirmed to hold."""
        partners = (peer for peer in peers(self.store) if not peer.revoked)
        return max((self.lacks(peer) for peer in partners), default=0)

    def lacks(self, peer: Peer) -> int:
        """How many changes the peer has not confirmed to hold, of its villages only."""
        villages = peer.villages if peer.role == "team" else None
        return self.store.questions.changes_since(_ranges(peer), villages)

    def history(self) -> list[LedgerLine]:
        """The custody ledger, the newest line first, each outgoing one as far as confirmed."""
        confirmed = {peer.name: _ranges(peer) for peer in peers(self.store)}
        return [_confirmed(line, confirmed.get(line.peer, {})) for line in ledger(self.store)]

    def export(self, target: Path, to: str | None = None, *, full: bool = False) -> Exported:
        """Write a bundle with what the receiver lacks to a file or folder.

        Raises:
            Refused: ``no_receiver``, ``several_receivers``.
            WorldFailed: ``disk_full``, ``not_writable``, ``drive_gone``, ``read_back_differs``.
        """
        profile = load_profile(self.store)
        peer = self.receiver(to)
        units, ops = self.lacking(peer, full=full)
        sealed = self.sealed(profile, peer, units, ops)
        # the number is taken before the file is written: a number is never used twice
        save_profile(self.store, _numbered(profile))
        delivered = deliver(sealed, target, Addresses(profile.county, profile.name, peer.name))
        line = LedgerLine(
            sealed.header.number,
            self.clock.now().isoformat(),
            "out",
            peer.name,
            sealed.header.bundle_id,
            sealed.header.check_code,
            len(ops),
            "on_stick",
            _contents(ops),
            reach=_reach(ops),
        )
        self.store.set_local(ledger_key(line), encode(line))
        return Exported(delivered.path, len(ops), 0, sealed.header.check_code, len(sealed.data))

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

    def lacking(self, peer: Peer, *, full: bool = False) -> tuple[list[Unit], list[Op]]:
        """The operations that the peer has not confirmed to hold, of its villages only."""
        have = {} if full else _ranges(peer)
        wanted = {
            actor: missing
            for actor, ranges in self.store.log.have().items()
            if (missing := subtract(ranges, have.get(actor, ())))
        }
        villages = peer.villages if peer.role == "team" else None
        return self.store.log.operations(wanted, villages)

    def sealed(
        self, profile: Profile, peer: Peer, units: Sequence[Unit], ops: Sequence[Op]
    ) -> Sealed:
        """The bundle with these operations, sealed to the peer and signed by this device."""
        draft = HeaderDraft(
            bundle_id=self.ids.uid(),
            kind="data",
            sender_device=profile.device,
            county_id=profile.county_id,
            schema=SCHEMA,
            roster_version=0,
            created_at=self.clock.now().isoformat(),
            number=profile.bundles_made + 1,
            counts=_contents(ops),
        )
        return seal(
            draft,
            self._frames(profile, units, ops),
            load_keys(self.store).signing_key(),
            peer.recipients(),
        )

    def _frames(
        self, profile: Profile, units: Sequence[Unit], ops: Sequence[Op]
    ) -> Iterable[Frame]:
        named = {op.actor for op in ops}
        haves = self.store.log.have()
        yield Actors([info for info in self.store.log.actors() if info.actor in named | set(haves)])
        for at in range(0, len(units), RUN_LENGTH):
            yield Units(list(units[at : at + RUN_LENGTH]))
        yield from runs(ops)
        heads = self.store.log.heads()
        yield Haves(
            profile.incarnation,
            [Have(actor, ranges, heads[actor]) for actor, ranges in sorted(haves.items())],
        )

    def import_all(self, paths: Iterable[Path], *, preview: bool = False) -> list[Imported]:
        """Import bundles in any order; one that is held does not stop the others."""
        return [self.import_one(path, preview=preview) for path in paths]

    def import_one(self, path: Path, *, preview: bool = False) -> Imported:
        """Verify and merge one bundle; what cannot be merged is held with its reason."""
        try:
            kept = take_in(path, self.inbox)
            bundle = open_bundle(kept, verify=self._sender, identities=identities(self.store))
            merged = self._merge(bundle, preview=preview)
        except FieldappError as problem:
            return Imported(path.name, "held", problem=problem)
        if not preview:
            use_county_codes(self.store)  # the county may have sent causes of its own
        status = "preview" if preview else ("merged" if merged.applied else "unchanged")
        sender = self._peer(bundle.header.sender_device)
        return Imported(
            path.name,
            status,
            merged.applied,
            merged.conflicts,
            merged.waiting,
            sender.name if sender else "",
            bundle.header.check_code,
        )

    def _peer(self, device: str) -> Peer | None:
        return next((peer for peer in peers(self.store) if peer.device == device), None)

    def _sender(self, header: Header) -> VerifyKey | None:
        peer = self._peer(header.sender_device)
        if peer is None:
            return None
        if peer.revoked:
            raise Refused("bundle_sender_revoked", device=peer.name)
        return peer.keys.verify_key()

    def _merge(self, bundle: OpenBundle, *, preview: bool) -> Merged:
        peer = self._peer(bundle.header.sender_device)
        if peer is None:
            raise Refused("bundle_unknown_sender", device=bundle.header.sender_device)
        inside = contents_of(bundle)
        known = _learned(peer, inside.haves)
        line = LedgerLine(
            bundle.header.number,
            self.clock.now().isoformat(),
            "in",
            peer.name,
            bundle.header.bundle_id,
            bundle.header.check_code,
            bundle.header.counts.get("ops", 0),
            "merged",
            {name: n for name, n in bundle.header.counts.items() if name not in _TECHNICAL},
        )
        keep = {peer_key(known): encode(known)}
        if not any(old.way == "in" and old.bundle == line.bundle for old in ledger(self.store)):
            keep[ledger_key(line)] = encode(line)
        return self.store.log.merge(
            inside.actors, inside.units, inside.slices(), keep, preview=preview
        )

    def add_peer(self, peer: Peer) -> None:
        """Make another device known."""
        save_peer(self.store, peer)

    def devices(self) -> list[Peer]:
        """The devices that this workspace exchanges with."""
        return peers(self.store)

    def revoke(self, device: str, reason: str) -> Peer:
        """What this device sends from now on is held for review."""
        found = next((p for p in peers(self.store) if device in {p.device, p.name}), None)
        if found is None:
            raise Refused("unknown_device")
        revoked = msgspec.structs.replace(found, revoked=reason or "—")
        save_peer(self.store, revoked)
        return revoked

    def last_export(self) -> dt.datetime | None:
        """When the last bundle was made."""
        made = [line.at for line in ledger(self.store) if line.way == "out"]
        return dt.datetime.fromisoformat(made[0]) if made else None


def inspect_bundle(path: Path) -> Header:
    """The outside of a bundle: who, when, for whom, how much; no key is needed."""
    return inspect(path)


_TECHNICAL = frozenset({"ops", "units", "blobs"})


def _ranges(peer: Peer) -> dict[bytes, Ranges]:
    return {bytes.fromhex(actor): ranges for actor, ranges in peer.have.items()}


def _learned(peer: Peer, haves: Iterable[Have]) -> Peer:
    """The peer as its own bundle describes what it holds."""
    known = dict(peer.have)
    for have in haves:
        actor = have.actor.hex()
        known[actor] = union(known.get(actor, ()), have.ranges)
    return msgspec.structs.replace(peer, have=known)


def _contents(ops: Iterable[Op]) -> dict[str, int]:
    """How many records of each entity a bundle speaks of; names no person."""
    names = {spec.no: spec.name for spec in entities()}
    seen: dict[str, set[bytes]] = {}
    for op in ops:
        seen.setdefault(names.get(op.table_no, "other"), set()).add(op.row)
    return {name: len(uids) for name, uids in sorted(seen.items())}


def _reach(ops: Iterable[Op]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for op in ops:
        actor = op.actor.hex()
        reach[actor] = max(reach.get(actor, 0), op.seq)
    return reach


def _confirmed(line: LedgerLine, have: dict[bytes, Ranges]) -> LedgerLine:
    """An outgoing line is merged once the peer itself says that it holds the bundle's last."""
    if line.way == "in" or not line.reach:
        return line
    held = all(
        any(first <= seq <= last for first, last in have.get(bytes.fromhex(actor), ()))
        for actor, seq in line.reach.items()
    )
    return msgspec.structs.replace(line, state="merged") if held else line


def _numbered(profile: Profile) -> Profile:
    return msgspec.structs.replace(profile, bundles_made=profile.bundles_made + 1)
