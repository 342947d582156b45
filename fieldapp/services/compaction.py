"""The log made smaller without forgetting: what everybody has confirmed is packed in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.foundation.clock import Clock, wall_clock
from fieldapp.foundation.jobs import Job
from fieldapp.ports.packing import Holder, Outlook
from fieldapp.ports.store import Store
from fieldapp.services.profile import Peer, load_profile, peers, ranges_of

SEASON = 180
"""Days after which a change is packed, unless other ones are asked for."""


@dataclass(frozen=True)
class Behind:
    """A device that has not confirmed old changes, which therefore stay as they are."""

    name: str
    changes: int
    heard: str
    """When the newest bundle that came from it was made, by its own clock; empty for never."""
    county: bool


@dataclass(frozen=True)
class Forecast:
    """What packing would do: every change is counted once, but one that several wait for."""

    outlook: Outlook
    behind: tuple[Behind, ...]
    alone: bool
    """A laptop whose county is not known: nobody else is sure to hold anything."""


@dataclass(frozen=True)
class Compacted:
    """What was packed, and the bytes that the store takes before and after."""

    changes: int
    before: int
    after: int


@dataclass(frozen=True)
class Compaction:
    """Packs the log of one workspace.

    The county waits for every laptop that was not revoked, as far as a change is of its villages;
    a laptop waits for the county.
    """

    store: Store
    clock: Clock
    days: int = SEASON

    def look(self) -> Forecast:
        """What could be packed now, and whom the rest waits for."""
        holders = self._holders()
        if holders is None:
            none = Outlook(0, 0, 0, 0, 0, {})
            return Forecast(none, (), alone=True)
        outlook = self.store.packing.outlook(self._before(), holders)
        behind = tuple(
            Behind(peer.name, outlook.waiting[peer.device], peer.heard, peer.role == "county")
            for peer in self._partners()
            if outlook.waiting.get(peer.device)
        )
        return Forecast(outlook, behind, alone=False)

    def run(self, job: Job) -> Compacted:
        """Pack what may be packed, and give back the room.

        Nothing is copied aside before: nothing is taken away, and each step is read back, compared
        and durable as a whole or not at all.

        Raises:
            Refused: ``log_damaged``.
            WorldFailed: ``disk_full`` …: what was packed stays packed.
            Cancelled: the same.
        """
        packing, holders = self.store.packing, self._holders()
        before, changes = packing.size(), 0
        if holders is not None:
            changes = packing.pack(self._before(), holders, job)
            packing.give_back()
        return Compacted(changes, before, packing.size())

    def _before(self) -> int:
        return wall_clock(self.clock.now() - dt.timedelta(days=self.days))

    def _partners(self) -> list[Peer]:
        """Those who must have confirmed a change before it is packed."""
        other = "team" if load_profile(self.store).role == "county" else "county"
        return [peer for peer in peers(self.store) if peer.role == other and not peer.revoked]

    def _holders(self) -> list[Holder] | None:
        """The same as the store asks for them; ``None`` for a laptop without its county."""
        county = load_profile(self.store).role == "county"
        found = [
            Holder(peer.device, ranges_of(peer), frozenset(peer.villages) if county else None)
            for peer in self._partners()
        ]
        return found if found or county else None
