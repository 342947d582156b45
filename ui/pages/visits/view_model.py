"""What happens on the list of visits: narrowing it, and reading one of them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from fieldapp.ports.questions import VisitRow
from fieldapp.records import Question, Visit, VisitIssue, VisitReview
from fieldapp.services.asking import Asking
from fieldapp.services.desk import Desk
from fieldapp.services.reviewing import State, review_states
from fieldapp.services.visit_custody import VisitCustody, Whereabouts
from ui.pages.visits import wording
from ui.pages.visits.asking import AskingAboutVisit
from ui.pages.visits.correcting import Correcting
from ui.pages.visits.state import VisitLine, VisitReading, VisitsState
from ui.workers.runner import Runner

Standing = dict[str, tuple[State, VisitReview]]


class _Record(NamedTuple):
    """The visit that is read, with what was asked about it and how far it has got."""

    visit: Visit
    issues: tuple[VisitIssue, ...]
    asked: tuple[Question, ...]
    at: Whereabouts | None


class VisitsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`, ``failed`` an
    exception.
    """

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._rows: tuple[VisitRow, ...] = ()
        self._today = dt.date.min
        self._period = "month"
        self._visitor = ""
        self._text = ""
        self._at = ""
        self._record: _Record | None = None
        self._standing: Standing = {}
        self._returned_only = False
        self.correcting = Correcting(desk, runner)
        self.asking = AskingAboutVisit(desk, runner)
        for form in (self.correcting, self.asking):
            form.saved.connect(self.saved)
        self.correcting.failed.connect(self.failed)

    @property
    def state(self) -> VisitsState:
        """This moment, in the language that is on now."""
        lines = tuple(
            wording.visit_line(row, self._today, self._standing.get(row.uid))
            for row in self._rows
            if self._takes(row)
        )
        return VisitsState(
            periods=wording.period_choices(),
            period=self._period,
            visitors=wording.visitor_choices(self._rows),
            visitor=self._visitor,
            text=self._text,
            lines=lines,
            count=wording.count_words(lines),
            reading=self._reading(lines),
            none_at_all=not self._rows,
            returned_only=self._returned_only,
        )

    @property
    def today(self) -> dt.date:
        """The day on which the visits were last asked for."""
        return self._today

    def refresh(self) -> None:
        """Ask for the visits again."""
        self._today = self._desk.clock.now().date()
        store = self._desk.store

        def look() -> tuple[tuple[VisitRow, ...], Standing]:
            return tuple(store.questions.visits()), review_states(store)

        self._runner.ask(look, self._take, self.failed.emit)

    def show_returned(self) -> None:
        """Show only the visits that the county returned, whenever they were."""
        self._period, self._visitor, self._text, self._returned_only = "", "", "", True

    def correct(self) -> None:
        """Open the form in which the visit that is read is put right."""
        if self._record is not None and self._returned(self._at):
            self.correcting.ask(self._record.visit)

    def ask_team(self) -> None:
        """Open the form in which whoever recorded the visit is asked about it."""
        if self._record is not None:
            self.asking.ask(self._record.visit)

    def narrow(
        self, *, period: str | None = None, visitor: str | None = None, text: str | None = None
    ) -> None:
        """Show only some; what is not given stays as it is."""
        self._period = self._period if period is None else period
        self._visitor = self._visitor if visitor is None else visitor
        self._text = self._text if text is None else text
        self._returned_only = False
        self._settle()

    def look_at(self, uid: str) -> None:
        """Read this visit."""
        if uid == self._at and self._record is not None:
            return
        self._at, self._record = uid, None
        store = self._desk.store

        asking = Asking(self._desk.registers)
        custody = VisitCustody(store, self._desk.exchange)

        def record() -> _Record | None:
            visit = store.get(Visit, uid)
            if visit is None:
                return None
            return _Record(
                visit, tuple(store.find(VisitIssue, visit=uid)), asking.about_visit(visit),
                custody.of([uid]).get(uid),
            )  # fmt: skip

        self._runner.ask(record, self._read, self.failed.emit)

    def _takes(self, row: VisitRow) -> bool:
        day = row.start_at.date() if row.start_at else dt.date.min
        wanted = self._text.casefold().strip()
        words = f"{row.local_no} {row.head_name} {row.group} {row.appeal}".casefold()
        if self._returned_only and not self._returned(row.uid):
            return False
        return (
            day >= wording.period_begins(self._period, self._today)
            and (not self._visitor or self._visitor in row.visitors)
            and wanted in words
        )

    def _returned(self, uid: str) -> bool:
        return uid in self._standing and self._standing[uid][0] == "returned"

    def _take(self, found: tuple[tuple[VisitRow, ...], Standing]) -> None:
        self._rows, self._standing = found
        self._record = None
        self._settle()

    def _settle(self) -> None:
        """Stay at the visit that is read, or go to the first that is left."""
        left = [row.uid for row in self._rows if self._takes(row)]
        self.changed.emit()
        if left:
            self.look_at(self._at if self._at in left else left[0])

    def _read(self, record: _Record | None) -> None:
        if record is not None and record.visit.uid == self._at:
            self._record = record
            self.changed.emit()

    def _reading(self, lines: tuple[VisitLine, ...]) -> VisitReading | None:
        line = next((line for line in lines if line.uid == self._at), None)
        if line is None or self._record is None:
            return None
        visit, issues, asked, at = self._record
        found = wording.reading(line, visit, issues, self._today)
        found = wording.with_questions(found, asked, self._today)
        return wording.with_custody(found, at, self._standing.get(visit.uid), self._today)
