"""Puts records into the words of their lists: cells, what to look at, and all that is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fieldapp.foundation.i18n import N_, _, _n, language
from fieldapp.records import ExitReview
from fieldapp.records.declare import FieldSpec, Record, entity_named, entity_of
from fieldapp.records.kinds import Date, Dec, Ref, Refs
from fieldapp.rules.derived import body_mass, percent
from fieldapp.rules.entry.remark import URGENT, Severity
from fieldapp.rules.entry.support import EXIT_CONDITIONS
from fieldapp.rules.masks import masked
from fieldapp.services.record_views import Book, RecordView
from ui.findings.wording import begun
from ui.models.frozen_table import Column
from ui.models.wording import NOTHING, english, full_day, joined, unit_word, yuan
from ui.recordbook.layouts import LAYOUTS, MASKED, Shown
from ui.widgets.facts import Fact
from ui.widgets.text import Tone

Names = Mapping[str, str]
_LETTER, _EDGES, _WIDEST_HEADING = 7, 20, 130
"""English headings are longer than Chinese ones: their columns are widened, to a limit."""
_CHIPS = {
    "passed": "green", "done": "green", "failed": "red", "unstated": "yellow", "open": "yellow",
    "1": "green", "2": "yellow", "3": "red", "4": "red", "True": "green", "False": "yellow",
}  # fmt: skip
_TONES: Mapping[Severity, Tone] = {"E": "error", "W": "warning", "I": "quiet"}


@dataclass(frozen=True)
class RecordRow:
    """One record in its list; ``said`` is what the rules say, ``facts`` all that is recorded."""

    uid: str
    owner: str
    cells: tuple[str, ...]
    chips: tuple[str, ...]
    said: str
    tone: Tone
    facts: tuple[Fact, ...]


def record_rows(entity: str, book: Book) -> tuple[RecordRow, ...]:
    """The rows of a list, the newest first where the layout says by what."""
    views = list(book.shelves.get(entity, ()))
    by = LAYOUTS[entity].newest_by
    if by:
        views.sort(key=lambda view: str(getattr(view.record, by) or ""), reverse=True)
    return tuple(_row(entity, view, book.names) for view in views)


def record_columns(entity: str) -> tuple[Column[RecordRow], ...]:
    """The columns of an entity's list, the last one with what the rules say."""
    columns = [_column(entity, shown, place) for place, shown in enumerate(LAYOUTS[entity].columns)]
    said: Column[RecordRow] = Column(
        _("Worth a look"), lambda row: row.said, key="said", tone=lambda row: row.tone, width=0
    )
    return (*columns, said)


def _column(entity: str, shown: Shown, place: int) -> Column[RecordRow]:
    chip = (lambda row: row.chips[place]) if shown.chip else None
    title = _title(entity, shown.field)
    heading = min(_WIDEST_HEADING, _LETTER * len(title) + _EDGES) if english() else 0
    return Column(
        title, lambda row: row.cells[place], key=shown.field,
        align="right" if shown.right else "left", chip=chip, strong=shown.strong,
        width=max(shown.width, heading),
    )  # fmt: skip


def _title(entity: str, name: str) -> str:
    if name.startswith("@"):
        return _(_WORKED_OUT[name][0])
    spec = entity_named(entity).fields[name]
    return spec.label(language())


def _row(entity: str, view: RecordView, names: Names) -> RecordRow:
    columns = LAYOUTS[entity].columns
    said, tone = _said(view)
    return RecordRow(
        view.record.uid, view.owner,
        tuple(_cell(view, shown.field, names) or NOTHING for shown in columns),
        tuple(_chip(view.record, shown.field) for shown in columns),
        said, tone, tuple(record_facts(view, names)),
    )  # fmt: skip


def _cell(view: RecordView, name: str, names: Names) -> str:
    if name.startswith("@"):
        return _WORKED_OUT[name][1](view, names)
    spec, value = entity_of(type(view.record)).fields[name], getattr(view.record, name)
    # digits stand in line below one another and need less room than words
    return value.isoformat() if isinstance(value, dt.date) else value_words(spec, value, names)


def _chip(record: Record, name: str) -> str:
    value = None if name.startswith("@") else getattr(record, name)
    return _CHIPS.get(str(value), "general")


def _spoken(view: RecordView) -> list[tuple[Severity, str]]:
    """What the rules say of a record, the gravest first; not which fields are still empty."""
    entered = [
        ("E" if said.rule in URGENT else said.severity, said.sentence(language()))
        for said in view.remarks
        if said.rule != "needed"
    ]
    found = [(one.rule.severity, begun(one.sentence(language()))) for one in view.findings]
    return sorted([*entered, *found], key=lambda told: "EWI".index(told[0]))


def _said(view: RecordView) -> tuple[str, Tone]:
    """What blocks or warns, else how many fields are still empty."""
    spoken = _spoken(view)
    if spoken:
        severity, words = spoken[0]
        return words, _TONES[severity]
    missing = len(view.remarks)
    if missing:
        words = _n("{count} field still empty", "{count} fields still empty", missing)
        return words.format(count=missing), "quiet"
    return "", ""


def record_facts(view: RecordView, names: Names) -> list[Fact]:
    """What the rules say, then every field that is filled in."""
    needed = [said for said in view.remarks if said.rule == "needed"]
    found = [Fact(_("Worth a look"), "", words, _TONES[mark]) for mark, words in _spoken(view)]
    for name, spec in entity_of(type(view.record)).fields.items():
        value = getattr(view.record, name)
        if value is not None and value != () and name != entity_of(type(view.record)).scope:
            words = _one_a_line(value) or value_words(spec, value, names)
            unit = "" if isinstance(value, bool) else unit_word(spec.unit)
            found.append(Fact(spec.label(language()), f"{words} {unit}".strip()))
    if needed:
        labels = [pair[english()] for said in needed for pair in said.labels]
        found.append(Fact(_("Still empty"), joined(labels)))
    return found


def _one_a_line(value: object) -> str:
    """Long texts of a list below one another, such as the rows of a notice."""
    texts = value if isinstance(value, tuple) else ()
    return "\n".join(texts) if any(" " in text for text in texts) else ""


def value_words(spec: FieldSpec, value: Any, names: Names) -> str:  # noqa: ANN401  of any kind
    """A field's value as people read it; empty when nothing is recorded."""
    if value is None:
        return ""
    if spec.name in MASKED:
        return masked(spec, value, health=False) or ""
    if isinstance(spec.kind, Ref):
        return names.get(str(value), NOTHING)
    if isinstance(spec.kind, Refs):
        known = [names[uid] for uid in value if uid in names]
        return joined(known) if known else str(len(value))
    return _plain_words(spec, value)


def _plain_words(spec: FieldSpec, value: Any) -> str:  # noqa: ANN401  of any kind
    if isinstance(spec.kind, Date) and isinstance(value, dt.date):
        return full_day(value)
    if isinstance(spec.kind, Dec) and spec.unit == "元":
        return yuan(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return spec.kind.show(value, language())


def _person(view: RecordView, names: Names) -> str:
    return names.get(view.owner, "")


def _percent(view: RecordView, _names: Names) -> str:
    share = percent(_figure(view, "numerator"), _figure(view, "denominator"))
    return "" if share is None else f"{share} %"


def _pressure(view: RecordView, _names: Names) -> str:
    above, below = (getattr(view.record, name) for name in ("sbp", "dbp"))
    return "" if above is None or below is None else f"{above}/{below}"


def _body_mass(view: RecordView, _names: Names) -> str:
    index = body_mass(_figure(view, "weight_now"), _figure(view, "height_cm"))
    return "" if index is None else str(index)


def _conditions(view: RecordView, _names: Names) -> str:
    if not isinstance(view.record, ExitReview):
        return ""
    met = sum(getattr(view.record, name) is True for name in EXIT_CONDITIONS)
    return f"{met} / {len(EXIT_CONDITIONS)}"


def _present(view: RecordView, _names: Names) -> str:
    return str(len(getattr(view.record, "attendees", None) or ()))


def _listed(view: RecordView, _names: Names) -> str:
    return str(len(getattr(view.record, "rows", None) or ()))


def _figure(view: RecordView, name: str) -> Decimal | None:
    value = getattr(view.record, name)
    return value if isinstance(value, Decimal) else None


_WORKED_OUT: Mapping[str, tuple[str, Callable[[RecordView, Names], str]]] = {
    "@person": (N_("Person"), _person),
    "@percent": (N_("Share"), _percent),
    "@pressure": (N_("Pressure"), _pressure),
    "@bmi": (N_("BMI"), _body_mass),
    "@conditions": (N_("Conditions met"), _conditions),
    "@present": (N_("Present"), _present),
    "@listed": (N_("Rows"), _listed),
}
"""Columns that no field holds: their heading and how they are worked out."""
