"""The findings and the audit in the language of the screen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.audit_lines import AuditLine
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_export import differences, figures
from fieldapp.services.check_report import CheckReport
from ui.findings.lines import Reading
from ui.findings.wording import begun
from ui.models.wording import code_word, dotted
from ui.pages.checks.state import AuditRow
from ui.widgets.buttons import Choices
from ui.widgets.text import Tone

_TONES: dict[str, Tone] = {"fail": "error", "warn": "warning", "pass": "ok", "info": "quiet"}


def audit_row(place: int, line: AuditLine) -> AuditRow:
    """One line of the audit as the table shows it."""
    outcome = line.outcome
    return AuditRow(
        place, line.id, line.village_name, begun(line.check(language())),
        figures(outcome.declared),
        figures(outcome.computed), differences(outcome.difference),
        code_word("audit_result", line.result), _TONES[line.result], line.label(language()),
    )  # fmt: skip


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
