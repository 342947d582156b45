"""What the checks find in the household that is open: read beside the page, explained there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.check_report import CheckReport
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from ui.findings import wording
from ui.findings.lines import FindingLine, Reading
from ui.navigation.intents import Saved, Telling
from ui.workers.runner import Runner

_NOTHING = CheckReport((), ())


class HomeFindings(QObject):
    """``changed`` asks to show ``lines`` and ``reading``; ``saved`` carries a :class:`Saved`."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._checking = Checking(desk.registers)
        self._runner = runner
        self._uid = ""
        self.awaited = False
        """Nothing was answered yet about what was opened."""
        self._place = 0
        self._report = _NOTHING

    @property
    def waiting(self) -> int:
        """How many findings ask for a person."""
        return len(self._report.waiting)

    @property
    def lines(self) -> tuple[FindingLine, ...]:
        """The open findings, then the explained ones, in the language of the screen."""
        open_ones = self._report.findings
        explained = tuple(one.finding for one in self._report.explained)
        return tuple(
            wording.finding_line(place, finding, explained=place >= len(open_ones))
            for place, finding in enumerate((*open_ones, *explained))
        )

    @property
    def reading(self) -> Reading | None:
        """The finding that the cursor is on."""
        findings, explained = self._report.findings, self._report.explained
        if self._place < len(findings):
            return wording.read_finding(self._place, findings[self._place], None)
        place = self._place - len(findings)
        if place < len(explained):
            told = explained[place]
            return wording.read_finding(self._place, told.finding, told)
        return None

    def open(self, uid: str) -> None:
        """Keep what is found in another household."""
        if uid != self._uid:
            self._uid, self._report, self._place = uid, _NOTHING, 0
            self.awaited = bool(uid)
            self.changed.emit()

    def load(self) -> None:
        """Check again, beside what the page itself asks."""
        uid = self._uid
        if uid:
            self._runner.file_job(
                lambda _job: self._checking.household(uid),
                lambda report: self._loaded(uid, report),
                self.failed.emit,
            )

    def look_at(self, place: int) -> None:
        """Read the finding at this place."""
        if place != self._place:
            self._place = place
            self.changed.emit()

    def explain(self, explanation: str) -> None:
        """Keep why the finding that is read is no fault."""
        if self._place < len(self._report.findings):
            finding = self._report.findings[self._place]
            rule = finding.rule.id
            self._save(
                lambda: self._checking.explain(finding, explanation),
                lambda: _("Kept as explained: {rule}").format(rule=rule),
            )

    def withdraw(self) -> None:
        """Let the explained finding that is read stand open again."""
        place = self._place - len(self._report.findings)
        if 0 <= place < len(self._report.explained):
            told = self._report.explained[place]
            rule = told.finding.rule.id
            self._save(
                lambda: self._checking.withdraw(told),
                lambda: _("Open again: {rule}").format(rule=rule),
            )

    def _save(self, act: Callable[[], Done], notice: Telling) -> None:
        def saved(done: Done) -> None:
            self.saved.emit(Saved(notice, done))
            self.load()

        self._runner.ask(act, saved, self.failed.emit)

    def _loaded(self, uid: str, report: CheckReport) -> None:
        if uid == self._uid:
            self._report, self.awaited = report, False
            self._place = min(self._place, max(len(self.lines) - 1, 0))
            self.changed.emit()
