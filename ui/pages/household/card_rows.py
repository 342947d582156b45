"""The cards of a household in words: the rows of their history, and everything told of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Attachment, CardRating
from fieldapp.records.declare import fields_of
from fieldapp.services.household_view import HouseholdView
from ui.forms.code_options import spellings
from ui.models.wording import (
    NOTHING,
    card_tone,
    card_word,
    code_word,
    dotted,
    full_day,
    joined,
    yuan,
)
from ui.pages.household.state import CardRow
from ui.widgets.code_field import CodeOption
from ui.widgets.facts import Fact

_TOLD = (
    "village_review_date", "village_review_result", "township_approval_date", "approved_by",
)  # fmt: skip


def card_rows(view: HouseholdView) -> Iterator[CardRow]:
    """The cards, the newest first."""
    for rating in view.ratings:
        until = _("now") if rating.valid_to is None else full_day(rating.valid_to)
        yield CardRow(
            rating.uid, card_word(rating.colour), card_tone(rating.colour),
            full_day(rating.valid_from), until, rating.reason_text or NOTHING,
            view.team_name(rating.proposed_by) or NOTHING, _decided(rating),
            tuple(_said(rating, view)),
        )  # fmt: skip


def paper_options(view: HouseholdView) -> tuple[CodeOption, ...]:
    """The photos and papers kept of the household, the newest first, each by its own name."""
    options: list[CodeOption] = []
    for place, paper in enumerate(reversed(view.papers), 1):
        name = _paper_name(paper)
        taken = any(option.label == name for option in options)
        label = f"{name} {place}" if taken else name
        options.append(CodeOption(paper.uid, str(place), label, spellings(label)))
    return tuple(options)


def _paper_name(paper: Attachment) -> str:
    """What the paper shows, of what kind, since when: ``bad roof · Photo · 3 May 2016``."""
    day = "" if paper.taken_at is None else full_day(paper.taken_at.date())
    return dotted(paper.caption or "", code_word("attachment_kind", paper.kind), day)


def _said(rating: CardRating, view: HouseholdView) -> Iterator[Fact]:
    """Everything told of a card, as facts to read."""
    specs = fields_of(CardRating)

    def fact(name: str, words: str) -> Fact:
        return Fact(specs[name].label(language()), words)

    yield fact("reason_text", rating.reason_text or NOTHING)
    yield fact("evidence", _evidence(rating, view) or NOTHING)
    yield fact("proposed_by", view.team_name(rating.proposed_by) or NOTHING)
    for name in _TOLD:
        value = getattr(rating, name)
        if value is not None:
            yield fact(name, full_day(value) if isinstance(value, dt.date) else str(value))
    if rating.previous_colour:
        yield fact("previous_colour", card_word(rating.previous_colour))
    if rating.income_snapshot is not None:
        yield fact(
            "income_snapshot", _("{amount} yuan").format(amount=yuan(rating.income_snapshot))
        )
    if rating.suggested_colour:
        suggested = dotted(card_word(rating.suggested_colour), rating.suggestion_text or "")
        yield fact("suggested_colour", suggested)


def _evidence(rating: CardRating, view: HouseholdView) -> str:
    """The named papers; one that was taken away since is still counted."""
    names = {option.value: option.label for option in paper_options(view)}
    return joined([names.get(uid, _("a file that is not here")) for uid in rating.evidence or ()])


def _decided(rating: CardRating) -> str:
    """The village's review and the township's approval, such as ``reviewed 1 Mar · approved``."""
    told = []
    if rating.village_review_date:
        day = full_day(rating.village_review_date)
        told.append(_("village reviewed {day}").format(day=day))
    if rating.township_approval_date:
        day = full_day(rating.township_approval_date)
        told.append(_("township approved {day}").format(day=day))
    return dotted(*told) or NOTHING
