"""The data-quality report: what the checks found, where, and room for what is done about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.records import Village
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.audit_lines import AuditLine, signed
from fieldapp.rules.checks.findings import Finding, Severity, number
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.open_conflicts import conflicts_line
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import ACROSS
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table

_SIZE = 9.0
_SEVERITIES: tuple[Severity, ...] = ("E", "W", "I")


@dataclass(frozen=True)
class QualityPaper:
    """What a run of the checks found in a village; ``explained`` counts what was explained.

    ``conflicts`` counts those that are open in the village.
    """

    village: Village
    today: dt.date
    findings: tuple[Finding, ...]
    explained: int
    audit: tuple[AuditLine, ...]
    households: int
    conflicts: int = 0


def quality_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Data-Quality Report")


def quality_report(paper: QualityPaper, words: FormWords) -> FlowSheet:
    """The report of one village."""
    village = paper.village
    heading = Heading(
        quality_title(words),
        place_line(words, village.county_name or "", village.township_name or "", village.name),
        words.gettext("As of {day}", day=words.day(paper.today)),
    )
    blocks: list[Block] = [
        Prose(_summary(paper, words)),
        *conflicts_line(paper.conflicts, words),
    ]
    if paper.findings:
        blocks += [_rules(paper.findings, words), _findings(paper.findings, words)]
    if paper.audit:
        blocks.append(audit_table(paper.audit, words, ACROSS.body_width))
    ending = Signatures(
        (words.colon(words.gettext("Team leader signs")),), words.day_to_write(),
        ACROSS.body_width / 3,
    )  # fmt: skip
    return FlowSheet(heading, village.name, tuple(blocks), ending, ACROSS)


def _summary(paper: QualityPaper, words: FormWords) -> str:
    counts = Counter(finding.rule.severity for finding in paper.findings)
    severities = code_list("rule_severity")
    return words.apart(
        (
            words.ngettext(
                "{count} household checked", "{count} households checked", paper.households
            ),
            *(
                words.named(severities.label(each, words.language), str(counts[each]))
                for each in _SEVERITIES
            ),
            words.gettext("{count} explained", count=paper.explained),
        )
    )


def _rules(findings: Sequence[Finding], words: FormWords) -> Table:
    counts = Counter(finding.rule for finding in findings)
    order = sorted(counts, key=lambda r: (_SEVERITIES.index(r.severity), -counts[r], r.key))
    homes = {
        rule: len({one.household for one in findings if one.rule == rule and one.household})
        for rule in order
    }
    lines = [
        (
            words.code("rule_severity", rule.severity), rule.id, rule.listed(words.language),
            str(counts[rule]), str(homes[rule]),
        )
        for rule in order
    ]  # fmt: skip
    header = (
        words.gettext("Severity"), words.gettext("Rule"), words.gettext("What it says"),
        words.gettext("Findings in all"), words.gettext("Households concerned"),
    )  # fmt: skip
    return listing(
        Columns((0.8, 0.9, 6, 0.8, 0.8), header, "mmlrr"), lines, size=_SIZE,
        width=ACROSS.body_width, caption=words.gettext("By rule"),
    )  # fmt: skip


def _findings(findings: Sequence[Finding], words: FormWords) -> Table:
    header = (
        words.gettext("#"), words.gettext("Severity"), words.gettext("Rule"),
        words.gettext("Number"), words.gettext("Person"), words.gettext("What is to be looked at"),
        words.gettext("What was done"),
    )  # fmt: skip
    lines = [
        (
            str(place), words.code("rule_severity", one.rule.severity), one.rule.id, one.local_no,
            one.who, one.sentence(words.language), "",
        )
        for place, one in enumerate(findings, start=1)
    ]  # fmt: skip
    return listing(
        Columns((0.55, 0.8, 0.9, 0.9, 1.1, 4.6, 1.9), header, "mmmmlll"), lines, size=_SIZE,
        width=ACROSS.body_width, caption=words.gettext("By household"),
    )  # fmt: skip


def audit_table(lines: Sequence[AuditLine], words: FormWords, width: float) -> Table:
    """Declared figures beside computed ones, with the arithmetic in a sentence."""
    header = (
        "", words.gettext("Check"), words.gettext("Declared"), words.gettext("Computed"),
        words.gettext("Difference"), words.gettext("Result"), words.gettext("Arithmetic"),
    )  # fmt: skip
    rows = [
        (
            line.id, line.check(words.language), _figures(line.outcome.declared),
            _figures(line.outcome.computed),
            " · ".join(signed(value) for value in line.outcome.difference),
            words.code("audit_result", line.result), line.label(words.language),
        )
        for line in lines
    ]  # fmt: skip
    return listing(
        Columns((0.6, 2.0, 1.3, 1.45, 1.5, 0.95, 3.3), header, "mlrrrml"), rows, size=_SIZE,
        width=width, caption=words.gettext("Declared figures and the register"),
    )  # fmt: skip


def _figures(values: Sequence[Decimal]) -> str:
    return " · ".join(number(value) for value in values)
