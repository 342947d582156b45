"""What happens on the village page: choosing a village, its records, its sketch, its audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from fieldapp.ports.questions import VillageRow
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.record_views import Book, village_book
from fieldapp.services.village_map import VillageMap, village_map
from ui.guarding.revealing import RevealModel
from ui.pages.village.state import AuditRow, SketchState, VillageState
from ui.pages.village.wording import audit_rows, sketch, village_state
from ui.recordbook.asked import Asked
from ui.recordbook.book import RecordBook
from ui.workers.runner import Runner


class VillageViewModel(QObject):
    """Outlives the page.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`;
    ``household_wanted`` the uid of one to open, ``conflicts_wanted`` the village's;
    ``sheet_wanted`` the kind of sheet to print;
    ``failed`` an exception. What a subject shows is asked when it is looked at: ``book``,
    ``map`` and ``audit``.
    """

    changed = Signal()
    saved = Signal(object)
    household_wanted = Signal(str)
    conflicts_wanted = Signal(str)
    sheet_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._villages: tuple[VillageRow, ...] = ()
        self._village = ""
        self.book = RecordBook(desk, runner, _open_book, "village")
        self.map = Asked(runner, lambda village: village_map(desk.store, village))
        self.audit = Asked(runner, lambda village: Checking(desk.registers).audit(village))
        self.conflicts = Asked(runner, desk.store.questions.open_conflicts)
        self.reveal = RevealModel(desk, runner, LookingUp.of_village)
        self.reveal.failed.connect(self.failed)
        self.book.saved.connect(self.saved)
        for part in (self.book, self.conflicts):
            part.changed.connect(self.changed)
        for part in (self.book, self.map, self.audit, self.conflicts):
            part.failed.connect(self.failed)

    @property
    def today(self) -> dt.date:
        """The day by the workspace's clock."""
        return self._desk.clock.now().date()

    @property
    def state(self) -> VillageState:
        """The state now, in the language of the screen."""
        conflicts = self.conflicts.answer or 0
        return village_state(self._villages, self._village, self.book.book, conflicts)

    @property
    def sketch(self) -> SketchState:
        """The households by group and height."""
        found = self.map.answer
        return sketch(found) if isinstance(found, VillageMap) else SketchState()

    @property
    def audited(self) -> tuple[AuditRow, ...]:
        """Declared figures beside those counted."""
        return audit_rows(self.audit.answer or ())

    def load(self) -> None:
        """Ask which villages there are, again."""
        questions = self._desk.store.questions
        self._runner.ask(questions.villages, self._loaded, self.failed.emit)
        self.conflicts.load()

    def ask_reveal(self) -> None:
        """Ask which masked number of the groups, the cadres or the team is wanted, and why."""
        self.reveal.ask(self._village)

    def ask_conflicts(self) -> None:
        """Show the conflicts that are open in the village."""
        self.conflicts_wanted.emit(self._village)

    def choose(self, village: str) -> None:
        """Show another village."""
        self._village = village
        for part in (self.book, self.map, self.audit, self.conflicts):
            part.open(village)
        self.conflicts.load()
        self.changed.emit()

    def _loaded(self, villages: Sequence[VillageRow]) -> None:
        self._villages = tuple(villages)
        known = {one.uid for one in villages}
        if self._village not in known:
            self.choose(self._villages[0].uid if self._villages else "")
        self.changed.emit()


def _open_book(desk: Desk, village: str) -> Book:
    return village_book(desk.registers, village)
