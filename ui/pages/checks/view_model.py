"""What happens on the page of the checks: running them, narrowing the lists, explaining."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.ports.store import Done
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_export import export_findings
from fieldapp.services.check_report import CheckReport
from fieldapp.services.desk import Desk
from ui.findings import wording as finding_words
from ui.findings.lines import FindingLine, Reading
from ui.navigation.intents import Saved, Telling
from ui.pages.checks import wording
from ui.pages.checks.run import CheckRun
from ui.pages.checks.state import AuditRow, ChecksState, View
from ui.workers.runner import Runner

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
        self.run = CheckRun(desk, runner)
        self.run.moved.connect(self.changed)
        self.run.ended.connect(self._ended)
        self.run.said.connect(self.said)
        self.run.failed.connect(self.failed)
        self._view: View = "open"
        self._severity = self._rule = self._text = ""
        self._place = 0
        self._shown: tuple[object, tuple[FindingLine, ...]] | None = None

    @property
    def state(self) -> ChecksState:
        """This moment, in the language that is on now."""
        report = self.run.report
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
            told=wording.told(report, self.run.at) if report else "",
            working=self.run.working,
            percent=self.run.percent,
            checked=report is not None,
        )

    def refresh(self) -> None:
        """Check anew, unless the register is large and was checked already."""
        report = self.run.report
        if report is None or report.households <= MOST_AT_ONCE:
            self.run.start()

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
        if reading is not None and reading.explainable and self.run.report is not None:
            finding = self.run.report.findings[reading.place]
            self._save(
                finding, lambda: self.run.checking.explain(finding, explanation),
                lambda: _("Kept as explained: {rule}").format(rule=finding.rule.id),
            )  # fmt: skip

    def withdraw(self) -> None:
        """Let the explained finding that is read stand open again."""
        reading = self.state.reading
        if reading is not None and reading.explained and self.run.report is not None:
            explained = self.run.report.explained[reading.place]
            rule = explained.finding.rule.id
            self._save(
                explained.finding, lambda: self.run.checking.withdraw(explained),
                lambda: _("Open again: {rule}").format(rule=rule),
            )  # fmt: skip

    def export(self, path: Path) -> None:
        """Write everything that was found into a workbook."""
        report, questions = self.run.report, self._desk.store.questions
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
        if self.run.report is None:
            return ()
        if self._view == "explained":
            return tuple(one.finding for one in self.run.report.explained)
        return self.run.report.findings

    def _audit(self) -> tuple[AuditRow, ...]:
        if self.run.report is None:
            return ()
        lines = (*self.run.report.audit, *self.run.report.register)
        return tuple(wording.audit_row(*one) for one in enumerate(lines))

    def _lines(self) -> tuple[FindingLine, ...]:
        """The findings that the filters let through; worked out once for each choice."""
        key = (self.run.report, self._view, self._severity, self._rule, self._text, language())
        if self._shown is None or self._shown[0] != key:
            lines = (finding_words.finding_line(*one) for one in enumerate(self._findings()))
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
        if self.run.report is None or not lines:
            return None
        place = self._place if any(line.place == self._place for line in lines) else lines[0].place
        if self._view == "explained":
            explained = self.run.report.explained[place]
            return finding_words.read_finding(place, explained.finding, explained)
        return finding_words.read_finding(place, self.run.report.findings[place], None)

    def _ended(self) -> None:
        self._place = 0
        self.changed.emit()

    def _save(self, finding: Finding, act: Callable[[], Done], notice: Telling) -> None:
        """Do it, and judge again what the finding is about."""
        report = self.run.report

        def work() -> tuple[Done, CheckReport]:
            done = act()
            home = finding.household
            fresh = self.run.checking.household(home) if home else self.run.checking.declared()
            return done, self.run.keep(fresh.in_place_of(report, home) if report else fresh)

        def saved(answer: tuple[Done, CheckReport]) -> None:
            self.run.report = answer[1]
            self._ended()
            self.saved.emit(Saved(notice, answer[0]))

        self._runner.ask(work, saved, self.failed.emit)
