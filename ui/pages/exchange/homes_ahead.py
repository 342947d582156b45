"""Puts what a merge would do to each household into words."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import Conflict
from fieldapp.records.declare import entity_named
from fieldapp.records.kinds import Stored
from fieldapp.rules.masks import is_child, mask_of, masked
from fieldapp.services.looking_ahead import Fate, HomeAhead
from fieldapp.services.resolving import ours, theirs
from ui.models.conflict_words import field_words, value_words
from ui.models.contents_words import contents_words
from ui.models.wording import joined
from ui.pages.exchange.state import HomeAheadRow, MeetingRow
from ui.widgets.chips import ChipTone

_TONES: dict[Fate, ChipTone] = {"conflicting": "yellow", "new": "green", "changed": "general"}


def home_row(home: HomeAhead, today: dt.date, *, health: bool) -> HomeAheadRow:
    """One household of the preview; ``health``: whoever looks may see what is sensitive."""
    words = {"conflicting": _("conflict"), "new": _("new"), "changed": _("changed")}
    line = home.household
    return HomeAheadRow(
        line.uid, words[home.fate], _TONES[home.fate], line.head_name or line.local_no,
        line.local_no, contents_words(home.contents),
        tuple(
            _meeting(one, health=health, child=is_child(home.births.get(one.uid), today))
            for one in home.conflicts
        ),
    )  # fmt: skip


def _meeting(one: Conflict, *, health: bool, child: bool) -> MeetingRow:
    spec = entity_named(one.entity).fields.get(one.field)
    field = field_words(one.entity, one.field)
    if spec is None:  # a removal beside a change
        stays, gone = _("stays"), _("removed")
        here = stays if ours(one).value else gone
        there = gone if ours(one).value else stays
        return MeetingRow(field, "", here, there)
    if mask_of(spec) == "health" and not health:
        hidden = _("(only for the village doctor and the county)")
        return MeetingRow(field, hidden, hidden, hidden)

    def said(value: Stored) -> str:
        stars = (
            None
            if value is None
            else masked(spec, spec.kind.from_stored(value), health=health, child=child)
        )
        return value_words(spec, value, {}) if stars is None else stars

    here, there = said(ours(one).value), joined([said(side.value) for side in theirs(one)])
    if here == there:
        there = f"≠ {there}"  # they differ in what is masked
    return MeetingRow(field, said(one.base), here, there)
