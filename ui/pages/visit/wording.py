"""Puts what is known of a household into the words of the visit page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from fieldapp.foundation.i18n import _, _n
from fieldapp.records import Measure, Visit, VisitIssue
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.rules.visit_form import FINDINGS
from fieldapp.services.visits import VisitContext
from ui.forms.code_options import spellings
from ui.pages.visit.state import Heading, LastTime, MeasureLine, Promise
from ui.widgets.chips import ChipTone
from ui.widgets.code_field import CodeOption

_TONES: dict[str, ChipTone] = {"RED": "red", "YELLOW": "yellow"}
_ANSWERING = ("family_change", "appeal_text", "explained_text")


def tone_of(colour: str | None) -> ChipTone:
    """The tone of a card's chip."""
    return _TONES.get(colour or "", "general")


def day_words(day: dt.date, today: dt.date, language: str) -> str:
    """A day as it is said: without the year when it is this year's."""
    if language == "en":
        return f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")
    return ("" if day.year == today.year else f"{day.year}年") + f"{day.month}月{day.day}日"


def heading(context: VisitContext, language: str) -> Heading:
    """Whose visit this is."""
    row = context.household
    colour = context.facts.card.colour if context.facts.card else None
    place = " ".join(part for part in (context.village, row.group) if part)
    return Heading(
        title=_("Visit to {name}").format(name=row.head_name or row.local_no),
        card=code_list("card_colour").label(colour, language) if colour else "",
        tone=tone_of(colour),
        place=f"{place} · {row.local_no}" if place else row.local_no,
    )


def last_time(context: VisitContext, language: str) -> LastTime | None:
    """The visit before, or ``None`` when there was none."""
    visit = context.last
    if visit is None or visit.start_at is None:
        return None
    today = context.facts.now.date()
    day = day_words(visit.start_at.date(), today, language)
    return LastTime(
        title=_("Last time · {day}").format(day=day),
        people=", ".join(_circumstances(visit, context, language))
        if language == "en"
        else "，".join(_circumstances(visit, context, language)),
        lines=tuple(_said(visit, language)),
    )


def _circumstances(visit: Visit, context: VisitContext, language: str) -> Iterator[str]:
    names = [context.team_name(uid) for uid in visit.visitors or ()]
    joined = (", " if language == "en" else "、").join(name for name in names if name)
    if joined:
        yield joined
    if visit.place_kind:
        yield code_list("place_kind").label(visit.place_kind, language)
    if visit.start_at and visit.end_at and visit.end_at > visit.start_at:
        minutes = int((visit.end_at - visit.start_at).total_seconds()) // 60
        yield _n("{count} minute", "{count} minutes", minutes).format(count=minutes)


def _said(visit: Visit, language: str) -> Iterator[str]:
    """Everything that was written down: findings first, then what was asked and answered."""
    colon = ": " if language == "en" else "："
    for name in (*("income_note" if f == "income" else f for f in FINDINGS), *_ANSWERING):
        text = getattr(visit, name)
        if text:
            yield f"{fields_of(Visit)[name].label(language)}{colon}{text}"


def promises(context: VisitContext, language: str) -> tuple[Promise, ...]:
    """Issues still open, and measures that are overdue, by due date."""
    today = context.facts.now.date()
    late = [m for m in context.facts.measures if m.due_date and m.due_date < today]
    open_things: list[Measure | VisitIssue] = [*late, *context.facts.issues]
    open_things.sort(key=lambda thing: _due(thing) or dt.date.max)
    return tuple(_promise(thing, today, language) for thing in open_things)


def _due(thing: Measure | VisitIssue) -> dt.date | None:
    return thing.due_date if isinstance(thing, Measure) else thing.due


def _promise(thing: Measure | VisitIssue, today: dt.date, language: str) -> Promise:
    if isinstance(thing, Measure):
        title = " ".join((thing.title or "", quantity_words(thing))).strip()
    else:
        title = thing.action or thing.text or ""
    due = _due(thing)
    overdue = due is not None and due < today
    if due is not None and overdue:
        days = (today - due).days
        words = _n("{count} day overdue", "{count} days overdue", days).format(count=days)
    else:
        words = day_words(due, today, language) if due else ""
    kind: Literal["issue", "measure"] = "measure" if isinstance(thing, Measure) else "issue"
    return Promise(thing.uid, kind, title, words, overdue)


def quantity_words(measure: Measure) -> str:
    """How much, with its unit, such as ``10 箱``."""
    if measure.quantity is None:
        return measure.unit or ""
    amount = fields_of(Measure)["quantity"].kind.show(measure.quantity, "en")
    return f"{amount} {measure.unit or ''}".strip()


def measure_lines(context: VisitContext) -> tuple[MeasureLine, ...]:
    """The measures still planned or running."""
    return tuple(
        MeasureLine(
            measure.uid,
            measure.title or "",
            quantity_words(measure),
            context.team_name(measure.helper) or measure.helper_text or "",
        )
        for measure in context.facts.measures
    )


def team_options(context: VisitContext) -> tuple[CodeOption, ...]:
    """The team by name, to be found by pinyin."""
    return tuple(
        CodeOption(person.name, "", person.name, spellings(person.name))
        for person in context.team
        if person.end_date is None or person.end_date >= context.facts.now.date()
    )


def member_options(context: VisitContext) -> tuple[CodeOption, ...]:
    """The household's people by name, to be found by pinyin."""
    return tuple(
        CodeOption(member.name, "", member.name, spellings(member.name))
        for member in context.members
    )
