"""What a bundle tells of its sender: what it holds, whether it was copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from fieldapp.bundles.contents import Contents
from fieldapp.bundles.frames import Have
from fieldapp.bundles.header import Header
from fieldapp.changes.forks import family
from fieldapp.changes.operations import ActorInfo
from fieldapp.changes.ranges import NONE, Ranges, subtract, union
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Merged, Store
from fieldapp.services.confirmed import believed
from fieldapp.services.packs import KIND as WANTED
from fieldapp.services.packs import wanted
from fieldapp.services.profile import Peer, save_peer

_TOO_FAR_AHEAD = 24 * 3600
_FORMER = 8
"""So many earlier incarnations of a partner are kept."""


@dataclass(frozen=True)
class Partners:
    """What is known of those that this workspace exchanges with."""

    store: Store
    clock: Clock
    ids: Ids

    def learn(self, peer: Peer, header: Header, inside: Contents, merged: Merged) -> None:
        """What the partner holds, how its clock stands, and whether it was copied or restored."""
        copied = peer.incarnation not in {b"", inside.incarnation} or peer.cloned or merged.parted
        # what was moved or restored does not come back from where it was, but for a late bundle
        late = bool(copied) and header.created_at < peer.heard
        both_live = inside.incarnation in peer.former and not late
        # a clock that was ahead once must not make everything after it look old
        newer = bool(copied) or header.created_at >= peer.heard or header.number > peer.number
        shown: dict[str, Ranges] = {}
        for found in (believed(self.store, inside.haves), merged.placed):
            for actor, ranges in found.items():
                shown[actor.hex()] = union(shown.get(actor.hex(), NONE), ranges)
        # of a laptop a bundle may come late, or come from its copy: what is sent twice does no harm
        told = newer or peer.role == "team"
        forgot = copied or (
            told and (_goes_back(peer.have, inside.haves) or self._replaced(peer.have, shown))
        )
        known = {} if forgot else dict(peer.have)
        for name, ranges in shown.items():
            known[name] = union(known.get(name, NONE), ranges)
        now = self.clock.now()
        ahead = (dt.datetime.fromisoformat(header.created_at) - now).total_seconds()
        learned = msgspec.structs.replace(
            peer,
            have=known,
            incarnation=peer.incarnation if late else inside.incarnation,
            former=peer.former if late else _former(peer, inside.incarnation),
            heard=header.created_at if newer and not late else peer.heard,
            number=header.number if newer and not late else peer.number,
            wants=wanted(inside.documents_of(WANTED)),
            ahead=int(ahead) if ahead > _TOO_FAR_AHEAD else 0,
        )
        if merged.parted or both_live:
            learned = msgspec.structs.replace(learned, cloned=now.isoformat())
        save_peer(self.store, learned)
        self._begin_anew_if_copied(inside, merged)

    def _replaced(self, known: Mapping[str, Ranges], shown: Mapping[str, Ranges]) -> bool:
        """Whether a partner no longer proves that it holds what is held here, as it once did.

        It was restored and has since used the numbers of what it forgot for something else.
        """
        for actor, held in self.store.log.have(map(bytes.fromhex, known)).items():
            both = subtract(held, subtract(held, known.get(actor.hex(), NONE)))
            if subtract(both, shown.get(actor.hex(), NONE)):
                return True
        return False

    def _begin_anew_if_copied(self, inside: Contents, merged: Merged) -> None:
        """Another laptop writes under our name, or we were restored: never use a number twice."""
        writer = self.store.writer()
        own = self.store.log.have([writer.actor]).get(writer.actor, ((0, 0),))[-1][1]
        elsewhere = any(
            have.actor == writer.actor and have.ranges[-1][1] > own for have in inside.haves
        )
        if elsewhere or any(family(actor) == family(writer.actor) for actor in merged.parted):
            begin_epoch(self.store, self.ids)


def shared_identity(store: Store, merged: Merged) -> str:
    """The name of the laptop under whose identity two of them were found to write; or empty."""
    doubled = {family(actor) for actor in merged.parted}
    writers = store.log.actors() if doubled else ()
    return next((info.name for info in writers if family(info.actor) in doubled), "")


def _former(peer: Peer, now: bytes) -> tuple[bytes, ...]:
    """The incarnations that were heard of before the one that is heard of now."""
    known = [one for one in (*peer.former, peer.incarnation) if one not in {b"", now}]
    return tuple(dict.fromkeys(known))[-_FORMER:]


def _goes_back(known: Mapping[str, Ranges], haves: Iterable[Have]) -> bool:
    """Whether a partner no longer claims what it held: it was restored from an older backup."""
    claimed = {have.actor.hex(): have.ranges for have in haves}
    return any(subtract(ranges, claimed.get(actor, NONE)) for actor, ranges in known.items())


def begin_epoch(store: Store, ids: Ids) -> ActorInfo:
    """Write under a new name from now on: whatever was written under the old one stays."""
    before = store.writer()
    writer = ActorInfo(ids.actor(), before.device, before.epoch + 1, before.name)
    store.set_writer(writer)
    return writer
