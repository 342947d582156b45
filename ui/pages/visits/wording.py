"""Puts visits into the words of the list and of the reading pane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.ports.questions import VisitRow
from fieldapp.records import Visit, VisitIssue
from fieldapp.records.declare import FieldSpec, fields_of
from fieldapp.rules.visit_form import FINDINGS
from ui.models.moments import moment_words
from ui.models.wording import card_short, card_tone, day_words, dotted, joined
from ui.pages.visits.state import Choices, Passage, VisitLine, VisitReading
from ui.widgets.text import Tone

_CODED = ("place_kind", "purpose", "sign_kind")
_TEXTS = ("family_change", "appeal_text", "explained_text")
_FIELDS = fields_of(Visit)


def period_choices() -> Choices:
    """The spans of time as filter."""
    return (
        ("month", _("this month")), ("week", _("this week")), ("quarter", _("this quarter")),
        ("", _("all")),
    )  # fmt: skip


def period_begins(period: str, today: dt.date) -> dt.date:
    """The first day of a span of time."""
    return {
        "week": today - dt.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
    }.get(period, dt.date.min)


def visitor_choices(rows: Sequence[VisitRow]) -> Choices:
    """Everybody who visited, as filter."""
    names = sorted({name for row in rows for name in row.visitors})
    return (("", _("all")), *((name, name) for name in names))


def visit_line(row: VisitRow, today: dt.date) -> VisitLine:
    """A visit as the table shows it."""
    minutes = None
    if row.start_at and row.end_at and row.end_at >= row.start_at:
        minutes = int((row.end_at - row.start_at).total_seconds()) // 60
    return VisitLine(
        row.uid, row.household, str(row.start_at or ""), moment_words(row.start_at, today),
        row.local_no, row.head_name, card_short(row.card), card_tone(row.card), row.group,
        joined(row.visitors), minutes, " ".join(row.appeal.split()), row.issues_open,
    )  # fmt: skip


def count_words(lines: Sequence[VisitLine]) -> str:
    """How many visits to how many households."""
    homes = len({line.household for line in lines})
    visits = _n("{count} visit", "{count} visits", len(lines)).format(count=f"{len(lines):,}")
    return dotted(visits, _n("{count} household", "{count} households", homes).format(count=homes))


def reading(
    line: VisitLine, visit: Visit, issues: Sequence[VisitIssue], today: dt.date
) -> VisitReading:
    """A visit as it is read; names of fields come from the dictionary."""
    passages = (*_circumstances(line, visit), *_findings(visit), *_said(visit, issues, today))
    return VisitReading(line, line.name or line.number, passages)


def _circumstances(line: VisitLine, visit: Visit) -> Iterator[Passage]:
    spent = _n("{count} minute", "{count} minutes", line.minutes or 0).format(count=line.minutes)
    yield Passage(_("When"), dotted(line.when, spent if line.minutes is not None else ""))
    if line.visitors:
        yield Passage(_label("visitors"), line.visitors)
    if visit.companions:
        yield Passage(_label("companions"), visit.companions)
    met = joined(visit.people_met or ()) or visit.nobody_home_reason or ""
    if met:
        name = "people_met" if visit.people_met else "nobody_home_reason"
        yield Passage(_label(name), met)
    for name in _CODED:
        words = _coded(_FIELDS[name], getattr(visit, name))
        if words:
            yield Passage(_label(name), words)
    if visit.weather:
        yield Passage(_label("weather"), visit.weather)


def _findings(visit: Visit) -> Iterator[Passage]:
    for name in FINDINGS:
        problem: bool | None = getattr(visit, f"{name}_problem")
        text_name = "income_note" if name == "income" else name
        text = getattr(visit, text_name) or ""
        if problem is not None or text:
            state = "" if problem is None else _("problem") if problem else _("in order")
            tone: Tone = "error" if problem else "ok" if problem is False and not text else ""
            yield Passage(_label(text_name), text or state, tone)
    if enjoyed := _coded(_FIELDS["policies_enjoyed"], visit.policies_enjoyed):
        yield Passage(_label("policies_enjoyed"), enjoyed)


def _said(visit: Visit, issues: Sequence[VisitIssue], today: dt.date) -> Iterator[Passage]:
    for name in _TEXTS:
        if text := getattr(visit, name):
            yield Passage(_label(name), text)
    for issue in issues:
        still = issue.state == "open"
        due = _("due {day}").format(day=day_words(issue.due, today)) if issue.due else ""
        words = dotted(issue.text or "", issue.action or "", due if still else _("done"))
        yield Passage(_("Promised"), words, "warning" if still else "ok")
    if visit.next_visit_date:
        yield Passage(_label("next_visit_date"), day_words(visit.next_visit_date, today))


def _label(name: str) -> str:
    return _FIELDS[name].label(language())


def _coded(spec: FieldSpec, value: str | tuple[str, ...] | None) -> str:
    if spec.codes is None or not value:
        return ""
    values = (value,) if isinstance(value, str) else value
    return joined([spec.codes.label(one, language()) for one in values])
