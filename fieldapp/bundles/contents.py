"""What a bundle carries for the log: writers, write units, operations, what its sender holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.bundles.container import OpenBundle
from fieldapp.bundles.frames import Actors, Have, Haves, Units
from fieldapp.changes.operations import ActorInfo, Op, OpsRun, Unit, operations


@dataclass(frozen=True)
class Contents:
    """The small parts of a bundle; the operations are unpacked run by run."""

    actors: list[ActorInfo]
    units: list[Unit]
    haves: list[Have]
    _bundle: OpenBundle

    def slices(self) -> Iterator[list[Op]]:
        """The operations, one run in memory at a time; ``impossible_history`` is refused."""
        units = {(unit.actor, unit.no): unit for unit in self.units}
        for frame in self._bundle.frames():
            if isinstance(frame, OpsRun):
                yield operations(frame, units)


def contents_of(bundle: OpenBundle) -> Contents:
    """Read the small parts of a bundle whose checks have passed."""
    found = Contents([], [], [], bundle)
    for frame in bundle.frames():
        match frame:
            case Actors():
                found.actors.extend(frame.actors)
            case Units():
                found.units.extend(frame.units)
            case Haves():
                found.haves.extend(frame.haves)
            case _:
                pass
    return found
