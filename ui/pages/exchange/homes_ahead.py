"""Puts what a merge would do to each household into words."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import Conflict
from fieldapp.records.declare import entity_named
from fieldapp.services.looking_ahead import Fate, HomeAhead
from fieldapp.services.resolving import ours, theirs
from ui.models.conflict_words import field_words, value_words
from ui.models.wording import joined
from ui.pages.exchange.contents import contents_words
from ui.pages.exchange.state import HomeAheadRow, MeetingRow
from ui.widgets.chips import ChipTone

_TONES: dict[Fate, ChipTone] = {"conflicting": "yellow", "new": "green", "changed": "general"}


def home_row(home: HomeAhead, *, health: bool) -> HomeAheadRow:
    """One household of the preview; ``health``: whoever looks may see what is sensitive."""
    words = {"conflicting": _("conflict"), "new": _("new"), "changed": _("changed")}
    line = home.household
    return HomeAheadRow(
        line.uid, words[home.fate], _TONES[home.fate], line.head_name or line.local_no,
        line.local_no, contents_words(home.contents),
        tuple(_meeting(one, health=health) for one in home.conflicts),
    )  # fmt: skip


def _meeting(one: Conflict, *, health: bool) -> MeetingRow:
    spec = entity_named(one.entity).fields.get(one.field)
    field = field_words(one.entity, one.field)
    if spec is not None and spec.sens > 1 and not health:
        hidden = _("(only for the village doctor and the county)")
        return MeetingRow(field, hidden, hidden, hidden)
    if spec is None:  # a removal beside a change
        stays, gone = _("stays"), _("removed")
        here = stays if ours(one).value else gone
        there = gone if ours(one).value else stays
        return MeetingRow(field, "", here, there)
    return MeetingRow(
        field,
        value_words(spec, one.base, {}),
        value_words(spec, ours(one).value, {}),
        joined([value_words(spec, side.value, {}) for side in theirs(one)]),
    )
