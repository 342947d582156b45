"""How far each visit has got: on this laptop, in bundle n, received, merged, reviewed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldapp.ports.questions import Wrote
from fieldapp.ports.store import Store
from fieldapp.records import VisitReview
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import LedgerLine, load_profile

Stage = Literal["here", "bundle", "received", "merged", "reviewed"]
STAGES: tuple[Stage, ...] = ("here", "bundle", "received", "merged", "reviewed")
_OF_STATE: Mapping[str, Stage] = {"received": "received", "merged": "merged"}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The farthest stage that a visit is known to have reached; ``bundle`` is the number."""

    stage: Stage
    bundle: int | None = None


@dataclass(frozen=True)
class VisitCustody:
    """Answers from the log, the ledger and the reviews; nothing of its own is kept."""

    store: Store
    exchange: Exchange

    def of(self, visits: Collection[str]) -> dict[str, Whereabouts]:
        """By visit: how far it has got."""
        wrote = self.store.questions.writers("visit", visits)
        own = load_profile(self.store)
        lines = [line for line in reversed(self.exchange.history()) if line.way == "out"]
        reviewed = {review.visit for review in self.store.find(VisitReview, visit=list(visits))}
        found = {}
        for uid, writers in wrote.items():
            mine = [each for each in writers if each.device == own.device]
            if not mine or own.role == "county":
                whereabouts = Whereabouts("merged")  # it came in a bundle, and stands here
            else:
                whereabouts = _carried(mine, lines)
            if uid in reviewed:
                whereabouts = Whereabouts("reviewed", whereabouts.bundle)
            found[uid] = whereabouts
        return found


def _carried(mine: Sequence[Wrote], lines: Sequence[LedgerLine]) -> Whereabouts:
    """The first bundle that holds all that was written to the visit here."""
    for line in lines:
        if all(line.reach.get(each.actor.hex(), 0) >= each.last for each in mine):
            return Whereabouts(_OF_STATE.get(line.state, "bundle"), line.number)
    return Whereabouts("here")
