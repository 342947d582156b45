"""Puts a household into the words of the pane beside the list."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import PromiseRow
from fieldapp.records import Measure
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.household_view import Glance
from ui.models.wording import (
    NOTHING,
    card_tone,
    card_word,
    change_words,
    code_word,
    day_words,
    days_ago,
    dotted,
    english,
    joined,
    overdue_tone,
    whole_yuan,
)
from ui.navigation.intents import HouseholdFilter
from ui.pages.households.state import Preview, PromiseLine


def preview(seen: Glance, terms: Terms, conflicts: int) -> Preview:
    """The pane for this household, in which so many conflicts are open."""
    row, today = seen.row, terms.today
    people = _n("{count} person", "{count} people", row.people).format(count=row.people)
    height = ""
    if seen.altitude_m is not None:
        height = _("{metres} m high").format(metres=f"{seen.altitude_m:,}")
    income = NOTHING
    if row.per_head is not None:
        income = _("{amount} yuan").format(amount=whole_yuan(row.per_head))
    change, tone = change_words(row.per_head, row.per_head_before)
    last = None if row.last_visit is None else row.last_visit.date()
    late = tuple(_promise(p, today) for p in seen.promises if p.due is not None and p.due < today)
    coming = tuple(_promise(p, today) for p in seen.promises if p.due is None or p.due >= today)
    return Preview(
        uid=row.uid,
        name=row.head_name or row.local_no,
        card=card_word(row.card),
        card_tone=card_tone(row.card),
        place=dotted(f"{seen.village} {row.group}".strip(), height, people),
        income=income,
        income_change=change,
        income_tone=tone,
        causes=code_word("C06", row.main_cause),
        other_causes="".join(
            f"{', ' if english() else '、'}{code_word('C06', cause)}" for cause in seen.other_causes
        ),
        helper=joined(list(seen.helpers)) or _("nobody yet"),
        last_visit=_("never") if last is None else day_words(last, today),
        last_ago="" if last is None else days_ago(last, today),
        last_tone=overdue_tone(terms.overdue(row)),
        next_visit="" if row.next_visit is None else day_words(row.next_visit, today),
        late=late,
        coming=coming,
        running=tuple((_measure(m), code_word("measure_state", m.state)) for m in seen.measures),
        conflicts=conflict_words(conflicts),
    )  # fmt: skip


def conflict_words(count: int) -> str:
    """How many conflicts are open; empty for none."""
    words = _n("{count} open conflict", "{count} open conflicts", count)
    return words.format(count=count) if count else ""


def narrowing_words(wanted: HouseholdFilter) -> str:
    """What narrows the list besides its buttons."""
    words = [_("“{text}”").format(text=wanted.text)] if wanted.text else []
    if wanted.promises:
        words.append(_("promises due"))
    if wanted.recent:
        words.append(_("visited this week"))
    return dotted(*words)


def _promise(row: PromiseRow, today: dt.date) -> PromiseLine:
    by = "" if row.due is None else _("by {day}").format(day=day_words(row.due, today))
    return PromiseLine(dotted(row.title, row.owner, by), row.due is not None and row.due < today)


def _measure(measure: Measure) -> str:
    quantity = "" if measure.quantity is None else f"{measure.quantity.normalize():f}"
    return f"{measure.title or ''} {quantity} {measure.unit or ''}".strip()
