"""Findings in the language of the screen."""

from __future__ import annotations

from fieldapp.foundation.i18n import _, language
from fieldapp.records.declare import entity_named
from fieldapp.rules.checks.findings import Finding, Severity
from fieldapp.services.check_report import Explained
from ui.findings.lines import FindingLine, Reading
from ui.models.wording import code_word, dotted, full_day
from ui.widgets.text import Tone

_TONES: dict[str, Tone] = {"E": "error", "W": "warning", "I": "quiet"}


def finding_line(place: int, finding: Finding, *, explained: bool = False) -> FindingLine:
    """One finding as the table shows it; an explained one is quiet."""
    severity = finding.rule.severity
    word = _("explained") if explained else code_word("rule_severity", severity)
    tone: Tone = "quiet" if explained else _TONES[severity]
    return FindingLine(
        place, severity, word, tone, finding.rule.id, finding.local_no, finding.who,
        begun(finding.sentence(language())), finding.household,
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
        sentence=begun(finding.sentence(language())),
        note=note,
        household=finding.household,
        explainable=explained is None,
        explained=explained is not None,
    )


def begun(sentence: str) -> str:
    """A sentence that stands alone begins with a capital."""
    return sentence[:1].upper() + sentence[1:]


def weighed(severity: Severity | None, words: str) -> str:
    """How much something weighs and what it is, such as ``Error: the ID number …``."""
    if severity is None:
        return words
    colon = ": " if language() == "en" else "："
    return f"{code_word('rule_severity', severity)}{colon}{words}"
