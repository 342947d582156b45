"""The findings of a run and the audit as a workbook, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from fieldapp.foundation.i18n import _, language
from fieldapp.records.codes import code_list
from fieldapp.records.declare import entity_named
from fieldapp.rules.checks.audit_lines import AuditLine, signed
from fieldapp.rules.checks.findings import Finding, number
from fieldapp.services.check_report import CheckReport, Explained
from fieldapp.spreadsheets.plain_list import ListSheet, Value, write_lists


def export_findings(path: Path, report: CheckReport, villages: Mapping[str, str]) -> int:
    """Write open findings, explained ones and the audit, a sheet each; returns the rows.

    Raises:
        WorldFailed: ``not_writable``.
    """
    where = (_column("dq_issue", "village", 14), _column("household", "local_no", 12),
             _column("member", "name", 12))  # fmt: skip
    what = (_column("dq_issue", "severity", 8), _column("dq_issue", "rule", 10),
            (_("What is to be looked at"), 80))  # fmt: skip
    told = (_column("dq_issue", "explanation", 40), _column("dq_issue", "by", 10),
            _column("dq_issue", "when", 12))  # fmt: skip
    lines = (*report.audit, *report.register)
    return write_lists(
        path,
        [
            ListSheet(
                _("Open findings"), (*where, *what),
                [_finding(one, villages) for one in report.findings],
            ),
            ListSheet(
                _("Explained"), (*where, *what, *told),
                [_explained(one, villages) for one in report.explained],
            ),
            ListSheet(_("Declared figures"), _audit_columns(), [_line(line) for line in lines]),
        ],
    )  # fmt: skip


def _column(entity: str, field: str, width: int) -> tuple[str, int]:
    return entity_named(entity).fields[field].label(language()), width


def _finding(finding: Finding, villages: Mapping[str, str]) -> Sequence[Value]:
    severity = code_list("rule_severity").label(finding.rule.severity, language())
    village = villages.get(finding.village, "")
    who = finding.who if finding.household else ""
    sentence = finding.sentence(language())
    return village, finding.local_no, who, severity, finding.rule.id, sentence


def _explained(one: Explained, villages: Mapping[str, str]) -> Sequence[Value]:
    issue = one.issue
    when = issue.when.isoformat() if issue.when else ""
    return *_finding(one.finding, villages), issue.explanation, issue.by, when


def _audit_columns() -> tuple[tuple[str, int], ...]:
    return (
        _column("village_year", "village", 14), _column("village_year", "year", 8), ("", 6),
        (_("Check"), 44), (_("Declared"), 22), (_("Computed"), 18), (_("Difference"), 18),
        (_("Result"), 12), (_("Arithmetic"), 80),
    )  # fmt: skip


def _line(line: AuditLine) -> Sequence[Value]:
    outcome = line.outcome
    return (
        line.village_name, line.year, line.id, line.check(language()), figures(outcome.declared),
        figures(outcome.computed), differences(outcome.difference),
        code_list("audit_result").label(line.result, language()), line.label(language()),
    )  # fmt: skip


def figures(values: Sequence[Decimal]) -> str:
    """The figures of one column of the audit, several with dots between."""
    return " · ".join(number(value) for value in values)


def differences(values: Sequence[Decimal]) -> str:
    """The differences of one line with their signs."""
    return " · ".join(signed(value) for value in values)
