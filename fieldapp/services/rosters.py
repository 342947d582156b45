"""The register from and to spreadsheets: what a roster would change, then the act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.foundation.collecting import seldom_collecting
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.store import Done
from fieldapp.services.access import sees_children
from fieldapp.services.households import Registers
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.roster_layouts import recall, remember
from fieldapp.services.roster_plan import Comparing, RosterPlan
from fieldapp.spreadsheets.column_views import ColumnView, SheetLayout

if TYPE_CHECKING:
    from fieldapp.services.export_masks import Level
    from fieldapp.spreadsheets.roster import Roster, RosterHousehold
    from fieldapp.spreadsheets.template import Filled

__all__ = ["IMPORT", "ColumnView", "Rosters", "SheetLayout"]

IMPORT = "roster.import"
"""The reason under which the log keeps an import."""


@dataclass(frozen=True)
class Rosters:
    """Import and export of rosters through the one door.

    With ``new_villages`` a roster may bring villages that the workspace does not hold yet.
    The libraries of the spreadsheets are loaded when there is work for them.
    """

    registers: Registers
    new_villages: bool = True

    def look(self, path: Path, mapping: Mapping[str, str] | None = None) -> SheetLayout:
        """The columns of a roster: what each means, what it resembles, how its cells look.

        ``mapping`` (heading to target, empty to leave out) stands over what was decided earlier
        for this layout, which stands over what is recognised.

        Raises:
            Refused: the file is no roster.
        """
        from fieldapp.spreadsheets.layout import look_at

        return look_at(path, mapping or {}, recall(self.registers.store), self._today)

    def remember(self, fingerprint: str, decided: Mapping[str, str]) -> None:
        """Keep what a person decided about the columns of a layout, for the next such sheet."""
        remember(self.registers.store, fingerprint, decided)

    def plan(
        self,
        path: Path,
        village: str | None = None,
        mapping: Mapping[str, str] | None = None,
        job: Job | None = None,
    ) -> RosterPlan:
        """Read a roster and work out what it would change; the store is not touched.

        Raises:
            Refused: the file is no roster, or its village is not clear.
            Cancelled: somebody asked ``job`` to stop.
        """
        watched = job or WatchedJob()
        with seldom_collecting():
            plan = RosterPlan(self._read(path, mapping, watched), village)
            for _ in self._comparing(plan, watched).edits():
                pass
        return plan

    def take(
        self,
        path: Path,
        village: str | None = None,
        mapping: Mapping[str, str] | None = None,
        job: Job | None = None,
    ) -> tuple[RosterPlan, Done]:
        """Read a roster and write what it says at once, as ``plan`` and ``apply`` would."""
        watched = job or WatchedJob()
        with seldom_collecting():
            plan = RosterPlan(self._read(path, mapping, watched), village)
            return plan, self._write(plan, watched)

    def apply(self, plan: RosterPlan, job: Job | None = None) -> Done:
        """Write what a roster says as one act that can be undone; its layout is remembered.

        The register is compared anew, so that what was written since the plan is not lost.

        Raises:
            Cancelled: somebody asked ``job`` to stop; nothing was written.
        """
        return self._write(RosterPlan(plan.roster, plan.village), job or WatchedJob())

    def undo_last(self, job: Job | None = None) -> Done:
        """Put back what the newest import changed.

        Raises:
            Refused: ``act_unknown`` without an import; ``act_built_upon`` when its records were
                used since.
        """
        return self.undo(Done(unit=self.registers.store.last_act(IMPORT)), job)

    def undo(self, done: Done, job: Job | None = None) -> Done:
        """Put back what an import, or the undo of one, changed; raises as ``undo_last``."""
        if done.unit is None:
            raise Refused("act_unknown")
        undo = self.registers.act("undo")
        with seldom_collecting():
            return self.registers.store.undo_act(undo, done.unit, job or WatchedJob())

    def export(self, path: Path, village: str | None = None, level: Level = "full") -> int:
        """Write the register as a roster that reads back unchanged; returns the data rows.

        With whole numbers, that it was written is on record; health and the numbers of
        children to their roles only.
        """
        from fieldapp.services.roster_rows import as_rosters
        from fieldapp.spreadsheets.writing import write_roster

        store = self.registers.store
        with store.at_rest():
            count = write_roster(path, self._shown(as_rosters(store, village), level))
        if level == "full":
            LookingUp(self.registers).exported("roster", count)
        return count

    def fill(
        self,
        template: Path,
        path: Path,
        village: str | None = None,
        mapping: Mapping[str, str] | None = None,
        level: Level = "full",
    ) -> Filled:
        """Write the register into an office's own workbook, whose look and formulas stay.

        Raises:
            Refused: ``not_a_template``, ``no_heading_row``, ``unknown_target``.
        """
        from fieldapp.services.roster_rows import as_rosters
        from fieldapp.spreadsheets.template import fill_template

        store = self.registers.store
        homes = self._shown(as_rosters(store, village, ended=False), level)
        filled = fill_template(
            template, path, homes, mapping or {}, today=self._today, recall=recall(store)
        )
        if level == "full":
            LookingUp(self.registers).exported("template", filled.rows)
        return filled

    def _shown(self, homes: Iterable[RosterHousehold], level: Level) -> Iterator[RosterHousehold]:
        """The households at ``level``, and as whole as the person at the keyboard may see them."""
        from fieldapp.services.export_masks import masked_roster

        children = sees_children(self.registers.store)
        return (masked_roster(home, level, self._today, children=children) for home in homes)

    @property
    def _today(self) -> dt.date:
        return self.registers.clock.now().date()

    def _read(self, path: Path, mapping: Mapping[str, str] | None, job: Job) -> Roster:
        from fieldapp.spreadsheets.reading import read_roster

        store = self.registers.store
        return read_roster(path, mapping, today=self._today, recall=recall(store), job=job)

    def _write(self, plan: RosterPlan, job: Job) -> Done:
        store, roster = self.registers.store, plan.roster
        with seldom_collecting(), store.together():
            done = store.write_many(self.registers.act(IMPORT), self._comparing(plan, job).edits())
            self.remember(roster.fingerprint, roster.decided)
        return done

    def _comparing(self, plan: RosterPlan, job: Job) -> Comparing:
        return Comparing(self.registers, plan, job, new_villages=self.new_villages)
