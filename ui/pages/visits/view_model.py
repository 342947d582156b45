"""What happens on the list of visits: narrowing it, and reading one of them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal

from fieldapp.ports.questions import VisitRow
from fieldapp.records import Visit, VisitIssue
from fieldapp.services.desk import Desk
from ui.pages.visits import wording
from ui.pages.visits.state import VisitLine, VisitReading, VisitsState
from ui.workers.runner import Runner

_Record = tuple[Visit, tuple[VisitIssue, ...]]


class VisitsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``failed`` carries an exception.
    """

    changed = Signal()
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

    @property
    def state(self) -> VisitsState:
        """This moment, in the language that is on now."""
        lines = tuple(
            wording.visit_line(row, self._today) for row in self._rows if self._takes(row)
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
        )

    def refresh(self) -> None:
        """Ask for the visits again."""
        self._today = self._desk.clock.now().date()
        questions = self._desk.store.questions
        self._runner.ask(lambda: tuple(questions.visits()), self._take, self.failed.emit)

    def narrow(
        self, *, period: str | None = None, visitor: str | None = None, text: str | None = None
    ) -> None:
        """Show only some; what is not given stays as it is."""
        self._period = self._period if period is None else period
        self._visitor = self._visitor if visitor is None else visitor
        self._text = self._text if text is None else text
        self._settle()

    def look_at(self, uid: str) -> None:
        """Read this visit."""
        if uid == self._at and self._record is not None:
            return
        self._at, self._record = uid, None
        store = self._desk.store

        def record() -> _Record | None:
            visit = store.get(Visit, uid)
            return (visit, tuple(store.find(VisitIssue, visit=uid))) if visit else None

        self._runner.ask(record, self._read, self.failed.emit)

    def _takes(self, row: VisitRow) -> bool:
        day = row.start_at.date() if row.start_at else dt.date.min
        wanted = self._text.casefold().strip()
        words = f"{row.local_no} {row.head_name} {row.group} {row.appeal}".casefold()
        return (
            day >= wording.period_begins(self._period, self._today)
            and (not self._visitor or self._visitor in row.visitors)
            and wanted in words
        )

    def _take(self, rows: tuple[VisitRow, ...]) -> None:
        self._rows = rows
        self._record = None
        self._settle()

    def _settle(self) -> None:
        """Stay at the visit that is read, or go to the first that is left."""
        left = [row.uid for row in self._rows if self._takes(row)]
        self.changed.emit()
        if left:
            self.look_at(self._at if self._at in left else left[0])

    def _read(self, record: _Record | None) -> None:
        if record is not None and record[0].uid == self._at:
            self._record = record
            self.changed.emit()

    def _reading(self, lines: tuple[VisitLine, ...]) -> VisitReading | None:
        line = next((line for line in lines if line.uid == self._at), None)
        if line is None or self._record is None:
            return None
        return wording.reading(line, *self._record, self._today)
