"""Bundles that a county must not simply believe, looked at and decided about in its window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ui.tour.exchange import Seat


@dataclass(frozen=True)
class Doubtful:
    """``held`` are looked at together; ``beyond`` holds a change of somebody not on the team.

    ``revoked`` comes from ``device``, which is revoked before it is looked at.
    """

    held: Sequence[Path]
    beyond: Path
    revoked: Path
    device: str


def look_at(seat: Seat, doubtful: Doubtful) -> list[Path]:
    """Every one with its sentence in both languages; returns the pictures."""
    exchange = seat.wiring.models.exchange
    seat.look_at(*doubtful.held)
    pictures = seat.see("held")
    seat.leave_import()
    seat.look_at(doubtful.beyond)
    exchange.imports.merge()
    seat.walker.until(
        lambda: exchange.imports.bringing is None or exchange.imports.bringing.outcomes, "the merge"
    )
    seat.leave_import()
    seat.walker.until(lambda: exchange.state.parked, "the change that waits")
    pictures += seat.see("parked")
    exchange.decisions.reject(exchange.state.parked[0].key)
    seat.walker.until(lambda: not exchange.state.parked, "the decision")
    seat.wiring.desk.exchange.revoke(doubtful.device, "遗失")
    seat.look_at(doubtful.revoked)
    pictures += seat.see("revoked")
    seat.leave_import()
    return pictures
