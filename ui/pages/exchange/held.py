"""What the exchange page knows before it is put into words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from fieldapp.ports.questions import VillageRow
from fieldapp.services.access import sees_health
from fieldapp.services.custody import Announced, Custody, Identity, Waiting
from fieldapp.services.exchange import Missing
from fieldapp.services.importing import Imported
from fieldapp.services.parking import Parked
from fieldapp.services.profile import LedgerLine, Peer

_One = TypeVar("_One")


@dataclass(frozen=True)
class Held:
    """One look at the store; ``sizes`` are the bytes of bundles that are still kept here."""

    identity: Identity
    today: dt.date
    receivers: tuple[Peer, ...]
    waiting: Waiting | None
    ledger: tuple[LedgerLine, ...]
    sizes: dict[str, int]
    devices: tuple[Peer, ...]
    villages: tuple[VillageRow, ...]
    missing: tuple[Missing, ...] = ()
    parked: tuple[Parked, ...] = ()
    health: bool = False

    @property
    def county(self) -> bool:
        """Whether this is the county's workspace."""
        return self.identity.role == "county"

    def line(self, bundle: str) -> LedgerLine | None:
        """The outgoing line of a bundle that is still kept here."""
        return next(
            (
                line
                for line in self.ledger
                if line.bundle == bundle and line.way == "out" and bundle in self.sizes
            ),
            None,
        )

    def newest_to_carry(self) -> str:
        """The newest bundle that was made and is on no stick yet; empty for none."""
        waiting = (line.bundle for line in self.ledger if line.state == "made")
        return next((bundle for bundle in waiting if bundle in self.sizes), "")


def look(custody: Custody, today: dt.date, receiver: str) -> Held:
    """Ask the store; ``receiver`` is the device whose waiting changes are counted."""
    receivers = tuple(custody.receivers())
    known = {peer.device for peer in receivers}
    first = receivers[0].device if receivers else ""
    to = receiver if receiver in known else first
    exchange = custody.exchange
    ledger = tuple(exchange.history())
    return Held(
        custody.identity(),
        today,
        receivers,
        custody.waiting(to) if to else None,
        ledger,
        {line.bundle: custody.size(line) for line in ledger if custody.is_kept(line)},
        tuple(exchange.devices()),
        tuple(exchange.store.questions.villages()),
        tuple(exchange.missing()),
        tuple(exchange.parking.waiting()),
        sees_health(exchange.store),
    )


@dataclass(frozen=True)
class Bringing:
    """Bundles that were chosen for import: what is announced, then what became of each."""

    announced: tuple[Announced, ...]
    outcomes: tuple[Imported, ...] = ()
    taken_back: bool = False

    @property
    def can_merge(self) -> bool:
        """Whether at least one of them may be merged."""
        return not self.outcomes and any(
            one.outcome.status not in {"held", "merged"} for one in self.announced
        )

    @property
    def can_take_back(self) -> bool:
        """Whether anything was merged that was not taken back since."""
        return not self.taken_back and any(one.status == "merged" for one in self.outcomes)

    @property
    def shown(self) -> tuple[Imported, ...]:
        """What is known of each, in the order in which they were chosen."""
        return self.outcomes or tuple(one.outcome for one in self.announced)

    def with_outcome(self, place: int, outcome: Imported) -> Bringing:
        """The same after one of the bundles was merged by itself."""
        if self.outcomes:
            return replace(self, outcomes=_with(self.outcomes, place, outcome))
        announced = replace(self.announced[place], outcome=outcome)
        return replace(self, announced=_with(self.announced, place, announced))


def _with(row: tuple[_One, ...], place: int, other: _One) -> tuple[_One, ...]:
    return (*row[:place], other, *row[place + 1 :])
