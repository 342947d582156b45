"""Puts visits into the words of the list and of the reading pane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import VisitRow
from fieldapp.records import Question, Visit, VisitIssue, VisitReview
from fieldapp.services.reviewing import State
from fieldapp.services.visit_custody import Whereabouts
from ui.models.conflict_words import answered_words, asked_words
from ui.models.moments import moment_words
from ui.models.review_words import (
    STATE_TONES,
    replied_words,
    said_words,
    stage_words,
    state_word,
)
from ui.models.visit_passages import Passage, minutes_of, passages
from ui.models.wording import card_short, card_tone, dotted, joined
from ui.pages.visits.state import VisitLine, VisitReading
from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone

_SAID_TONES: dict[ChipTone, Tone] = {
    "red": "error", "yellow": "warning", "green": "ok", "general": "quiet"
}  # fmt: skip


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


def visit_line(
    row: VisitRow, today: dt.date, stands: tuple[State, VisitReview] | None = None
) -> VisitLine:
    """A visit as the table shows it."""
    return VisitLine(
        row.uid, row.household, str(row.start_at or ""), moment_words(row.start_at, today),
        row.local_no, row.head_name, card_short(row.card), card_tone(row.card), row.group,
        joined(row.visitors), minutes_of(row.start_at, row.end_at),
        " ".join(row.appeal.split()), row.issues_open,
        state_word(stands[0]) if stands else "", STATE_TONES[stands[0]] if stands else "general",
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
    told = passages(visit, issues, line.visitors, today)
    return VisitReading(line, line.name or line.number, told)


def with_questions(found: VisitReading, asked: Sequence[Question], today: dt.date) -> VisitReading:
    """The same reading with what was asked about the visit, and answered."""
    told: list[Passage] = []
    for question in asked:
        words = dotted(question.text or "", asked_words(question, today))
        told.append(Passage(_("Question"), words, "warning"))
        if question.answered_at is not None:
            words = dotted(question.answer or "", answered_words(question, today))
            told.append(Passage(_("Reply"), words, "ok"))
    return replace(found, passages=(*told, *found.passages))


def with_custody(
    found: VisitReading,
    at: Whereabouts | None,
    stands: tuple[State, VisitReview] | None,
    today: dt.date,
) -> VisitReading:
    """The same reading with how far the visit has got, and what the county wants put right."""
    reached, ahead = stage_words(at) if at else ("", "")
    returned = ""
    told: list[Passage] = []
    if stands is not None:
        state, review = stands
        words = dotted(review.comment or "", said_words(review, today))
        told.append(Passage(state_word(state), words, _SAID_TONES[STATE_TONES[state]]))
        if review.reply:
            told.append(Passage(_("Reply"), dotted(review.reply, replied_words(review, today))))
        returned = review.comment or "" if state == "returned" else ""
    return replace(
        found, passages=(*told, *found.passages), returned=returned, reached=reached, ahead=ahead
    )
