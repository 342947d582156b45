"""How values that stand side by side, and questions about them, are written on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records import Question
from fieldapp.records.declare import FieldSpec, entity_named
from fieldapp.records.kinds import Ref, Refs, Stored
from fieldapp.services.asking import State
from fieldapp.services.record_names import UNNAMED
from ui.models.moments import moment_words
from ui.models.wording import dotted, joined, unit_word
from ui.widgets.chips import ChipTone

QUESTION_TONES: dict[State, ChipTone] = {
    "open": "yellow", "answered": "green", "closed": "general"
}  # fmt: skip


def value_words(spec: FieldSpec | None, stored: Stored, names: Mapping[str, str]) -> str:
    """A stored value as a person reads it; without a field whether the record stays."""
    if spec is None:
        return _("stays") if stored else _("removed")
    if stored is None:
        return _("(empty)")
    value = spec.kind.from_stored(stored)
    if isinstance(spec.kind, Ref | Refs):
        uids = value if isinstance(value, tuple) else (str(value),)
        if spec.kind.entity == "attachment":
            return _files_words(uids, names)
        return joined([names.get(uid, UNNAMED) for uid in uids])
    words = spec.kind.show(value, language())
    return f"{words} {unit_word(spec.unit)}".strip() if spec.unit else words


def _files_words(uids: tuple[str, ...], names: Mapping[str, str]) -> str:
    """How many files, with what is written under them."""
    count = _n("{count} file", "{count} files", len(uids)).format(count=len(uids))
    said = [names[uid] for uid in uids if names.get(uid, UNNAMED) != UNNAMED]
    return dotted(count, joined(said))


def field_words(entity: str, field: str) -> str:
    """The label of a field with its entity; of no field the entity alone."""
    spec = entity_named(entity)
    if field == "alive":
        return dotted(spec.label(language()), _("removed or kept"))
    if field not in spec.fields:
        return spec.label(language())
    if entity == "household":
        return spec.fields[field].label(language())
    return dotted(spec.label(language()), spec.fields[field].label(language()))


def about_words(question: Question) -> str:
    """What a question is about."""
    entity, _slash, rest = question.about.partition("/")
    return field_words(entity, rest.partition("/")[2])


def asked_words(question: Question, today: dt.date) -> str:
    """Who asked whom, and when."""
    to = question.laptop_name or _("every laptop of the village")
    return dotted(
        _("{who} asks {laptop}").format(who=question.asked_by or "", laptop=to),
        moment_words(question.asked_at, today),
    )


def question_word(state: State) -> str:
    """How far a question has got."""
    return {"open": _("asked"), "answered": _("answered"), "closed": _("closed")}[state]


def answered_words(question: Question, today: dt.date) -> str:
    """Who answered, and when."""
    return dotted(question.answered_by or "", moment_words(question.answered_at, today))
