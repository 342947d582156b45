"""What a bundle carries for the log: writers, write units, operations, what its sender holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.bundles.container import OpenBundle
from fieldapp.bundles.frames import Actors, Document, Have, Haves, Units
from fieldapp.changes.operations import ActorInfo, Op, OpsRun, Unit, operations


@dataclass(frozen=True)
class Contents:
    """The small parts of a bundle; the operations are unpacked run by run."""

    actors: list[ActorInfo]
    units: list[Unit]
    haves: list[Have]
    documents: list[Document]
    incarnation: bytes
    """Of the sender's store: another one than before tells that it was restored or copied."""
    _bundle: OpenBundle

    def slices(self) -> Iterator[list[Op]]:
        """The operations, one run in memory at a time; ``impossible_history`` is refused."""
        units = {(unit.actor, unit.no): unit for unit in self.units}
        for frame in self._bundle.frames():
            if isinstance(frame, OpsRun):
                yield operations(frame, units)

    def documents_of(self, kind: str) -> list[bytes]:
        """The documents of one kind that ride along."""
        return [document.data for document in self.documents if document.kind == kind]


def contents_of(bundle: OpenBundle) -> Contents:
    """Read the small parts of a bundle whose checks have passed."""
    actors: list[ActorInfo] = []
    units: list[Unit] = []
    haves: list[Have] = []
    documents: list[Document] = []
    incarnation = b""
    for frame in bundle.frames():
        match frame:
            case Actors():
                actors.extend(frame.actors)
            case Units():
                units.extend(frame.units)
            case Haves():
                haves.extend(frame.haves)
                incarnation = frame.incarnation
            case Document():
                documents.append(frame)
            case _:
                pass
    return Contents(actors, units, haves, documents, incarnation, bundle)
