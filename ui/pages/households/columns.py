"""The columns of the list of households."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from ui.models.frozen_table import Column
from ui.models.wording import (
    NOTHING,
    card_short,
    card_tone,
    code_word,
    days_ago,
    english,
    overdue_tone,
    whole_yuan,
)

_CARDS = {"RED": 0, "YELLOW": 1, "GENERAL": 2}


CONFLICTS = "conflicts"
"""The column that is seen only while a conflict is open."""


def columns(
    terms: Callable[[], Terms], marked: Callable[[str], bool], conflicts: Callable[[str], int]
) -> tuple[Column[HouseholdRow], ...]:
    """The columns; ``marked`` tells of a mark for printing, ``conflicts`` counts open ones."""
    wide = english()
    return (
        Column("", lambda r: "✓" if marked(r.uid) else "", key="mark", tone=_accent, width=34),
        Column(
            _("No."), lambda r: r.local_no, key="number", tone=_quiet,
            sort_key=lambda r: r.local_no, width=72,
        ),
        Column(
            _("Head"), lambda r: r.head_name or NOTHING, key="head", strong=True,
            sort_key=lambda r: (r.head_pinyin or r.head_name, r.local_no), width=96,
        ),
        Column(
            _("Card"), lambda r: card_short(r.card), key="card",
            chip=lambda r: card_tone(r.card) if r.card else "",
            sort_key=lambda r: (_CARDS.get(r.card or "", len(_CARDS)), r.head_pinyin), width=72,
        ),
        Column(
            "≠", lambda r: str(conflicts(r.uid) or ""), key=CONFLICTS,
            chip=lambda r: "red" if conflicts(r.uid) else "",
            sort_key=lambda r: (-conflicts(r.uid), r.head_pinyin), width=46,
        ),
        Column(
            _("Group"), lambda r: r.group or NOTHING, key="group",
            sort_key=lambda r: (r.group, r.head_pinyin), width=72,
        ),
        Column(
            _("People"), lambda r: str(r.people), key="people", align="right",
            sort_key=lambda r: r.people, width=66,
        ),
        Column(
            _("Leading cause"), lambda r: code_word("C06", r.main_cause), key="cause",
            tone=lambda r: "" if r.main_cause else "faint",
            sort_key=lambda r: r.main_cause or "~", width=0,
        ),
        Column(
            _("Per head, yuan"), lambda r: whole_yuan(r.per_head), key="income", align="right",
            sort_key=lambda r: Decimal(-1) if r.per_head is None else r.per_head,
            width=114 if wide else 108,
        ),
        Column(
            _("Last visit"), lambda r: _last(r, terms().today), key="visit",
            tone=lambda r: overdue_tone(terms().overdue(r)),
            sort_key=lambda r: "" if r.last_visit is None else r.last_visit.isoformat(),
            width=108 if wide else 96,
        ),
    )  # fmt: skip


def _last(row: HouseholdRow, today: dt.date) -> str:
    return _("never") if row.last_visit is None else days_ago(row.last_visit.date(), today)


def _quiet(_row: HouseholdRow) -> str:
    return "quiet"


def _accent(_row: HouseholdRow) -> str:
    return "accent"
