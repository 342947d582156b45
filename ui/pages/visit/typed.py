"""What the rules find in a visit while it is typed, beside the fields of the page."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.rules.checks.findings import Severity
from fieldapp.services.while_typing import TypedFinding
from ui.findings.wording import begun
from ui.pages.visit.state import Remark
from ui.widgets.problem_list import Weight

_KEYS: Mapping[tuple[str, str], str] = {
    ("visit", "start_at"): "visit.start_at",
    ("visit", "end_at"): "visit.end_at",
    ("household_year", "main_cause"): "cause.main",
    ("household_year", "other_causes"): "cause.others",
    ("card_rating", "valid_from"): "card.colour",
    ("card_rating", "reason_text"): "card.reason",
}
"""By entity and field: the key of the field on the page."""
_WEIGHTS: Mapping[Severity, Weight] = {"E": "error", "W": "warning", "I": "missing"}


def typed_remark(typed: TypedFinding, language: str) -> Remark:
    """A finding as a remark; it marks the field it lies on, if the page shows that."""
    finding = typed.finding
    key = _KEYS.get((finding.entity, finding.field), "") if typed.near else ""
    severity = finding.rule.severity
    sentence = begun(finding.sentence(language))
    return Remark(key, sentence, _WEIGHTS[severity], bool(key), severity)
