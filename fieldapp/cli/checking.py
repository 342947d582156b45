"""The command ``check``: findings, explanations, and the audit of declared figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.i18n import language
from fieldapp.rules.checks.audit_lines import AuditLine
from fieldapp.rules.checks.findings import Finding, all_rules
from fieldapp.services.check_count import keep_count
from fieldapp.services.check_export import export_findings
from fieldapp.services.check_report import CheckReport, Explained
from fieldapp.services.checking import Checking
from fieldapp.services.lookup import the_village


def check(context: Context) -> Result:
    """Run every rule over a village or over all; with ``--rules`` only list the rules."""
    given = context.arguments
    if given.rules:
        return _rules()
    store = context.desk.store
    village = the_village(store, given.village).uid if given.village else None
    report = Checking(context.desk.registers).register(village, context.job())
    if village is None:
        keep_count(store, report, context.desk.clock.now())
    names = {row.uid: row.name for row in store.questions.villages()}
    if given.output:
        export_findings(Path(given.output), report, names)
    if not context.json:
        return _in_words(report)
    return {
        "households": report.households,
        "rules_run": report.rules,
        "waiting": len(report.waiting),
        "findings": [_finding(one, names) for one in report.findings],
        "explained": [_explained(one, names) for one in report.explained],
        "audit": [_line(one) for one in report.audit],
        "register": [_line(one) for one in report.register],
    }


def _in_words(report: CheckReport) -> dict[str, object]:
    """What a person reads on a terminal."""
    return {
        "households": report.households,
        "waiting": len(report.waiting),
        "findings": [_short(one) for one in report.findings],
        "explained": [
            {**_short(one.finding), "explanation": one.issue.explanation, "by": one.issue.by}
            for one in report.explained
        ],
        "audit": [
            {"code": line.id, "result": line.result, "message": _told(line)}
            for line in (*report.audit, *report.register)
        ],
    }


def _short(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.rule.severity,
        "rule": finding.rule.id,
        "message": finding.message(language()),
    }


def _told(line: AuditLine) -> str:
    colon = ": " if language() == "en" else "："
    return f"{line.check(language())}{colon}{line.label(language())}"


def _rules() -> list[dict[str, object]]:
    return [
        {"rule": rule.id, "part": rule.part, "severity": rule.severity,
         "message": rule.listed(language())}
        for rule in all_rules()
    ]  # fmt: skip


def _finding(finding: Finding, villages: Mapping[str, str]) -> dict[str, object]:
    return {
        "rule": finding.rule.id,
        "part": finding.rule.part,
        "severity": finding.rule.severity,
        "entity": finding.entity,
        "id": finding.uid,
        "field": finding.field or None,
        "village": villages.get(finding.village),
        "local_no": finding.local_no or None,
        "message": finding.message(language()),
    }


def _explained(one: Explained, villages: Mapping[str, str]) -> dict[str, object]:
    issue = one.issue
    return {
        **_finding(one.finding, villages),
        "explanation": issue.explanation,
        "by": issue.by,
        "when": issue.when.isoformat() if issue.when else None,
    }


def _line(line: AuditLine) -> dict[str, object]:
    outcome = line.outcome
    return {
        "id": line.id,
        "village": line.village_name,
        "year": line.year,
        "check": line.check(language()),
        "declared": _plain(outcome.declared),
        "computed": _plain(outcome.computed),
        "difference": _plain(outcome.difference),
        "result": line.result,
        "message": line.label(language()),
    }


def _plain(figures: Sequence[Decimal]) -> object:
    """One figure as a number, several as a list, none as null."""
    plain = [int(one) if one == one.to_integral_value() else float(one) for one in figures]
    if len(plain) > 1:
        return plain
    return plain[0] if plain else None
