"""What happens on the page of the checks: running them, narrowing the lists, explaining."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.foundation.jobs import Cancelled, Job, Progress
from fieldapp.ports.store import Done
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_count import keep_count
from fieldapp.services.check_export import export_findings
from fieldapp.services.check_report import CheckReport
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from ui.navigation.intents import Saved, Telling
from ui.pages.checks import wording
from ui.pages.checks.state import AuditRow, ChecksState, FindingLine, Reading, View
from ui.workers.runner import Runner, RunningJob

MOST_AT_ONCE = 2_000
"""Registers of so many households are checked anew whenever the page comes to the front."""


class ChecksViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries what can be undone, ``said`` a
    notice, ``failed`` an exception; ``household_wanted`` the uid of a household;
    ``duplicates_wanted`` asks for the page of people who may be entered twice.
    """

    changed = Signal()
    saved = Signal(object)
    said = Signal(object)
    failed = Signal(object)
    household_wanted = Signal(str)
    duplicates_wanted = Signal()

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._checking = Checking(desk.registers)
        self._report: CheckReport | None = None
        self._at = desk.clock.now()
        self._job: RunningJob | None = None
        self._working = False
        self._percent = 0
        self._view: View = "open"
        self._severity = self._rule = self._text = ""
        self._place = 0
        self._shown: tuple[object, tuple[FindingLine, ...]] | None = None

    @property
    def waiting(self) -> int | None:
        """How many findings ask for a person; ``None`` before the first run."""
        return None if self._report is None else len(self._report.waiting)

    @property
    def state(self) -> ChecksState:
        """This moment, in the language that is on now."""
        report = self._report
        lines = self._lines() if self._view != "audit" else ()
        return ChecksState(
            views=wording.view_choices(report),
            view=self._view,
            severities=wording.severity_choices(),
            severity=self._severity,
            rules=wording.rule_choices(self._findings()),
            rule=self._rule,
            text=self._text,
            findings=lines,
            audit=self._audit() if self._view == "audit" else (),
            reading=self._reading(lines),
            told=wording.told(report, self._at) if report else "",
            working=self._working,
            percent=self._percent,
            checked=report is not None,
        )

    def refresh(self) -> None:
        """Check anew, unless the register is large and was checked already."""
        if self._report is None or self._report.households <= MOST_AT_ONCE:
            self.run()

    def run(self) -> None:
        """Run every rule over everything that is held, in the background."""
        if self._working:
            return
        self._working, self._percent = True, 0
        self.changed.emit()
        self._job = self._runner.file_job(self._check, self._ran, self._stopped, self._moved)

    def _check(self, job: Job) -> CheckReport:
        report = self._checking.register(None, job)
        keep_count(self._desk.store, report, self._desk.clock.now())
        return report

    def cancel(self) -> None:
        """Stop the run; what was found before stays."""
        if self._job is not None:
            self._job.cancel()

    def narrow(
        self,
        *,
        view: View | None = None,
        severity: str | None = None,
        rule: str | None = None,
        text: str | None = None,
    ) -> None:
        """Show only some; what is not given stays as it is."""
        if view is not None and view != self._view:
            self._view, self._rule, self._place = view, "", 0
        self._severity = self._severity if severity is None else severity
        self._rule = self._rule if rule is None else rule
        self._text = self._text if text is None else text
        self.changed.emit()

    def look_at(self, place: int) -> None:
        """Read the finding, or the line of the audit, at this place."""
        if place != self._place:
            self._place = place
            self.changed.emit()

    def explain(self, explanation: str) -> None:
        """Keep why the finding that is read is no fault."""
        reading = self.state.reading
        if reading is not None and reading.explainable and self._report is not None:
            finding = self._report.findings[reading.place]
            self._save(
                finding, lambda: self._checking.explain(finding, explanation),
                lambda: _("Kept as explained: {rule}").format(rule=finding.rule.id),
            )  # fmt: skip

    def withdraw(self) -> None:
        """Let the explained finding that is read stand open again."""
        reading = self.state.reading
        if reading is not None and reading.explained and self._report is not None:
            explained = self._report.explained[reading.place]
            rule = explained.finding.rule.id
            self._save(
                explained.finding, lambda: self._checking.withdraw(explained),
                lambda: _("Open again: {rule}").format(rule=rule),
            )  # fmt: skip

    def export(self, path: Path) -> None:
        """Write everything that was found into a workbook."""
        report, questions = self._report, self._desk.store.questions
        if report is None:
            return

        def write() -> int:
            names = {row.uid: row.name for row in questions.villages()}
            return export_findings(path, report, names)

        def done(rows: int) -> None:
            words = _n("{count} row saved: {file}", "{count} rows saved: {file}", rows)
            self.said.emit(lambda: words.format(count=rows, file=path.name))

        self._runner.ask(write, done, self.failed.emit)

    def _findings(self) -> tuple[Finding, ...]:
        if self._report is None:
            return ()
        if self._view == "explained":
            return tuple(one.finding for one in self._report.explained)
        return self._report.findings

    def _audit(self) -> tuple[AuditRow, ...]:
        if self._report is None:
            return ()
        lines = (*self._report.audit, *self._report.register)
        return tuple(wording.audit_row(*one) for one in enumerate(lines))

    def _lines(self) -> tuple[FindingLine, ...]:
        """The findings that the filters let through; worked out once for each choice."""
        key = (self._report, self._view, self._severity, self._rule, self._text, language())
        if self._shown is None or self._shown[0] != key:
            lines = (wording.finding_line(*one) for one in enumerate(self._findings()))
            self._shown = key, tuple(line for line in lines if self._takes(line))
        return self._shown[1]

    def _takes(self, line: FindingLine) -> bool:
        words = f"{line.number} {line.who} {line.rule} {line.sentence}".casefold()
        return (
            line.weight.startswith(self._severity)
            and self._rule in {"", line.rule}
            and self._text.casefold().strip() in words
        )

    def _reading(self, lines: tuple[FindingLine, ...]) -> Reading | None:
        if self._view == "audit":
            rows = self._audit()
            place = self._place if self._place < len(rows) else 0
            return wording.read_audit(rows[place]) if rows else None
        if self._report is None or not lines:
            return None
        place = self._place if any(line.place == self._place for line in lines) else lines[0].place
        if self._view == "explained":
            explained = self._report.explained[place]
            return wording.read_finding(place, explained.finding, explained)
        return wording.read_finding(place, self._report.findings[place], None)

    def _moved(self, news: Progress) -> None:
        self._percent = news.done * 100 // news.total if news.total else 0
        self.changed.emit()

    def _ran(self, report: CheckReport) -> None:
        self._report, self._at, self._place = report, self._desk.clock.now(), 0
        self._end()

    def _stopped(self, failure: BaseException) -> None:
        self._end()
        if isinstance(failure, Cancelled):
            self.said.emit(lambda: _("Stopped."))
        else:
            self.failed.emit(failure)

    def _end(self) -> None:
        self._working, self._job = False, None
        self.changed.emit()

    def _save(self, finding: Finding, act: Callable[[], Done], notice: Telling) -> None:
        """Do it, and judge again what the finding is about."""
        report = self._report

        def work() -> tuple[Done, CheckReport]:
            done = act()
            home = finding.household
            fresh = self._checking.household(home) if home else self._checking.declared()
            whole = fresh.in_place_of(report, home) if report else fresh
            keep_count(self._desk.store, whole, self._desk.clock.now())
            return done, whole

        def saved(answer: tuple[Done, CheckReport]) -> None:
            self._report, self._place = answer[1], 0
            self.changed.emit()
            self.saved.emit(Saved(notice, answer[0]))

        self._runner.ask(work, saved, self.failed.emit)
