"""The columns of a list of findings."""

from __future__ import annotations

from fieldapp.foundation.i18n import _, language
from fieldapp.records import DqIssue, Member
from fieldapp.records.declare import fields_of
from ui.findings.lines import FindingLine
from ui.models.frozen_table import Column
from ui.models.wording import english

_GRAVITY = "EWI"


def dq_label(field: str) -> str:
    """The label of a field of the findings."""
    return fields_of(DqIssue)[field].label(language())


def finding_columns() -> tuple[Column[FindingLine], ...]:
    """One finding a row."""
    return (
        Column(dq_label("severity"), lambda f: f.severity, key="weight", tone=lambda f: f.tone,
               sort_key=lambda f: (_GRAVITY.index(f.weight), f.place), strong=True,
               width=84 if english() else 64),
        Column(dq_label("rule"), lambda f: f.rule, sort_key=lambda f: f.rule, width=76,
               tone=lambda _f: "quiet"),
        Column(fields_of(Member)["name"].label(language()), lambda f: f.who,
               quiet=lambda f: f.number, strong=True, width=128,
               sort_key=lambda f: (f.number, f.who)),
        Column(_("What is to be looked at"), lambda f: f.sentence, width=0),
    )  # fmt: skip
