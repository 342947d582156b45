"""What goes out is sealed here: the changes, what rides along with them, and photos in packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import UNSET

from fieldapp.bundles.container import SUFFIX, Sealed, seal
from fieldapp.bundles.frames import Actors, Document, Frame, Haves, Units
from fieldapp.bundles.header import KNOWS_TYPISTS, Header, HeaderDraft
from fieldapp.bundles.receipts import KIND as RECEIPT
from fieldapp.bundles.roster import KIND as ROSTER
from fieldapp.changes.operations import RUN_LENGTH, Op, Unit, runs
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Store
from fieldapp.records.declare import SCHEMA, entities
from fieldapp.services.attachments import Attachments
from fieldapp.services.confirmed import described
from fieldapp.services.households import Registers
from fieldapp.services.packs import KIND as WANTED
from fieldapp.services.packs import Packs
from fieldapp.services.profile import Peer, Profile, load_keys, ranges_of
from fieldapp.services.receiving import Receipts
from fieldapp.services.relaying import KIND as CARRIED
from fieldapp.services.relaying import Relay
from fieldapp.services.trust import NEW_KEYS, Trust

PHOTOS = "-photos-"
"""What the name of a pack of photos has after the name of its bundle."""


@dataclass(frozen=True)
class Sealing:
    """Makes the bundles and packs of one workspace."""

    store: Store
    clock: Clock
    ids: Ids
    inbox: Path

    def bundle(
        self, profile: Profile, peer: Peer, units: Sequence[Unit], ops: Sequence[Op]
    ) -> Sealed:
        """The bundle with these operations, sealed to the peer and signed by this device."""
        trust = Trust(self.store, self.clock)
        roster = trust.roster()
        draft = HeaderDraft(
            bundle_id=self.ids.uid(),
            kind="data",
            sender_device=profile.device,
            county_id=profile.county_id,
            schema=SCHEMA,
            roster_version=trust.version(),
            created_at=self.clock.now().isoformat(),
            number=profile.bundles_made + 1,
            counts=contents_of(ops),
            min_reader=KNOWS_TYPISTS if any(unit.typist for unit in units) else 1,
            handovers=trust.handovers() or UNSET,
        )
        documents = [
            *(Document(ROSTER, data) for data in [roster] if data),
            *(Document(NEW_KEYS, data) for data in [trust.announcement()] if data),
            *(
                Document(CARRIED, data)
                for data in [Relay(self.store, self.inbox).announcement()]
                if data
            ),
            *(Document(WANTED, data) for data in [self.packs.asking()] if data),
            *(
                Document(RECEIPT, data)
                for data in Receipts(self.store, self.clock).for_partner(peer)
            ),
        ]
        return seal(
            draft,
            self._frames(profile, peer, units, ops, documents),
            load_keys(self.store).signing_key(),
            peer.recipients(),
        )

    def _frames(
        self,
        profile: Profile,
        peer: Peer,
        units: Sequence[Unit],
        ops: Sequence[Op],
        documents: Sequence[Document],
    ) -> Iterable[Frame]:
        haves = described(self.store, ranges_of(peer))
        named = {op.actor for op in ops} | {have.actor for have in haves}
        yield Actors([info for info in self.store.log.actors() if info.actor in named])
        for at in range(0, len(units), RUN_LENGTH):
            yield Units(list(units[at : at + RUN_LENGTH]))
        yield from runs(ops)
        yield Haves(profile.incarnation, haves)
        yield from documents

    def packed(
        self, header: Header, peer: Peer, ops: Sequence[Op], beside: Path
    ) -> tuple[int, tuple[Path, ...]]:
        """The photos that the peer lacks, sealed beside the bundle: data first, photos after."""
        keys = load_keys(self.store).signing_key()
        count = 0
        written: list[Path] = []
        for blobs in self.packs.for_partner(peer, ops):
            draft = HeaderDraft(
                bundle_id=self.ids.uid(), kind="blobs", sender_device=header.sender_device,
                county_id=header.county_id, schema=SCHEMA, roster_version=header.roster_version,
                created_at=header.created_at, number=header.number, counts={},
                handovers=header.handovers,
            )  # fmt: skip
            sealed = seal(draft, blobs, keys, peer.recipients())
            path = beside.with_name(f"{beside.stem}{PHOTOS}{len(written) + 1:02d}{SUFFIX}")
            write_durably(path, [sealed.data])
            written.append(path)
            count += len(blobs)
        return count, tuple(written)

    @property
    def packs(self) -> Packs:
        """Photos on their way."""
        registers = Registers(self.store, self.clock, self.ids, "")
        return Packs(self.store, Attachments(registers, self.inbox.parent))


def contents_of(ops: Iterable[Op]) -> dict[str, int]:
    """How many records of each entity a bundle speaks of; names no person."""
    names = {spec.no: spec.name for spec in entities()}
    seen: dict[str, set[bytes]] = {}
    for op in ops:
        seen.setdefault(names.get(op.table_no, "other"), set()).add(op.row)
    return {name: len(uids) for name, uids in sorted(seen.items())}
