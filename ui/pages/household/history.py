"""Puts the history of a household into words: when, who, which record, from what to what."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records.declare import entity_named
from fieldapp.records.kinds import Stored
from fieldapp.rules.masks import masked
from fieldapp.services.household_history import HistoryLine, HouseholdHistory
from fieldapp.services.records import ALIVE_FIELD
from ui.models.wording import NOTHING, dotted, keyed_by
from ui.recordbook.rows import value_words


@dataclass(frozen=True)
class HistoryRow:
    """A line of the history; ``place`` is its number in the history it was made from."""

    place: int
    when: str
    who: str
    device: str
    what: str
    subject: str
    field: str
    before: str
    after: str
    restorable: bool


def history_rows(history: HouseholdHistory) -> tuple[HistoryRow, ...]:
    """The lines, the newest first."""
    return tuple(_row(place, line, history) for place, line in enumerate(history.lines))


def _row(place: int, line: HistoryLine, history: HouseholdHistory) -> HistoryRow:
    change, spec = line.change, entity_named(line.change.entity)
    subject = _value(change.entity, line.subject_field, line.subject, history)
    field, before, after = "", "", ""
    if line.fields:
        count = _n("{count} field", "{count} fields", line.fields).format(count=line.fields)
        after = _("entered with {fields}").format(fields=count)
    elif change.field == ALIVE_FIELD:
        after = _("brought back") if change.after else _("removed")
    else:
        field = spec.fields[change.field].label(language())
        before = _value(change.entity, change.field, change.before, history) or NOTHING
        after = _value(change.entity, change.field, change.after, history) or NOTHING
    return HistoryRow(
        place, change.at.replace("T", " ")[:16], keyed_by(change.author, change.typist),
        change.device,
        dotted(spec.label(language()), subject), subject, field, before, after, line.restorable,
    )  # fmt: skip


def _value(entity: str, field: str, stored: Stored, history: HouseholdHistory) -> str:
    spec = entity_named(entity).fields.get(field)
    if spec is None:  # a person's name that stands for a record of that person
        return "" if stored is None else str(stored)
    value = spec.kind.from_stored(stored)
    stars = masked(spec, value, health=not history.masked)
    return value_words(spec, value, history.names) if stars is None else stars
