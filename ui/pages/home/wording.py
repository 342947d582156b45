"""Puts the week into the words of the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import Figures
from fieldapp.rules.visit_cadence import Cadence
from fieldapp.services.overview import Overview
from fieldapp.services.own_clock import doubt_words
from fieldapp.services.visits_due import DueHousehold
from ui.models.due_words import DUE_KINDS
from ui.models.matter_words import matters
from ui.models.wording import (
    NOTHING,
    card_short,
    card_tone,
    code_word,
    day_words,
    days_ago,
    dotted,
    english,
    joined,
    overdue_tone,
    promise_tone,
)
from ui.pages.home.state import AlsoDue, FigureState, FirstRow, HomeState
from ui.widgets.bars import Amount, BarTone
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone

CARDS: tuple[tuple[str, BarTone], ...] = (
    ("RED", "red"), ("YELLOW", "yellow"), ("GENERAL", "general"), ("NONE", "general"),
)  # fmt: skip
_SHOWN_CAUSES = 7


def home_state(answer: Overview, *, county: bool = False) -> HomeState:
    """The page for this answer."""
    in_care = answer.in_care
    return HomeState(
        week=_week_words(answer),
        clock=doubt_words(answer.clock) if answer.clock else ("", ""),
        meeting=_meeting(answer),
        meeting_tone=_meeting_tone(answer),
        figures=(
            _due(answer),
            _promises(answer),
            _visited(answer),
            _checks(answer),
            _custody(answer),
        ),
        cards=tuple(_cards(answer)),
        households=answer.stats.total.households,
        causes=tuple(
            Amount(cause, code_word("C06", cause), count, str(count))
            for cause, count in answer.causes[:_SHOWN_CAUSES]
        ),
        causes_note=_n(
            "{count} household with a red or yellow card",
            "{count} households with red and yellow cards",
            in_care.households,
        ).format(count=f"{in_care.households:,}"),
        also=tuple(_also(answer)),
        matters=tuple(matters(answer.matters, county=county)),
        first=tuple(_first(due, answer) for due in answer.due.first),
        due=answer.due.count,
        cadence=_cadence(answer.cadence),
        loaded=True,
        empty=answer.stats.total.households == 0,
    )


def _week_words(answer: Overview) -> str:
    days = f"{day_words(answer.monday, answer.today)} – {day_words(answer.sunday, answer.today)}"
    return dotted(days, _("week {number}").format(number=answer.monday.isocalendar().week))


def _meeting(answer: Overview) -> str:
    if answer.next_meeting is None:
        return ""
    day = day_words(answer.next_meeting, answer.today)
    if answer.next_meeting < answer.today:
        return _("The team meeting was due by {day}").format(day=day)
    return _("Next team meeting by {day}").format(day=day)


def _meeting_tone(answer: Overview) -> Tone:
    late = answer.next_meeting is not None and answer.next_meeting < answer.today
    return "warning" if late else "quiet"


def _cadence(cadence: Cadence) -> str:
    words = _("Visits a quarter: red {red}, yellow {yellow}")
    return words.format(red=cadence.red, yellow=cadence.yellow)


def _due(answer: Overview) -> FigureState:
    due = answer.due
    count = due.count
    caption = _("Nobody is waiting") if not count else ""
    if count:
        words = _("{red} with a red card; {late} a week late or more")
        caption = words.format(red=due.red, late=due.late)
    return FigureState(
        "due", f"{count:,}", _n("household", "households", count), caption,
        "warning" if count else "ok",
    )  # fmt: skip


def _promises(answer: Overview) -> FigureState:
    count = len(answer.promises)
    late = sum(p.due is not None and p.due < answer.today for p in answer.promises)
    homes = len({promise.household for promise in answer.promises})
    caption = _("Nothing that was promised is due")
    if count:
        caption = _("{late} overdue, in {homes} households").format(late=late, homes=homes)
    open_tone: Tone = "warning" if count else "ok"
    return FigureState(
        "promises", f"{count:,}", _n("promise", "promises", count), caption,
        "error" if late else open_tone,
    )  # fmt: skip


def _checks(answer: Overview) -> FigureState:
    found = answer.checks
    if found is None:
        return FigureState("checks", NOTHING, "", _("Not checked yet"), "")
    caption = _("checked {day}").format(day=day_words(found.at.date(), answer.today))
    if found.errors:
        told = _n("{count} error", "{count} errors", found.errors)
        caption = dotted(told.format(count=f"{found.errors:,}"), caption)
    tone: Tone = "error" if found.errors else "warning" if found.waiting else "ok"
    unit = _n("point", "points", found.waiting)
    return FigureState("checks", f"{found.waiting:,}", unit, caption, tone)


def _visited(answer: Overview) -> FigureState:
    week = answer.week
    homes = _n("{count} household", "{count} households", week.households).format(
        count=week.households
    )
    left = ""
    if week.visits and week.groups_left:
        left = _("none yet in {groups}").format(groups=joined(list(week.groups_left[:3])))
    caption = ("; " if english() else "；").join(filter(None, (homes, left)))
    if not week.visits:
        caption = _("No visit recorded since Monday")
    return FigureState(
        "week", f"{week.visits:,}", _n("visit", "visits", week.visits),
        caption, "ok" if week.visits else "",
    )  # fmt: skip


def _custody(answer: Overview) -> FigureState:
    pending, last = answer.custody.pending, answer.custody.last_bundle
    caption = _("No bundle made yet")
    if last is not None:
        caption = _("Last bundle {when}").format(when=days_ago(last.date(), answer.today))
    return FigureState(
        "custody", f"{pending:,}", _n("change", "changes", pending), caption,
        "warning" if pending else "ok",
    )  # fmt: skip


def _cards(answer: Overview) -> list[Amount]:
    found = []
    for card, tone in CARDS:
        figures = answer.stats.cards.get(card, Figures())
        if card == "NONE" and not figures.households:
            continue
        label = _("No card") if card == "NONE" else _card_label(card)
        found.append(
            Amount(
                "" if card == "NONE" else card, label, figures.households,
                f"{figures.households:,}", _n("household", "households", figures.households),
                _n("{count} person", "{count} people", figures.persons).format(
                    count=f"{figures.persons:,}"
                ),
                tone,
            )
        )  # fmt: skip
    return found


def _also(answer: Overview) -> Iterator[AlsoDue]:
    counts = Counter(item.kind for item in answer.also)
    late = {item.kind for item in answer.also if item.due < answer.today}
    for kind, name in DUE_KINDS.items():
        if counts[kind]:
            tone: ChipTone = "red" if kind in late else "yellow"
            yield AlsoDue(kind, f"{_(name)} {counts[kind]}", tone)


def _card_label(card: str) -> str:
    return _("General") if card == "GENERAL" else code_word("card_colour", card)


def _first(due: DueHousehold, answer: Overview) -> FirstRow:
    row, today = due.row, answer.today
    last = _("never") if row.last_visit is None else days_ago(row.last_visit.date(), today)
    promise = NOTHING
    if row.promise and row.promise_due:
        by = _("by {day}").format(day=day_words(row.promise_due, today))
        promise = (", " if english() else "，").join((row.promise, by))
    return FirstRow(
        row.uid, row.head_name or row.local_no, row.group, card_short(row.card),
        card_tone(row.card), last, overdue_tone(due.days), promise,
        promise_tone(row.promise_due, today) if row.promise else "quiet",
    )  # fmt: skip
