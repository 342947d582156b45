"""Tables of a household: its people, measures, cards, causes and visits."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.models.wording import english
from ui.pages.household.state import (
    CardRow,
    CauseRow,
    IncomeRow,
    MeasureRow,
    MemberRow,
    VisitRow,
)


def member_columns() -> tuple[Column[MemberRow], ...]:
    """The people."""
    wide = english()
    return (
        Column(_("Name"), lambda r: r.name, key="name", strong=True, quiet=lambda r: r.status,
               width=128),
        Column(_("Relation"), lambda r: r.relation, key="relation", tone=_gone, width=80),
        Column(_("Sex"), lambda r: r.sex, key="sex", tone=_gone, width=72 if wide else 48),
        Column(_("Age"), lambda r: r.age, key="age", tone=_gone, align="right", width=56),
        Column(_("ID number"), lambda r: r.id_number, key="id", tone=lambda _r: "quiet", width=164),
        Column(_("Schooling"), lambda r: r.schooling, key="school", tone=_gone,
               width=148 if wide else 96),
        Column(_("Labour"), lambda r: r.labour, key="labour", tone=_gone,
               width=130 if wide else 110),
        Column(_("Works away"), lambda r: r.work, key="work", tone=_gone, width=0),
    )  # fmt: skip


def income_columns() -> tuple[Column[IncomeRow], ...]:
    """The items of income."""
    return (
        Column(_("Item"), lambda r: r.item, key="item", strong=True, quiet=lambda r: r.whose,
               width=230),
        Column(_("Amount, yuan"), lambda r: r.amount, key="amount", align="right", width=118),
        Column(_("Quantity × price"), lambda r: r.how, key="how", align="right", width=150),
        Column(_("How it counts"), lambda r: r.counts, key="counts", width=190),
        Column(_("Evidence"), lambda r: r.evidence, key="evidence", tone=lambda _r: "quiet",
               width=0),
    )  # fmt: skip


def measure_columns() -> tuple[Column[MeasureRow], ...]:
    """The measures."""
    return (
        Column(_("Measure"), lambda r: r.title, key="title", strong=True, width=106),
        Column(_("Kind"), lambda r: r.group, key="group", width=92),
        Column(_("Amount"), lambda r: r.quantity, key="quantity", align="right", width=72),
        Column(_("Paid / planned"), lambda r: r.money, key="money", align="right", width=104),
        Column(_("Owner"), lambda r: r.owner, key="owner", width=60),
        Column(_("Due"), lambda r: r.due, key="due", tone=lambda r: r.due_tone, width=92),
        Column(_("State"), lambda r: r.state, key="state",
               chip=lambda r: "green" if r.open else "general", width=0),
    )  # fmt: skip


def card_columns() -> tuple[Column[CardRow], ...]:
    """The cards, the newest first."""
    return (
        Column(_("Card"), lambda r: r.card, key="card", chip=lambda r: r.tone, width=76),
        Column(_("From"), lambda r: r.since, key="since", width=124),
        Column(_("Until"), lambda r: r.until, key="until", tone=lambda _r: "quiet", width=76),
        Column(_("Reason"), lambda r: r.reason, key="reason", width=0),
        Column(_("Decided"), lambda r: r.decided, key="decided", width=110),
    )  # fmt: skip


def cause_columns() -> tuple[Column[CauseRow], ...]:
    """The causes, the newest year first."""
    return (
        Column(_("Year"), lambda r: r.year, key="year", width=64),
        Column(_("Leading cause"), lambda r: r.main, key="main", strong=True, width=130),
        Column(_("Others"), lambda r: r.others, key="others", quiet=lambda r: r.note, width=0),
    )  # fmt: skip


def visit_columns() -> tuple[Column[VisitRow], ...]:
    """The visits, the newest first."""
    return (
        Column(_("Day"), lambda r: r.day, key="day", strong=True, quiet=lambda r: r.ago,
               width=190),
        Column(_("Visitors"), lambda r: r.visitors, key="visitors", width=0),
        Column(_("Issues"), lambda r: r.issues, key="issues", tone=lambda _r: "warning", width=84),
    )  # fmt: skip


def _gone(row: MemberRow) -> str:
    return "" if row.here else "faint"
