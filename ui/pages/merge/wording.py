"""Puts conflicts into the words of the merge page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records import Question
from fieldapp.records.declare import FieldSpec, entity_named
from fieldapp.records.kinds import Date, DateTime, Dec, Int, OneOf
from fieldapp.services.asking import state_of
from fieldapp.services.disputes import Dispute, Witness
from ui.models.conflict_words import (
    QUESTION_TONES,
    answered_words,
    asked_words,
    field_words,
    question_word,
    value_words,
)
from ui.models.moments import moment_words
from ui.models.wording import days_ago, dotted, joined, keyed_by
from ui.pages.merge.state import ConflictCase, ConflictLine, PhotoState, QuestionState, SideState
from ui.widgets.buttons import Choices

_OLD_DAYS = 7
Photos = Callable[[Iterable[str]], tuple[PhotoState, ...]]
"""Gives attachments, by uid, as they are shown."""


def told(disputes: Sequence[Dispute]) -> str:
    """How many conflicts in how many households."""
    if not disputes:
        return ""
    homes = len({d.household.uid for d in disputes if d.household is not None})
    found = _n("{count} open conflict", "{count} open conflicts", len(disputes))
    among = _n("{count} household", "{count} households", homes)
    return dotted(found.format(count=f"{len(disputes):,}"), among.format(count=homes))


def village_choices(disputes: Sequence[Dispute]) -> Choices:
    """The villages with conflicts, as filter."""
    found = {d.village: d.village_name for d in disputes if d.village}
    return (("", _("all")), *sorted(found.items(), key=lambda pair: pair[1]))


def field_choices(disputes: Sequence[Dispute]) -> Choices:
    """The fields with conflicts, as filter."""
    found = {field_key(d): field_words(d.conflict.entity, d.conflict.field) for d in disputes}
    return (("", _("all")), *sorted(found.items(), key=lambda pair: pair[1]))


def person_choices(disputes: Sequence[Dispute]) -> Choices:
    """Everybody who wrote one of the values, as filter."""
    names = sorted({w.side.author for d in disputes for w in d.witnesses if w.side.author})
    return (("", _("all")), *((name, name) for name in names))


def age_choices() -> Choices:
    """How long a conflict stands, as filter."""
    return (
        ("", _("any")), ("7", _("a week or more")), ("30", _("a month or more")),
    )  # fmt: skip


def field_key(dispute: Dispute) -> str:
    """Which field of which entity."""
    return f"{dispute.conflict.entity}/{dispute.conflict.field}"


def age_of(dispute: Dispute, today: dt.date) -> int:
    """Days since the younger of the values was written."""
    return (today - dt.datetime.fromisoformat(dispute.since).date()).days


def conflict_line(dispute: Dispute, today: dt.date) -> ConflictLine:
    """One line of the list."""
    home, age = dispute.household, age_of(dispute, today)
    asked = state_of(dispute.questions[0]) if dispute.questions else ""
    return ConflictLine(
        dispute.id, dispute.since,
        _home_name(dispute), home.local_no if home else "", dispute.village_name,
        field_words(dispute.conflict.entity, dispute.conflict.field),
        joined(list(dict.fromkeys(w.side.author or w.side.device for w in dispute.witnesses))),
        days_ago(dt.datetime.fromisoformat(dispute.since).date(), today),
        "warning" if age >= _OLD_DAYS else "",
        question_word(asked) if asked else "", QUESTION_TONES[asked] if asked else "general",
    )  # fmt: skip


def conflict_case(dispute: Dispute, today: dt.date, photos: Photos) -> ConflictCase:
    """The conflict side by side."""
    home, spec = dispute.household, dispute.spec
    base = value_words(spec, dispute.conflict.base, dispute.names)
    return ConflictCase(
        key=dispute.id,
        title=_home_name(dispute),
        place=dotted(dispute.village_name, home.group, home.local_no) if home
        else dispute.village_name,
        field=field_words(dispute.conflict.entity, dispute.conflict.field),
        base=_hidden() if dispute.closed else base,
        sides=tuple(_side(each, dispute, today, photos) for each in dispute.witnesses),
        household=home.uid if home else "",
        can_keep_both=dispute.both and not dispute.closed,
        can_type=spec is not None and not dispute.closed,
        can_ask=home is not None,
        truth_hint=_truth_hint(dispute),
        ask_hint=_ask_hint(dispute),
        questions=tuple(question_state(q, today) for q in dispute.questions),
    )  # fmt: skip


def question_state(question: Question, today: dt.date) -> QuestionState:
    """A question with its answer."""
    state = state_of(question)
    return QuestionState(
        question.uid, question.text or "", asked_words(question, today), question.answer or "",
        answered_words(question, today) if question.answered_at else "",
        question.right_value or "", question_word(state), QUESTION_TONES[state], state != "closed",
    )  # fmt: skip


def _home_name(dispute: Dispute) -> str:
    home = dispute.household
    return (home.head_name or home.local_no) if home else dispute.village_name or _("the county")


def _side(witness: Witness, dispute: Dispute, today: dt.date, photos: Photos) -> SideState:
    side, spec = witness.side, dispute.spec
    if dispute.closed:
        value = _hidden()
    elif spec is None and side.value and side.together:
        name, stored = next(iter(side.together.items()))
        words = field_words(dispute.conflict.entity, name)
        written = value_words(_spec_of(dispute, name), stored, dispute.names)
        value = _("stays: {field} is now {value}").format(field=words, value=written)
    else:
        value = _together(witness, dispute)
    corrected = witness.corrected
    return SideState(
        value, keyed_by(side.author, side.typist) or _("nobody named"),
        _("this computer") if side.ours else side.device,
        moment_words(dt.datetime.fromisoformat(side.at), today),
        _("by the right time {when}").format(when=moment_words(corrected, today))
        if corrected else "",
        side.reason.partition(": ")[2], _visit(witness, today), side.ours,
        side is dispute.conflict.sides[-1], photos(photos_of(witness, dispute)),
    )  # fmt: skip


def photos_of(witness: Witness, dispute: Dispute) -> tuple[str, ...]:
    """The attachments beside a value; none where the value is hidden."""
    return () if dispute.closed else witness.photos


def _together(witness: Witness, dispute: Dispute) -> str:
    """The value, or all values that are one answer together."""
    side, spec = witness.side, dispute.spec
    if spec is None or len(side.together) <= 1:
        return value_words(spec, side.value, dispute.names)
    lines = []
    for name, stored in side.together.items():
        each = _spec_of(dispute, name)
        lines.append(f"{each.label(language())}  {value_words(each, stored, dispute.names)}")
    return "\n".join(lines)


def _spec_of(dispute: Dispute, name: str) -> FieldSpec:
    return entity_named(dispute.conflict.entity).fields[name]


def _visit(witness: Witness, today: dt.date) -> str:
    if witness.visit is None:
        return ""
    photos = len(witness.visit.photos or ())
    told_photos = _n("{count} photo", "{count} photos", photos).format(count=photos)
    return dotted(
        _("said in the visit of {when}").format(when=moment_words(witness.visit.start_at, today)),
        told_photos if photos else "",
    )


def _truth_hint(dispute: Dispute) -> str:
    spec = dispute.spec
    if spec is None:
        return ""
    kind = spec.kind
    if isinstance(kind, OneOf):
        return joined([f"{c.value} {c.label(language())}" for c in kind.codes.codes[:6]])
    if isinstance(kind, Date):
        return "2016-11-23"
    if isinstance(kind, DateTime):
        return "2016-11-23T09:30"
    if isinstance(kind, Int | Dec):
        return _("a number")
    return _("what is true")


def _ask_hint(dispute: Dispute) -> str:
    field = field_words(dispute.conflict.entity, dispute.conflict.field)
    return _("such as: which {field} is right, and how do you know?").format(field=field)


def _hidden() -> str:
    return _("(only for the village doctor and the county)")
