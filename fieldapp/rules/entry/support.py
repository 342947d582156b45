"""Rules for what a household gets and how it is reviewed. Source: dictionary 1.6, 3.1, 3.5, 3.7."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.records import Benefit, ExitReview, MonitoringCase, Pairing, Plan
from fieldapp.rules.derived import benefit_sum
from fieldapp.rules.entry.remark import Around, Remark, label_of

UNSTATED = "unstated"
PASSED = "passed"
EXIT_CONDITIONS = (
    "food", "clothes", "schooling", "medical", "housing", "water", "household_agrees",
)  # fmt: skip


def benefit(record: Benefit, around: Around) -> Iterator[Remark]:
    """Money: worked out again where the basis is stated, said where it is not."""
    del around
    due = benefit_sum(record.quantity, record.rate, record.cap)
    if record.basis == UNSTATED:
        yield Remark("benefit.unstated", "I", "basis")
    elif due is not None and record.amount is not None and due != record.amount:
        yield Remark("benefit.sum", "W", "amount", {"amount": f"{due:,.2f}".removesuffix(".00")})
    if record.cap is not None and record.amount is not None and record.amount > record.cap:
        yield Remark("benefit.cap", "W", "amount")


def plan(record: Plan, around: Around) -> Iterator[Remark]:
    """One plan a household and year, reviewed by the village before the township."""
    yield from _one_a_year(record, around, "year.twice")
    if (
        record.village_review
        and record.township_review
        and record.township_review < record.village_review
    ):
        yield Remark("plan.order", "W", "township_review")


def pairing(record: Pairing, around: Around) -> Iterator[Remark]:
    """A helper: the period, one first helper, not too many households."""
    if record.start_date and record.end_date and record.end_date < record.start_date:
        yield Remark("period.order", "E", "end_date")
    if record.end_date is not None:
        return
    others = [p for p in around.siblings if isinstance(p, Pairing) and p.end_date is None]
    if record.rank == "first" and any(other.rank == "first" for other in others):
        yield Remark("pairing.first", "W", "rank")
    most = around.limits.second_homes
    if record.rank == "second" and around.second_homes >= most:
        facts = {"count": around.second_homes + 1, "most": most}
        yield Remark("pairing.second", "W", "team_member", facts)


def exit_review(record: ExitReview, around: Around) -> Iterator[Remark]:
    """A review: nothing passes by itself, and nothing passes with a condition open."""
    yield from _one_a_year(record, around, "exit.twice")
    yield from notice_period(
        record.notice_from, record.notice_to, "notice_to", around.limits.notice_days
    )
    if record.result != PASSED:
        return
    unmet = [name for name in EXIT_CONDITIONS if getattr(record, name) is not True]
    if unmet:
        labels = tuple(label_of(record, name) for name in unmet)
        yield Remark("exit.unmet", "E", "result", labels=labels)
    income, line = record.per_head_income, record.line_used
    if income is not None and line is not None and income <= line:
        yield Remark("exit.income", "W", "per_head_income")


def monitoring(record: MonitoringCase, around: Around) -> Iterator[Remark]:
    """A case: what is removed says how and when."""
    del around
    if record.removed and not (record.removed_way and record.removed_date):
        yield Remark("monitoring.removed", "E", "removed_date")
    if record.found_date and record.removed_date and record.removed_date < record.found_date:
        yield Remark("period.order", "E", "removed_date")


def notice_period(
    start: dt.date | None, end: dt.date | None, about: str, least: int
) -> Iterator[Remark]:
    """A public notice: in order and long enough, both days counted."""
    if start is None or end is None:
        return
    days = (end - start).days + 1
    if days < 1:
        yield Remark("period.order", "E", about)
    elif days < least:
        yield Remark("notice.short", "W", about, {"days": days, "least": least})


def _one_a_year(record: Plan | ExitReview, around: Around, rule: str) -> Iterator[Remark]:
    if any(getattr(other, "year", None) == record.year for other in around.siblings):
        yield Remark(rule, "E", "year", {"year": record.year})
