"""Bundles come in: copied, checked from the outside inwards, merged in one piece, or held."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from fieldapp.bundles.container import SUFFIX, OpenBundle, inspect, open_bundle
from fieldapp.bundles.contents import Contents, contents_of
from fieldapp.bundles.delivery import take_in
from fieldapp.bundles.header import Header
from fieldapp.bundles.keys import VerifyKey
from fieldapp.bundles.receipts import KIND as RECEIPT
from fieldapp.bundles.receipts import Receipt, receipt_in
from fieldapp.bundles.roster import KIND as ROSTER
from fieldapp.changes.ranges import NONE, Ranges, subtract
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed
from fieldapp.foundation.files import make_folder
from fieldapp.foundation.ids import Ids
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Merged, Store
from fieldapp.services.attachments import Attachments
from fieldapp.services.checking import Checking
from fieldapp.services.combining import Combining
from fieldapp.services.county_codes import use_county_codes
from fieldapp.services.households import Registers
from fieldapp.services.incoming import Incoming
from fieldapp.services.left_behind import note_left_behind
from fieldapp.services.looking_ahead import MANY, HomeAhead, LookingAhead
from fieldapp.services.packs import Packs
from fieldapp.services.parking import PARKED, Dots, Gate, Parking, beyond_villages
from fieldapp.services.partners import Partners, shared_identity
from fieldapp.services.profile import (
    Peer,
    identities,
    load_profile,
    peer_of,
    save_peer,
)
from fieldapp.services.receiving import Receipts
from fieldapp.services.relaying import KIND as CARRIED
from fieldapp.services.relaying import Relay, announced
from fieldapp.services.slices import watched, written_before
from fieldapp.services.trust import NEW_KEYS, Trust

RECEIPTS = "receipts"
_UID = 36
"""Letters of a uid."""
_EXCHANGED = "bundle_exchanged"
_NO_ANSWER = ("bundle_not_ours", "relay_full", "bundle_forged")
"""What was not meant for this workspace, or not made by whom it names: nobody is answered."""


@dataclass(frozen=True)
class Imported:
    """What became of one file: ``merged``, ``unchanged``, ``preview``, ``receipt`` or ``held``."""

    file: str
    status: str
    changes_applied: int = 0
    conflicts: int = 0
    waiting: int = 0
    sender: str = ""
    check_code: str = ""
    problem: FieldappError | None = None
    receipt: Receipt | None = None
    receipt_file: Path | None = None
    attachments: int = 0
    attachments_refused: int = 0
    """Photos that are not what they say: they are asked for again."""
    forked: str = ""
    """The laptop under whose identity, the sender's or ours, two of them write."""
    parked: int = 0
    """Changes beyond what the sender may write: they wait for review."""
    unfit: int = 0
    """Values that their fields cannot hold: they stay in the log alone."""
    unproven: int = 0
    """Claims to have seen changes that nobody here holds: they replace nothing."""
    unjudged: int = 0
    """Households in which it met other work and that were not judged for it: there were too many.
    """
    bundle: str = ""
    digest: str = ""
    """Of what the file holds: tells it from another of the same name; empty for no bundle."""
    homes: tuple[HomeAhead, ...] = ()
    """Of a preview: what would happen to which household; none of a very large bundle."""


class _Taken(NamedTuple):
    """A merge, how many changes were set aside, and the receipt unless it was a trial."""

    merged: Merged
    parked: int
    receipt: Receipt | None = None
    homes: tuple[HomeAhead, ...] = ()
    unjudged: int = 0


class _SeenError(Exception):
    """A merge was only looked at: it is taken back."""

    def __init__(self, merged: Merged, parked: int) -> None:
        super().__init__()
        self.merged = merged
        self.parked = parked


class _BeyondError(Exception):
    """A merge wrote to records of other villages: it is taken back and made again without."""

    def __init__(self, dots: Dots) -> None:
        super().__init__()
        self.dots = dots


@dataclass(frozen=True)
class Importing:
    """Taking in bundles and receipts in one workspace."""

    store: Store
    clock: Clock
    ids: Ids
    inbox: Path
    job: Job | None = None
    """Hears of every slice that is going to be merged, and may stop before it."""

    def take(
        self, path: Path, *, preview: bool = False, released: bool = False, seen: str = ""
    ) -> Imported:
        """Verify and merge one file; what cannot be merged is held with its reason.

        ``released`` merges what was reviewed: what a revoked laptop wrote before it was revoked,
        and what goes beyond a laptop's rights, which is otherwise set aside. ``seen`` is the
        digest of what was looked at: anything else under that name is held.
        """
        signed = receipt_in(path)
        if signed is not None:
            return self._take_receipt(path, signed, preview=preview)
        try:
            kept = take_in(path, self.inbox)
            bundle = self._opened(kept, released=released)
            if seen and seen != _digest(bundle.header):
                raise Refused(_EXCHANGED)
            if bundle.header.kind == "blobs":
                return self._take_pack(path, bundle, preview=preview)
            taken = self._taken(bundle, preview=preview, released=released)
        except FieldappError as problem:
            return self._held(path, _named(self.store, problem), preview=preview)
        if not preview:
            use_county_codes(self.store)  # the county may have sent causes of its own
        return self._told(path, bundle.header, taken)

    def _taken(self, bundle: OpenBundle, *, preview: bool, released: bool) -> _Taken:
        """Merge; what is found to go beyond the sender's villages is then set aside."""
        try:
            return self._tried(bundle, {}, preview=preview, released=released)
        except _BeyondError as found:
            return self._tried(bundle, found.dots, preview=preview, released=released)

    def _tried(self, bundle: OpenBundle, beyond: Dots, *, preview: bool, released: bool) -> _Taken:
        if preview:
            return self._looked_at(bundle, beyond, released=released)
        with self.store.together():
            taken = self._merge(bundle, beyond, preview=False, released=released)
            reason = _reason(taken.merged, taken.parked)
            receipt = self._receipts.give(bundle.header, taken.merged, reason)
            return taken._replace(receipt=receipt)

    def _looked_at(self, bundle: OpenBundle, beyond: Dots, *, released: bool) -> _Taken:
        """What merging would do; one by one for households unless there are too many."""
        if bundle.header.counts.get("ops", 0) > MANY:
            return self._merge(bundle, beyond, preview=True, released=released)
        ahead = LookingAhead(self.store)
        try:
            with self.store.together():
                return self._merge(bundle, beyond, preview=True, released=released, ahead=ahead)
        except _SeenError as seen:
            return _Taken(seen.merged, seen.parked, homes=ahead.homes())

    @property
    def _receipts(self) -> Receipts:
        return Receipts(self.store, self.clock)

    @property
    def _incoming(self) -> Incoming:
        return Incoming(self.store, self.clock, self.inbox.parent)

    @property
    def _trust(self) -> Trust:
        return Trust(self.store, self.clock)

    def _opened(self, kept: Path, *, released: bool) -> OpenBundle:
        def verify(header: Header) -> VerifyKey | None:
            return self._trust.sender_key(header, released=released)

        return open_bundle(kept, verify=verify, identities=identities(self.store))

    def _told(self, path: Path, header: Header, taken: _Taken) -> Imported:
        merged, parked, receipt, homes, unjudged = taken
        status = "preview" if receipt is None else ("merged" if merged.applied else "unchanged")
        sender = peer_of(self.store, header.sender_device)
        return Imported(
            path.name, status, merged.applied, merged.conflicts, merged.waiting,
            sender.name if sender else "", header.check_code, None, receipt,
            _left(self._receipts, receipt, path, self.inbox.parent),
            forked=shared_identity(self.store, merged), parked=parked, unfit=len(merged.unfit),
            unproven=merged.unproven, unjudged=unjudged, bundle=header.bundle_id,
            digest=_digest(header), homes=homes,
        )  # fmt: skip

    def _take_pack(self, path: Path, bundle: OpenBundle, *, preview: bool) -> Imported:
        """Keep the photos of a pack; its records came, or will come, with the bundle itself."""
        count = bundle.header.counts.get("blobs", 0)
        files = Attachments(Registers(self.store, self.clock, self.ids, ""), self.inbox.parent)
        kept, refused = (count, 0) if preview else Packs(self.store, files).take(bundle)
        sender = peer_of(self.store, bundle.header.sender_device)
        return Imported(
            path.name, "preview" if preview else "merged", sender=sender.name if sender else "",
            check_code=bundle.header.check_code, attachments=kept, attachments_refused=refused,
        )  # fmt: skip

    def _take_receipt(self, path: Path, signed: bytes, *, preview: bool) -> Imported:
        if preview:
            return Imported(path.name, "preview")
        try:
            with self.store.together():
                receipt = _note_receipt(self.store, self.inbox, self._receipts, signed)
        except FieldappError as problem:
            return Imported(path.name, "held", problem=problem)
        return Imported(path.name, "receipt", receipt=receipt)

    def _held(self, path: Path, problem: FieldappError, *, preview: bool) -> Imported:
        """Keep a line in the ledger; a bundle for others of this county is carried on its way."""
        try:
            header = inspect(path)
        except FieldappError:
            return Imported(path.name, "held", problem=problem)
        mine = header.sender_device == load_profile(self.store).device
        held = _as_held(self.store, path, header, problem)
        if preview or mine or problem.code == _EXCHANGED:
            return held
        with self.store.together():
            if problem.code == "bundle_not_ours":
                problem = _carried(self.store, self.inbox, header) or problem
            self._incoming.note(header, "held", problem.code)
            receipt = None
            if problem.code not in _NO_ANSWER:
                receipt = self._receipts.give(header, None, problem.code)
        left = _left(self._receipts, receipt, path, self.inbox.parent)
        return replace(held, problem=problem, receipt=receipt, receipt_file=left)

    def _merge(
        self, bundle: OpenBundle, beyond: Dots, *, preview: bool, released: bool,
        ahead: LookingAhead | None = None,
    ) -> _Taken:  # fmt: skip
        """What was merged, and how many changes were set aside."""
        header, inside = bundle.header, contents_of(bundle)
        if not preview:
            self._take_documents(header, inside)
        peer = peer_of(self.store, header.sender_device)
        if peer is None:
            raise Refused(
                "bundle_unknown_sender", number=header.number, check=header.check_code,
                changes=header.counts.get("ops", 0),
            )  # fmt: skip
        slices = watched(self.job, inside.slices(), header.counts.get("ops", 0))
        if released and peer.revoked:
            slices = written_before(slices, inside, peer.revoked_at)
        gate = Gate(self.store, peer, inside, beyond, judges=peer.role == "team" and not released)
        slices = gate.passing(slices)
        merged = self.store.log.merge(
            inside.actors, inside.units, slices, {}, preview=preview and ahead is None
        )
        if gate.judges and (found := beyond_villages(peer, inside, merged)):
            raise _BeyondError(found)
        if ahead is not None:
            ahead.see(merged)
            raise _SeenError(merged, len(gate.aside))
        unjudged = 0 if preview else self._note(header, inside, peer, merged, gate)
        return _Taken(merged, len(gate.aside), unjudged=unjudged)

    def _note(
        self, header: Header, inside: Contents, peer: Peer, merged: Merged, gate: Gate
    ) -> int:
        """What is learnt of the sender, what waits for review, and the line in the ledger.

        Returns how many households were not judged.
        """
        unjudged = 0
        Parking(self.store, self.clock).keep(header.bundle_id, gate)
        seen = {bytes.fromhex(actor): held for actor, held in peer.have.items()}
        if not self._incoming.merged_before(header):
            Partners(self.store, self.clock, self.ids).learn(peer, header, inside, merged)
        if load_profile(self.store).role == "county" and merged.touched:
            registers = Registers(self.store, self.clock, self.ids, "")
            unjudged = _put_together(registers, merged, seen, inside)
        self._incoming.note(header, "merged", _reason(merged, len(gate.aside)), merged.conflicts, {
            actor.hex(): fresh
            for actor, placed in merged.placed.items()
            if (fresh := subtract(placed, gate.held.get(actor, NONE)))
        })  # fmt: skip
        return unjudged

    def _take_documents(self, header: Header, inside: Contents) -> None:
        for roster in inside.documents_of(ROSTER):
            self._trust.take(roster)
        for keys in inside.documents_of(NEW_KEYS):
            peer = peer_of(self.store, header.sender_device)
            if peer is not None:
                save_peer(self.store, self._trust.take_announcement(peer, keys))
        for signed in inside.documents_of(RECEIPT):
            with contextlib.suppress(Refused):  # a receipt that proves nothing holds up nothing
                _note_receipt(self.store, self.inbox, self._receipts, signed)
        for carried in announced(inside.documents_of(CARRIED)):
            self._receipts.note_carrier(carried, header.sender_device)


def _put_together(
    registers: Registers, merged: Merged, seen: Mapping[bytes, Ranges], inside: Contents
) -> int:
    """What only the merge brought about is remembered; how many households were not judged."""
    held = {have.actor: have.ranges for have in inside.haves}
    note_left_behind(registers.store, merged, held)
    return Combining(Checking(registers)).note(merged, seen or held)


def _note_receipt(store: Store, inbox: Path, own: Receipts, signed: bytes) -> Receipt | None:
    """A receipt for a bundle of our own, or for one that was carried for somebody else."""
    return None if Relay(store, inbox).bring_back(signed) else own.take(signed)


def _as_held(store: Store, path: Path, header: Header, problem: FieldappError) -> Imported:
    """A bundle that is held; our own may lie on the stick still."""
    own, sender = load_profile(store), peer_of(store, header.sender_device)
    name = own.name if header.sender_device == own.device else sender.name if sender else ""
    return Imported(
        path.name, "held", sender=name, check_code=header.check_code, problem=problem,
        digest=_digest(header),
    )  # fmt: skip


def _digest(header: Header) -> str:
    return header.payload_sha256.hex()


def _named(store: Store, problem: FieldappError) -> FieldappError:
    """The same with names in place of the numbers of laptops and counties that are known."""
    if not isinstance(problem, Refused):
        return problem
    facts = dict(problem.facts)
    peer = peer_of(store, str(facts.get("device", "")))
    if peer is not None:
        facts["device"] = peer.name
    if "county" in facts:
        own = load_profile(store)
        ours = facts["county"] == own.county_id
        facts["county"] = own.county if ours else _short(str(facts["county"]))
    return Refused(problem.code, **facts)


def _short(county: str) -> str:
    """A county's number as people can read it to each other; the end tells numbers apart."""
    return f"{county[-8:-4]} {county[-4:]}".upper() if len(county) == _UID else county


def _left(receipts: Receipts, receipt: Receipt | None, path: Path, folder: Path) -> Path | None:
    """Where the receipt was left: beside the bundle, and in the workspace's folder."""
    if receipt is None:
        return None
    kept = folder / RECEIPTS
    with contextlib.suppress(WorldFailed):  # the receipt also travels in the next bundle
        make_folder(kept)
    return receipts.leave(receipt, path.parent, kept)


def _carried(store: Store, inbox: Path, header: Header) -> Refused | None:
    """Carry a bundle for others of this county, or say why not."""
    copy = inbox / f"{header.payload_sha256.hex()[:32]}{SUFFIX}"
    try:
        Relay(store, inbox).keep(header, copy)
    except Refused as full:
        return full
    return None


def _reason(merged: Merged, parked: int) -> str:
    """What is told of a bundle that was merged but not all of which is shown."""
    if parked:
        return PARKED
    return "values_unfit" if merged.unfit else ""
