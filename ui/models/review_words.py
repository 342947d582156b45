"""How the standing of a visit, and how far it has got, are written on the screen."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import _
from fieldapp.records import VisitReview
from fieldapp.services.reviewing import State
from fieldapp.services.visit_custody import STAGES, Whereabouts
from ui.models.moments import moment_words
from ui.models.wording import dotted
from ui.widgets.chips import ChipTone

STATE_TONES: dict[State, ChipTone] = {
    "new": "yellow", "corrected": "yellow", "changed": "yellow", "accepted": "green",
    "returned": "red",
}  # fmt: skip


def state_word(state: State) -> str:
    """How a visit stands."""
    return {
        "new": _("to review"), "corrected": _("corrected"), "changed": _("changed since"),
        "accepted": _("accepted"), "returned": _("returned"),
    }[state]  # fmt: skip


def stage_words(at: Whereabouts) -> tuple[str, str]:
    """The way a visit has gone, and the way that lies before it."""
    bundle = _("in bundle")
    if at.bundle is not None:
        bundle = _("in bundle {number}").format(number=at.bundle)
    names = (_("on this laptop"), bundle, _("received"), _("merged"), _("reviewed"))
    place = STAGES.index(at.stage) + 1
    return " → ".join(names[:place]), "".join(f" → {name}" for name in names[place:])


def said_words(review: VisitReview, today: dt.date) -> str:
    """Who said it, and when."""
    return dotted(review.reviewer or "", moment_words(review.reviewed_at, today))


def replied_words(review: VisitReview, today: dt.date) -> str:
    """Who replied, and when."""
    return dotted(review.replied_by or "", moment_words(review.replied_at, today))
