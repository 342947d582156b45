"""The findings and the audit in the language of the screen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records.codes import code_list
from fieldapp.records.declare import entity_named
from fieldapp.rules.checks.audit_lines import AuditLine
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_export import differences, figures
from fieldapp.services.check_report import CheckReport, Explained
from ui.models.wording import code_word, dotted, full_day
from ui.pages.checks.state import AuditRow, Choices, FindingLine, Reading
from ui.widgets.text import Tone

_TONES: dict[str, Tone] = {
    "E": "error", "W": "warning", "I": "quiet", "fail": "error", "warn": "warning", "pass": "ok",
    "info": "quiet",
}  # fmt: skip


def finding_line(place: int, finding: Finding, *, explained: bool = False) -> FindingLine:
    """One finding as the table shows it; an explained one is quiet."""
    severity = finding.rule.severity
    word = _("explained") if explained else code_word("rule_severity", severity)
    tone: Tone = "quiet" if explained else _TONES[severity]
    return FindingLine(
        place, severity, word, tone, finding.rule.id, finding.local_no, finding.who,
        _begun(finding.sentence(language())), finding.household,
    )  # fmt: skip


def audit_row(place: int, line: AuditLine) -> AuditRow:
    """One line of the audit as the table shows it."""
    outcome = line.outcome
    return AuditRow(
        place, line.id, line.village_name, _begun(line.check(language())),
        figures(outcome.declared),
        figures(outcome.computed), differences(outcome.difference),
        code_word("audit_result", line.result), _TONES[line.result], line.label(language()),
    )  # fmt: skip


def read_finding(place: int, finding: Finding, explained: Explained | None) -> Reading:
    """One finding, to be read and explained."""
    rule = finding.rule
    spec = entity_named(finding.entity)
    field = spec.fields.get(finding.field)
    where = dotted(spec.label(language()), field.label(language()) if field else "")
    note = ""
    if explained is not None:
        issue = explained.issue
        note = f"{issue.explanation}\n{dotted(issue.by or '', full_day(issue.when))}"
    return Reading(
        place=place,
        title=dotted(finding.local_no, finding.who),
        tone=_TONES[rule.severity],
        head=dotted(code_word("rule_severity", rule.severity), rule.id, where),
        sentence=_begun(finding.sentence(language())),
        note=note,
        household=finding.household,
        explainable=explained is None,
        explained=explained is not None,
    )


def read_audit(row: AuditRow) -> Reading:
    """One line of the audit, to be read."""
    return Reading(
        place=row.place, title=row.check, tone=row.tone,
        head=dotted(row.result, row.id, row.village), sentence=row.sentence,
    )  # fmt: skip


def view_choices(report: CheckReport | None) -> Choices:
    """The three lists with their counts."""
    found, explained, lines = 0, 0, 0
    if report is not None:
        found, explained = len(report.findings), len(report.explained)
        lines = len(report.audit) + len(report.register)
    return (
        ("open", _("open findings {count}").format(count=found)),
        ("explained", _("explained {count}").format(count=explained)),
        ("audit", _("declared figures {count}").format(count=lines)),
    )


def severity_choices() -> Choices:
    """All weights, then each."""
    codes = code_list("rule_severity").codes
    return ("", _("all")), *((code.value, code.label(language())) for code in codes)


def rule_choices(findings: Sequence[Finding]) -> Choices:
    """All rules, then those that are broken, with how often."""
    counts = Counter(finding.rule.id for finding in findings)
    return ("", _("all")), *((rule, f"{rule} · {n}") for rule, n in sorted(counts.items()))


def told(report: CheckReport, at: dt.datetime) -> str:
    """What was checked and when."""
    homes = _n("{count} household checked", "{count} households checked", report.households)
    return dotted(
        homes.format(count=f"{report.households:,}"),
        _("{count} rules asked").format(count=f"{report.rules:,}"),
        f"{at:%H:%M}",
    )


def _begun(sentence: str) -> str:
    """A sentence that stands alone begins with a capital."""
    return sentence[:1].upper() + sentence[1:]
