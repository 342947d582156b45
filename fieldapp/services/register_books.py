"""The whole register to one workbook and back: every field that its sheets carry."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.foundation.collecting import seldom_collecting
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, Share, WatchedJob
from fieldapp.ports.store import Done, Edit
from fieldapp.records.declare import Record, entity_named
from fieldapp.services.access import sees_health
from fieldapp.services.households import Registers
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.roster_plan import Tally

if TYPE_CHECKING:
    from fieldapp.spreadsheets.register_book import BookRow, RegisterBook

_TOLD_EVERY = 100


@dataclass
class Taken:
    """What a workbook did to the register."""

    records: Tally = field(default_factory=Tally)
    done: Done = field(default_factory=Done)


@dataclass(frozen=True)
class RegisterBooks:
    """Export and import of everything; without ``new_villages`` only of the villages held."""

    registers: Registers
    new_villages: bool

    def export(self, path: Path, job: Job | None = None) -> int:
        """Write every record that the sheets carry, and put it on record; returns how many.

        Raises:
            WorldFailed: the file cannot be written.
            Cancelled: somebody asked ``job`` to stop; nothing was written.
        """
        from fieldapp.spreadsheets.register_book import carried, write_register

        watched, store = job or WatchedJob(), self.registers.store
        health = sees_health(store)
        names = list(carried(health=health))

        def records() -> Iterator[tuple[str, Iterator[Record]]]:
            for place, name in enumerate(names):
                watched.progress(place, len(names))
                yield name, store.each(entity_named(name).cls, Share(watched, place, len(names)))

        with store.at_rest():
            count = write_register(path, records(), health=health)
        LookingUp(self.registers).exported("register", count)
        return count

    def take(self, path: Path, job: Job | None = None) -> Taken:
        """Bring the register to what a workbook says, as one act; nothing is ever removed.

        Raises:
            Refused: ``not_a_register``, ``bad_cell``, ``not_our_village``.
            Cancelled: somebody asked ``job`` to stop; nothing was written.
        """
        from fieldapp.spreadsheets.register_book import RegisterBook

        taken = Taken()
        edits = self._edits(RegisterBook(path), taken.records, job or WatchedJob())
        act = self.registers.act("register.import")
        with seldom_collecting():
            taken.done = self.registers.store.write_many(act, edits)
        return taken

    def digest(self) -> str:
        """The state digest of every field that the sheets carry."""
        from fieldapp.spreadsheets.register_book import carried

        store = self.registers.store
        return store.state_digest(carried(health=sees_health(store)))

    def _edits(self, book: RegisterBook, tally: Tally, job: Job) -> Iterator[Edit]:
        entity, held = "", dict[str, Record]()
        for count, row in enumerate(book.rows()):
            if count % _TOLD_EVERY == 0:
                job.progress(count, max(count, book.height))
            if row.entity != entity:
                entity = row.entity
                found = self.registers.store.find(entity_named(entity).cls)
                held = {record.uid: record for record in found}
            self._check(row, held)
            edit = _edit(row, held.get(row.uid))
            tally.count(new=row.uid not in held, differs=edit is not None)
            if edit is not None:
                yield edit

    def _check(self, row: BookRow, held: dict[str, Record]) -> None:
        try:
            uuid.UUID(row.uid)
        except ValueError:
            sheet = entity_named(row.entity).zh
            raise Refused("bad_cell", sheet=sheet, row="?", column="uid") from None
        if row.entity == "village" and not self.new_villages and row.uid not in held:
            raise Refused("not_our_village", village=row.values["name"])


def _edit(row: BookRow, known: Record | None) -> Edit | None:
    """What makes the record as the workbook has it, or ``None`` when it is so already."""
    specs = entity_named(row.entity).fields
    if known is None:
        stored = {name: specs[name].kind.to_stored(value) for name, value in row.values.items()}
        return Edit(row.entity, row.uid, stored, alive=True)
    differing = {
        name: specs[name].kind.to_stored(value)
        for name, value in row.values.items()
        if getattr(known, name) != value
    }
    return Edit(row.entity, row.uid, differing) if differing else None
