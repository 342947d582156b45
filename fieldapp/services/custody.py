"""Bundles in two calm steps: made and kept on this laptop, then carried to one stick or more."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.bundles.container import SUFFIX, Sealed, read_bundle
from fieldapp.bundles.delivery import Addresses, deliver
from fieldapp.changes.operations import Op
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import make_folder, naming_failures, rename_durably, write_durably
from fieldapp.ports.store import Store
from fieldapp.records.declare import entities
from fieldapp.services.exchange import Exchange, inspect_bundle
from fieldapp.services.importing import Imported
from fieldapp.services.profile import (
    LedgerLine,
    Peer,
    encode,
    ledger,
    ledger_key,
    load_keys,
    load_profile,
)
from fieldapp.services.sealing import PHOTOS

OUTBOX = "outbox"
_MANY = 5000
"""So many changes are counted, but no longer looked at one by one."""
_AT_ONCE = 500


@dataclass(frozen=True)
class Waiting:
    """What a receiver lacks.

    ``fresh`` are changes in no bundle yet; ``households`` is ``None`` when too many to look at.
    """

    changes: int
    fresh: int
    households: int | None
    contents: dict[str, int]


@dataclass(frozen=True)
class Identity:
    """Who exchanges with whom; the fingerprint is the county's."""

    role: str
    county: str
    fingerprint: str
    laptop: str


@dataclass(frozen=True)
class Carried:
    """A bundle that lies on a stick and was read back from there."""

    file: Path
    check_code: str
    bytes: int


@dataclass(frozen=True)
class Announced:
    """A bundle before it is merged: what its outside claims and what merging would do."""

    path: Path
    made_at: str
    contents: dict[str, int]
    outcome: Imported


@dataclass(frozen=True)
class Custody:
    """Making, carrying and announcing bundles of one workspace; ``outbox`` keeps what was made."""

    exchange: Exchange
    outbox: Path

    @property
    def _store(self) -> Store:
        return self.exchange.store

    def waiting(self, to: str | None = None) -> Waiting:
        """What the receiver has not confirmed to hold.

        Raises:
            Refused: ``no_receiver``, ``several_receivers``.
        """
        peer = self.exchange.receiver(to)
        changes = self.exchange.lacks(peer)
        if changes > _MANY:
            return Waiting(changes, changes, None, {})
        _units, ops = self.exchange.lacking(peer)
        bundled = _reached(line for line in ledger(self._store) if line.peer == peer.name)
        fresh = sum(op.seq > bundled.get(op.actor.hex(), 0) for op in ops)
        touched = _rows(ops)
        return Waiting(
            len(ops),
            fresh,
            len(self._households(touched)),
            {name: len(uids) for name, uids in touched.items()},
        )

    def make(self, to: str | None = None) -> LedgerLine:
        """Make a bundle and keep it on this laptop.

        What was confirmed meanwhile is cleared away, and what only confirmed: the new one does too.

        Raises:
            Refused: ``no_receiver``, ``several_receivers``.
            WorldFailed: ``disk_full``, ``not_writable``, ``read_back_differs``.
        """
        make_folder(self.outbox)
        with naming_failures():
            self._clear_away()
        with self._store.together():
            exported = self.exchange.export(self.outbox, to)
            made = next(line for line in ledger(self._store) if line.way == "out")
            rename_durably(exported.file, self._kept(made))
            for at, pack in enumerate(exported.packs, start=1):
                rename_durably(pack, self.outbox / f"{made.bundle}{PHOTOS}{at:02d}{SUFFIX}")
            return self._marked(made, "made")

    def _clear_away(self) -> None:
        for line in self.exchange.history():
            if line.way == "out" and (line.state == "merged" or not line.changes):
                for file in (self._kept(line), *self._packs(line)):
                    file.unlink(missing_ok=True)

    def is_kept(self, line: LedgerLine) -> bool:
        """Whether the bundle of an outgoing line still lies on this laptop."""
        return line.way == "out" and self._kept(line).is_file()

    def size(self, line: LedgerLine) -> int:
        """Bytes of a kept bundle."""
        return self._kept(line).stat().st_size

    def carry(self, line: LedgerLine, folder: Path) -> Carried:
        """Write a kept bundle to a stick and read it back from there.

        Raises:
            Refused: ``bundle_not_kept``.
            WorldFailed: ``disk_full``, ``not_writable``, ``drive_gone``, ``read_back_differs``.
        """
        if not self.is_kept(line):
            raise Refused("bundle_not_kept", number=line.number)
        header, data = read_bundle(self._kept(line))
        profile = load_profile(self._store)
        addresses = Addresses(profile.county, profile.name, line.peer)
        written = deliver(Sealed(header, data), folder, addresses)
        read_bundle(written.path)
        for pack in self._packs(line):
            name = pack.name.replace(line.bundle, written.path.stem)
            with naming_failures():
                photos = pack.read_bytes()
            write_durably(written.path.with_name(name), [photos])
        self._marked(line, "on_stick")
        return Carried(written.path, written.check_code, len(data))

    def announce(self, path: Path) -> Announced:
        """What merging a bundle would do; the records stay as they are."""
        outcome = self.exchange.import_one(path, preview=True)
        if outcome.problem is not None and not outcome.sender:
            return Announced(path, "", {}, outcome)
        header = inspect_bundle(path)
        return Announced(path, header.created_at, named(header.counts), outcome)

    def identity(self) -> Identity:
        """Who this laptop is and whose key it trusts."""
        profile = load_profile(self._store)
        county = next((p for p in self.exchange.devices() if p.role == "county"), None)
        keys = county.keys if county else load_keys(self._store).public()
        return Identity(profile.role, profile.county, keys.fingerprint(), profile.name)

    def receivers(self) -> list[Peer]:
        """Whom a bundle can go to."""
        return [peer for peer in self.exchange.devices() if not peer.revoked]

    def _kept(self, line: LedgerLine) -> Path:
        return self.outbox / f"{line.bundle}{SUFFIX}"

    def _packs(self, line: LedgerLine) -> list[Path]:
        """The photos that belong to a kept bundle."""
        return sorted(self.outbox.glob(f"{line.bundle}{PHOTOS}*{SUFFIX}"))

    def _marked(self, line: LedgerLine, state: str) -> LedgerLine:
        marked = msgspec.structs.replace(line, state=state)
        self._store.set_local(ledger_key(marked), encode(marked))
        return marked

    def _households(self, touched: dict[str, set[str]]) -> set[str]:
        found = set(touched.get("household", ()))
        for spec in entities():
            uids = sorted(touched.get(spec.name, ()))
            if "household" not in spec.fields:
                continue
            for at in range(0, len(uids), _AT_ONCE):
                records = self._store.find(spec.cls, uid=uids[at : at + _AT_ONCE])
                found.update(str(vars(record)["household"]) for record in records)
        return found


def named(counts: dict[str, int]) -> dict[str, int]:
    """The counts that speak of records a person knows."""
    known = {spec.name for spec in entities()}
    return {name: count for name, count in counts.items() if name in known and count}


def _reached(lines: Iterable[LedgerLine]) -> dict[str, int]:
    reached: dict[str, int] = {}
    for line in lines:
        for actor, seq in line.reach.items():
            reached[actor] = max(reached.get(actor, 0), seq)
    return reached


def _rows(ops: Sequence[Op]) -> dict[str, set[str]]:
    names = {spec.no: spec.name for spec in entities()}
    rows: dict[str, set[str]] = defaultdict(set)
    for op in ops:
        if op.table_no in names:
            rows[names[op.table_no]].add(str(uuid.UUID(bytes=op.row)))
    return dict(rows)
