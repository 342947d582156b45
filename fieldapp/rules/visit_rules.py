"""What is wrong with, or missing in, one entry of a visit: pure functions, problems out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from fieldapp.foundation.i18n import N_, translator
from fieldapp.records import Measure, Visit, VisitIssue
from fieldapp.records.declare import fields_of
from fieldapp.rules.visit_form import FINDINGS, IssueStep, MeasureStep, VisitFacts, VisitForm

Severity = Literal["E", "W", "I"]
_StepT = TypeVar("_StepT", MeasureStep, IssueStep)

SENTENCES: dict[str, str] = {
    "visit.household": N_("The household is missing"),
    "visit.start": N_("When the visit began is missing"),
    "visit.visitors": N_("Who visited is missing"),
    "visit.place": N_("The place is missing"),
    "visit.purpose": N_("The purpose is missing"),
    "visit.met": N_("Name who was met, or why nobody was"),
    "visit.next": N_("The next visit lies before this one"),
    "visit.unreadable": N_("“{field}” cannot be read"),
    "card.day": N_("The present card holds from {since}; a change cannot be earlier"),
    "cause.main": N_("Other causes are named, but no main cause"),
    "measure.dates": N_("{title}: due before it starts"),
    "measure.result": N_("{title}: done needs the day"),
    "measure.needs": N_("{title}: {field} is missing"),
    "issue.needs": N_("{title}: {field} is missing"),
    "promise.overdue": N_("{title} is overdue: give a reason or a new date"),
    "promise.kept_date": N_("{title}: the new date has passed already"),
    "finding.words": N_("{field}: a problem, but no word about it"),
    "finding.medical": N_("A problem with medical care, but no illness cause or health measure"),
    "finding.schooling": N_("A problem with schooling, but no such cause or education measure"),
    "finding.housing": N_("A problem with housing, but no measure for it"),
    "finding.water": N_("A problem with water, but no such cause or measure for it"),
    "sign.kind": N_("The kind of signature is missing"),
    "sign.proxy": N_("Who signed as proxy is missing"),
}  # fmt: skip
"""What a person reads, by rule: ``{title}`` is the thing's own name, ``{field}`` a label.

What the dictionary's own rules say of an entry they say themselves.
"""

BLOCKING = frozenset(
    {"visit.household", "visit.start", "visit.visitors", "visit.unreadable", "card.day"}
)
"""Without these a record would be meaningless; everything else may be saved and put right later."""

_ANSWERS: dict[str, tuple[str, frozenset[str], frozenset[str]]] = {
    "medical": ("finding.medical", frozenset({"01"}), frozenset({"07"})),
    "schooling": ("finding.schooling", frozenset({"03"}), frozenset({"05"})),
    "housing": ("finding.housing", frozenset(), frozenset({"03", "08"})),
    "water": ("finding.water", frozenset({"06"}), frozenset({"10", "15"})),
}
"""For a finding: the rule, the causes and the groups of measures that answer its problem."""

_NEW_MEASURE = ("catalog", "helper", "start_date", "due_date")
_NEW_ISSUE = ("action", "owner", "due")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong or missing.

    ``key`` is the field it belongs to, such as ``visit.end_at`` or ``measure.<uid>.due``;
    ``field`` the declared field whose label the sentence names, as ``entity.field``.
    """

    rule: str
    severity: Severity
    key: str
    title: str = ""
    field: str = ""
    since: dt.date | None = None

    @property
    def blocks(self) -> bool:
        """Whether the entry cannot be saved like this."""
        return self.rule in BLOCKING

    def sentence(self, language: str) -> str:
        """What a person reads, in ``language``."""
        words = translator(language).gettext(SENTENCES[self.rule])
        since = self.since.isoformat() if self.since else ""
        return words.format(title=self.title, field=self._label(language), since=since)

    def _label(self, language: str) -> str:
        entity, _, name = self.field.partition(".")
        owner = {"measure": Measure, "visit_issue": VisitIssue}.get(entity, Visit)
        return fields_of(owner)[name].label(language) if name else ""


def problems(form: VisitForm, facts: VisitFacts) -> tuple[Problem, ...]:
    """Everything the rules find, errors first, each group in the order of the form."""
    found = [problem for rule in _RULES for problem in rule(form, facts)]
    return tuple(sorted(found, key=lambda problem: "EWI".index(problem.severity)))


def blocking(form: VisitForm, facts: VisitFacts) -> Problem | None:
    """The first thing that forbids saving; of the facts it asks for the time and the card only."""
    found = (problem for rule in _BLOCKING_RULES for problem in rule(form, facts))
    return next((problem for problem in found if problem.blocks), None)


def _promises(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    day = form.visit.start_at.date() if form.visit.start_at else facts.now.date()
    for measure in facts.measures:
        step = _step(form.measure_steps, measure.uid)
        answered = step is not None and (step.state in {"done", "stopped"} or step.reason)
        key = f"measure.{measure.uid}.due"
        due = (measure.due_date, step.due if step else None)
        yield from _promise(day, key, measure.title or "", due, bool(answered))
    for issue in facts.issues:
        told = _step(form.issue_steps, issue.uid)
        closed = told is not None and (told.state not in {None, "open"} or told.outcome)
        title = issue.action or issue.text or ""
        key = f"issue.{issue.uid}.due"
        yield from _promise(day, key, title, (issue.due, told.due if told else None), bool(closed))


def _promise(
    day: dt.date,
    key: str,
    title: str,
    due: tuple[dt.date | None, dt.date | None],
    answered: bool,
) -> Iterator[Problem]:
    before, after = due
    if answered or before is None:
        return
    if after is not None and after != before:
        if after < day:
            yield Problem("promise.kept_date", "W", key, title)
    elif before < day:
        yield Problem("promise.overdue", "W", key, title)


def _when(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    del facts
    if not form.visit.household:
        yield Problem("visit.household", "E", "visit.household")
    if form.visit.start_at is None:
        yield Problem("visit.start", "E", "visit.start_at")


def _who_and_where(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    del facts
    visit = form.visit
    if not visit.place_kind:
        yield Problem("visit.place", "E", "visit.place_kind")
    if not visit.visitors:
        yield Problem("visit.visitors", "E", "visit.visitors")
    if not (visit.people_met or visit.nobody_home_reason):
        yield Problem("visit.met", "E", "visit.people_met")
    if not visit.purpose:
        yield Problem("visit.purpose", "E", "visit.purpose")


def _findings(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    main, others = _causes(form, facts)
    causes = {main, *others}
    groups = {measure.catalog for measure in (*facts.measures, *form.measures)}
    for name in FINDINGS:
        if not getattr(form.visit, f"{name}_problem"):
            continue
        words = "income_note" if name == "income" else name
        if not getattr(form.visit, words):
            yield Problem("finding.words", "W", f"visit.{words}", field=f"visit.{words}")
        rule, by_cause, by_group = _ANSWERS.get(name, ("", frozenset(), frozenset()))
        if rule and not (causes & by_cause or groups & by_group):
            yield Problem(rule, "W", f"visit.{name}_problem")


def _card(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    if form.card is None or (facts.card and form.card == facts.card.colour):
        return
    since = facts.card.valid_from if facts.card else None
    if since and form.visit.start_at and form.visit.start_at.date() < since:
        yield Problem("card.day", "E", "card.colour", since=since)


def _cause(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    main, others = _causes(form, facts)
    if form.causes is not None and others and not main:
        yield Problem("cause.main", "W", "cause.main")


def _measures(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    held = {measure.uid: measure for measure in facts.measures}
    for step in form.measure_steps:
        measure = held.get(step.uid)
        if measure is None:
            continue
        title = measure.title or ""
        if step.due and measure.start_date and step.due < measure.start_date:
            yield Problem("measure.dates", "E", f"measure.{step.uid}.due", title)
        if step.state == "done" and step.result_date is None:
            yield Problem("measure.result", "E", f"measure.{step.uid}.result_date", title)
    for fresh in form.measures:
        yield from _new_measure(fresh)


def _new_measure(fresh: Measure) -> Iterator[Problem]:
    key, title = f"new_measure.{fresh.uid}", fresh.title or ""
    for name in _NEW_MEASURE:
        named_otherwise = name == "helper" and fresh.helper_text
        if not (getattr(fresh, name) or named_otherwise):
            yield Problem("measure.needs", "E", f"{key}.{name}", title, f"measure.{name}")
    if fresh.due_date and fresh.start_date and fresh.due_date < fresh.start_date:
        yield Problem("measure.dates", "E", f"{key}.due_date", title)
    if fresh.state == "done" and fresh.result_date is None:
        yield Problem("measure.result", "E", f"{key}.state", title)


def _issues(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    del facts
    for fresh in form.issues:
        for name in _NEW_ISSUE:
            named_otherwise = name == "owner" and fresh.owner_text
            if not (getattr(fresh, name) or named_otherwise):
                key = f"new_issue.{fresh.uid}.{name}"
                yield Problem("issue.needs", "E", key, fresh.text or "", f"visit_issue.{name}")


def _end(form: VisitForm, facts: VisitFacts) -> Iterator[Problem]:
    del facts
    visit = form.visit
    if visit.next_visit_date and visit.start_at and visit.next_visit_date < visit.start_at.date():
        yield Problem("visit.next", "E", "visit.next_visit_date")
    if visit.sign_kind is None:
        yield Problem("sign.kind", "I", "visit.sign_kind")
    if visit.sign_kind == "proxy" and not visit.proxy_name:
        yield Problem("sign.proxy", "W", "visit.proxy_name")


def _causes(form: VisitForm, facts: VisitFacts) -> tuple[str | None, tuple[str, ...]]:
    if form.causes is not None:
        return form.causes.main, form.causes.others
    if facts.causes is not None:
        return facts.causes.main_cause, facts.causes.other_causes or ()
    return None, ()


def _step(steps: Sequence[_StepT], uid: str) -> _StepT | None:
    return next((step for step in steps if step.uid == uid), None)


_Rule = Callable[[VisitForm, VisitFacts], Iterator[Problem]]
_RULES: tuple[_Rule, ...] = (
    _promises, _when, _who_and_where, _findings, _card, _cause, _measures, _issues, _end
)  # fmt: skip
_BLOCKING_RULES: tuple[_Rule, ...] = (_when, _who_and_where, _card)
