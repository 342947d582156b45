"""What happened in a household, in words, the newest first: events, visits, cards, measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fieldapp.foundation.i18n import N_, _
from fieldapp.records import CardRating, Measure, Visit
from fieldapp.services.family_history import EventView
from fieldapp.services.household_view import HouseholdView, VisitView
from ui.models.wording import card_word, code_word, day_words, dotted, joined
from ui.pages.household.state import Event
from ui.widgets.text import Tone

_FINDINGS = ("food_clothes", "housing", "water", "schooling", "medical")
_LONG = 60
_TITLES = {
    "birth": N_("{name} was born"),
    "death": N_("{name} died"),
    "marriage_in": N_("{name} married in"),
    "marriage_out": N_("{name} married out"),
    "leave": N_("{name} left"),
    "return": N_("{name} came back"),
    "new_head": N_("{name} became head"),
    "split": N_("The household split"),
    "merge": N_("Two households became one"),
}
_TONES: dict[str, Tone] = {"death": "warning", "leave": "warning", "marriage_out": "warning"}
Dated = tuple[dt.date, Event]


def timeline(view: HouseholdView) -> tuple[Event, ...]:
    """Everything dated of a household and of those that were merged into it."""
    found = [*_family(view), *_departures(view)]
    found += _work(view, view.visits, view.ratings, view.measures)
    for other in view.joined:
        place = dotted(other.row.head_name, other.row.local_no)
        for day, event in _work(view, other.visits, other.ratings, other.measures):
            found.append((day, replace(event, title=f"{event.title}  ({place})")))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(event for _day, event in found)


def _family(view: HouseholdView) -> Iterator[Dated]:
    for known in view.events:
        kind, day = known.event.kind, known.event.date
        if day is not None:
            title = _(_TITLES[kind]).format(name=known.member or _("somebody"))
            yield day, Event(
                day_words(day, view.today), title,
                dotted(joined(list(known.moved)), known.event.note or ""),
                _TONES.get(kind, "accent"), known.event.other_household or "", _place(known),
            )  # fmt: skip


def _place(known: EventView) -> str:
    """The other household; empty when only one is concerned."""
    if known.other is None:
        return ""
    where = dotted(known.other.head_name or known.member, known.other.local_no)
    return _("Household {where}").format(where=where)


def _departures(view: HouseholdView) -> Iterator[Dated]:
    """Who left before events were written down, or by an import."""
    told = {(e.event.member, e.event.date) for e in view.events}
    for member in view.members:
        left = member.person.status_date
        if left is not None and not member.here and (member.person.uid, left) not in told:
            title = dotted(member.person.name, code_word("C13", member.person.status))
            yield left, Event(day_words(left, view.today), title, "", "warning")


def _work(
    view: HouseholdView,
    visits: Sequence[VisitView],
    ratings: Sequence[CardRating],
    measures: Sequence[Measure],
) -> Iterator[Dated]:
    for known in visits:
        if known.visit.start_at is not None:
            day = known.visit.start_at.date()
            title = _("Visit by {names}").format(names=joined(list(known.visitors)))
            yield day, Event(day_words(day, view.today), title, _gist(known.visit))
    for rating in ratings:
        if rating.valid_from is not None:
            title = _("Card: {card}").format(card=card_word(rating.colour))
            shown = day_words(rating.valid_from, view.today)
            yield rating.valid_from, Event(shown, title, rating.reason_text or "", "accent")
    for measure in measures:
        done = measure.result_date
        if measure.state == "done" and done is not None:
            title = _("Measure done: {title}").format(title=measure.title or "")
            yield done, Event(day_words(done, view.today), title, measure.result_text or "", "ok")


def _gist(visit: Visit) -> str:
    words = [visit.appeal_text or ""]
    words += [getattr(visit, name) or "" for name in _FINDINGS if getattr(visit, f"{name}_problem")]
    text = next((word for word in words if word), visit.explained_text or "")
    return text if len(text) <= _LONG else text[:_LONG] + "…"
