"""The register as a file for an office: what of it, for whom, where to, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fieldapp.foundation.jobs import Job
from fieldapp.services.access import sees_children, sees_health
from fieldapp.services.checking import Checking
from fieldapp.services.export_masks import Level, masked_roster
from fieldapp.services.households import Registers
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.lookup import the_village
from fieldapp.services.open_errors import OpenErrors, open_errors
from fieldapp.services.register_books import RegisterBooks
from fieldapp.services.roster_layouts import recall
from fieldapp.services.roster_rows import as_rosters
from fieldapp.spreadsheets.roster import RosterHousehold

Kind = Literal["roster", "register", "template"]


@dataclass(frozen=True)
class ExportOrder:
    """What is to be written where.

    Attributes:
        village: name of the only village; ``None`` for all that are held.
        template: the office's own workbook, for the kind ``template``.
    """

    kind: Kind
    target: Path
    level: Level = "full"
    village: str | None = None
    template: Path | None = None


@dataclass(frozen=True)
class Exported:
    """A file that was written; ``left`` are headings of a template that nobody knows."""

    file: Path
    rows: int
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterExports:
    """Writes the register as the command line does, and as masked as it is asked for."""

    registers: Registers

    def with_health(self, level: Level) -> bool:
        """Whether health goes along: whole, and only to those it is open to."""
        return level == "full" and sees_health(self.registers.store)

    def errors(self, order: ExportOrder, job: Job) -> OpenErrors:
        """The errors that stand open in what is to be written; raises as ``open_errors``."""
        store = self.registers.store
        village = the_village(store, order.village).uid if order.village else None
        whole = order.kind == "register"
        return open_errors(Checking(self.registers), village, job, homes_only=not whole)

    def write(self, order: ExportOrder, job: Job) -> Exported:
        """Write the file; one with whole numbers is put on record.

        Raises:
            WorldFailed: the file cannot be written.
            Refused: ``not_a_template``, ``no_heading_row``.
            Cancelled: somebody asked ``job`` to stop; nothing was written.
        """
        if order.kind == "register":
            books = RegisterBooks(self.registers, new_villages=False)
            return Exported(order.target, books.export(order.target, job))
        made = self._fill(order, job) if order.kind == "template" else self._roster(order, job)
        if order.level == "full":
            LookingUp(self.registers).exported(order.kind, made.rows)
        return made

    def _roster(self, order: ExportOrder, job: Job) -> Exported:
        from fieldapp.spreadsheets.writing import write_roster

        with self.registers.store.at_rest():
            rows = write_roster(order.target, self._households(order, job))
        return Exported(order.target, rows)

    def _fill(self, order: ExportOrder, job: Job) -> Exported:
        from fieldapp.spreadsheets.template import fill_template

        if order.template is None:
            raise ValueError(order)
        filled = fill_template(
            order.template, order.target, self._households(order, job), {},
            today=self.registers.clock.now().date(), recall=recall(self.registers.store),
        )  # fmt: skip
        return Exported(order.target, filled.rows, filled.left)

    def _households(self, order: ExportOrder, job: Job) -> Iterator[RosterHousehold]:
        """What the order asks for, one after the other, telling how far it is."""
        store, today = self.registers.store, self.registers.clock.now().date()
        children = sees_children(store)
        held = [row for row in store.questions.villages() if order.village in {None, row.name}]
        total = sum(row.households for row in held)
        homes = as_rosters(store, order.village, ended=order.kind == "roster")
        for place, home in enumerate(homes):
            job.progress(min(place, total), total)  # ended ones are not counted
            yield masked_roster(home, order.level, today, children=children)
