"""How something due is named: its kind, what it is, and how late it is."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import N_, _
from fieldapp.services.due import DueItem, DueKind
from ui.models.wording import code_word, days_ago
from ui.widgets.text import Tone

DUE_KINDS: dict[DueKind, str] = {
    "measure": N_("Measure"),
    "issue": N_("Issue of a visit"),
    "decision": N_("Decision of a meeting"),
    "followup": N_("Chronic follow-up"),
    "vaccination": N_("Vaccination"),
    "antenatal": N_("Antenatal visit"),
}
"""The kinds in the order in which they are shown."""


def due_title(item: DueItem) -> str:
    """What is due, without the kind."""
    return code_word("chronic_disease", item.title) if item.kind == "followup" else item.title


def due_when(item: DueItem, today: dt.date) -> tuple[str, Tone]:
    """How late or how soon, and its tone."""
    if item.due == today:
        return _("today"), "warning"
    return days_ago(item.due, today), "error" if item.due < today else ""
