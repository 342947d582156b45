"""A visit as it is read, passage by passage; names of fields come from the dictionary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records import Visit, VisitIssue
from fieldapp.records.declare import FieldSpec, fields_of
from fieldapp.rules.visit_form import FINDINGS
from ui.models.moments import moment_words
from ui.models.wording import day_words, dotted, joined
from ui.widgets.text import Tone

_CODED = ("place_kind", "purpose", "sign_kind")
_TEXTS = ("family_change", "appeal_text", "explained_text")
_FIELDS = fields_of(Visit)


@dataclass(frozen=True)
class Passage:
    """A labelled passage of a visit."""

    label: str
    text: str
    tone: Tone = ""


def passages(
    visit: Visit, issues: Sequence[VisitIssue], visitors: str, today: dt.date
) -> tuple[Passage, ...]:
    """Everything said in a visit, in the order of the form; ``visitors`` are names in a row."""
    return (
        *_circumstances(visit, visitors, today), *_findings(visit), *_said(visit, issues, today)
    )  # fmt: skip


def minutes_of(start: dt.datetime | None, end: dt.datetime | None) -> int | None:
    """How long a visit took; ``None`` when that is not known."""
    return None if not start or not end or end < start else int((end - start).total_seconds()) // 60


def _circumstances(visit: Visit, visitors: str, today: dt.date) -> Iterator[Passage]:
    minutes = minutes_of(visit.start_at, visit.end_at)
    spent = _n("{count} minute", "{count} minutes", minutes or 0).format(count=minutes)
    when = moment_words(visit.start_at, today)
    yield Passage(_("When"), dotted(when, spent if minutes is not None else ""))
    if visitors:
        yield Passage(_label("visitors"), visitors)
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
