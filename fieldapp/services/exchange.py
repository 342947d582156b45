"""Carrying work between laptops and the county: bundles out, bundles in, and the custody ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.bundles.container import Sealed, inspect
from fieldapp.bundles.delivery import Addresses, deliver
from fieldapp.bundles.header import Header
from fieldapp.changes.forks import BRANCH_EPOCH
from fieldapp.changes.operations import Op, Unit
from fieldapp.changes.ranges import NONE, Ranges, add, gaps, subtract
from fieldapp.foundation.ids import Ids
from fieldapp.foundation.jobs import Job, Share
from fieldapp.services.copies import note_progress
from fieldapp.services.devices import Devices
from fieldapp.services.importing import Imported, Importing
from fieldapp.services.packs import Packs
from fieldapp.services.parking import Parking
from fieldapp.services.profile import (
    LedgerLine,
    Peer,
    Profile,
    encode,
    ledger,
    ledger_key,
    load_profile,
    peers,
    ranges_of,
    save_profile,
)
from fieldapp.services.relaying import Relay
from fieldapp.services.sealing import Sealing, contents_of


@dataclass(frozen=True)
class Exported:
    """A bundle that was written and read back."""

    file: Path
    changes: int
    attachments: int
    check_code: str
    bytes: int
    packs: tuple[Path, ...] = ()
    """The photos that belong to it, in files beside it."""


@dataclass(frozen=True)
class Missing:
    """Changes of one laptop that have not come, by their first and last numbers."""

    laptop: str
    spans: Ranges


@dataclass(frozen=True)
class Exchange(Devices):
    """The exchange of one workspace with the devices that it knows."""

    ids: Ids
    inbox: Path

    def history(self) -> list[LedgerLine]:
        """The custody ledger, the newest line first, each outgoing one as far as confirmed."""
        confirmed = {peer.name: ranges_of(peer) for peer in peers(self.store)}
        return [_confirmed(line, confirmed.get(line.peer, {})) for line in ledger(self.store)]

    def missing(self) -> list[Missing]:
        """Changes that are known to exist and have not come: later ones of that writer are here.

        Only the county gets everything; a laptop never sees what other villages' teams wrote.
        """
        if load_profile(self.store).role != "county":
            return []
        names = {info.actor: info for info in self.store.log.actors()}
        parked: dict[bytes, Ranges] = {}
        for op in (op for one in self.parking.waiting() for op in one.ops):
            parked[op.actor] = add(parked.get(op.actor, NONE), op.seq, op.seq)
        return [
            Missing(names[actor].name, spans)
            for actor, ranges in self.store.log.have().items()
            if names[actor].epoch != BRANCH_EPOCH
            and (spans := subtract(gaps(ranges), parked.get(actor, NONE)))
        ]

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
        note_progress(self.inbox.parent, self.store)
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
            contents_of(ops),
            reach=_reach(ops),
        )
        self.store.set_local(ledger_key(line), encode(line))
        photos, packs = self._sealing.packed(sealed.header, peer, ops, delivered.path)
        return Exported(
            delivered.path, len(ops), photos, sealed.header.check_code, len(sealed.data), packs
        )

    @property
    def packs(self) -> Packs:
        """Photos on their way."""
        return self._sealing.packs

    def lacking(self, peer: Peer, *, full: bool = False) -> tuple[list[Unit], list[Op]]:
        """The operations that the peer has not confirmed to hold, of its villages only."""
        have = {} if full else ranges_of(peer)
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
        return self._sealing.bundle(profile, peer, units, ops)

    @property
    def _sealing(self) -> Sealing:
        return Sealing(self.store, self.clock, self.ids, self.inbox)

    @property
    def relay(self) -> Relay:
        """What is carried for others."""
        return Relay(self.store, self.inbox)

    @property
    def parking(self) -> Parking:
        """Changes beyond what their laptop may write, which wait for review."""
        return Parking(self.store, self.clock)

    def import_all(
        self, paths: Iterable[Path], *, preview: bool = False, job: Job | None = None
    ) -> list[Imported]:
        """Import bundles in any order; one that is held does not stop the others.

        ``job`` hears of each and of every slice, and may stop in between: what was merged before
        stays, of the one that it stops in nothing does.

        Raises:
            Cancelled: the job was stopped.
        """
        chosen = list(paths)
        found = []
        for done, path in enumerate(chosen):
            watched = None if job is None else Share(job, done, len(chosen))
            found.append(self._importing(watched).take(path, preview=preview))
        return found

    def import_one(
        self, path: Path, *, preview: bool = False, released: bool = False, seen: str = ""
    ) -> Imported:
        """Verify and merge one bundle or receipt; what cannot be merged is held with its reason.

        ``released`` merges what was reviewed: what a revoked laptop wrote before it was revoked,
        and what goes beyond a laptop's rights; ``seen`` is the digest of what was looked at.

        Raises:
            Refused: ``reader_only``, unless it is a preview.
        """
        if not preview:
            self.require_writer()
        return self._importing().take(path, preview=preview, released=released, seen=seen)

    def _importing(self, job: Job | None = None) -> Importing:
        return Importing(self.store, self.clock, self.ids, self.inbox, job)

    def last_export(self) -> dt.datetime | None:
        """When the last bundle was made."""
        made = [line.at for line in ledger(self.store) if line.way == "out"]
        return dt.datetime.fromisoformat(made[0]) if made else None


def inspect_bundle(path: Path) -> Header:
    """The outside of a bundle: who, when, for whom, how much; no key is needed."""
    return inspect(path)


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
