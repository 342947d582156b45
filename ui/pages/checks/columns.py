"""The columns of the audit."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.models.wording import english
from ui.pages.checks.state import AuditRow


def audit_columns() -> tuple[Column[AuditRow], ...]:
    """One line of the audit a row."""
    wide = english()
    return (
        Column("", lambda a: a.id, tone=lambda _a: "quiet", width=48),
        Column(_("Check"), lambda a: a.check, width=0),
        Column(_("Declared"), lambda a: a.declared, align="right", width=128),
        Column(_("Computed"), lambda a: a.computed, align="right", width=96),
        Column(_("Difference"), lambda a: a.difference, align="right", width=104),
        Column(_("Result"), lambda a: a.result, tone=lambda a: a.tone, strong=True,
               width=120 if wide else 72),
    )  # fmt: skip
