"""Who changed what of a household and when, as its page tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fieldapp.ports.questions import ChangeRow
from fieldapp.ports.store import Store
from fieldapp.records import TeamMember
from fieldapp.records.declare import entity_named
from fieldapp.records.kinds import Stored
from fieldapp.services.access import HEALTH, sees_health
from fieldapp.services.records import ALIVE_FIELD

_MADE = frozenset({"name_pinyin", "formula_version", "previous_colour"})
"""Fields that the program fills in itself."""
_NAMES = ("name", "title", "item", "vaccine", "disease", "type", "year", "date", "start_at", "text",
          "valid_from", "start_date")  # fmt: skip
_Known = Mapping[tuple[str, str], Stored]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field that changed, or with ``fields`` a record that was entered with so many fields.

    ``subject`` and ``subject_field`` say which record it is: the stored value that names it, and
    of which field.
    """

    change: ChangeRow
    subject: Stored
    subject_field: str
    fields: int = 0

    @property
    def restorable(self) -> bool:
        """Whether what stood before can be put back."""
        change = self.change
        if change.field == ALIVE_FIELD:
            return change.after == 0
        spec = entity_named(change.entity).fields[change.field]
        return not change.first and not (spec.structural and change.before is None)


@dataclass(frozen=True, slots=True)
class HouseholdHistory:
    """The lines, the newest first, and the names of what they refer to.

    ``masked`` says that sensitive values are not shown to whoever is at the keyboard.
    """

    household: str
    lines: tuple[HistoryLine, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    masked: bool = True


def household_history(store: Store, household: str) -> HouseholdHistory:
    """Everything that was written of a household; health only for those who may see it."""
    masked = not sees_health(store)
    hidden = HEALTH if masked else frozenset()
    rows = [
        row
        for row in store.questions.history("household", household)
        if row.entity not in hidden and row.field not in _MADE
    ]
    known: dict[tuple[str, str], Stored] = {}
    for row in reversed(rows):
        known[row.uid, row.field] = row.after
    names = {person.uid: person.name for person in store.find(TeamMember)}
    names |= {uid: str(v) for (uid, kind), v in known.items() if kind in {"name", "title"} and v}
    return HouseholdHistory(household, tuple(_lines(rows, known)), names, masked)


def _lines(rows: Sequence[ChangeRow], known: _Known) -> Iterator[HistoryLine]:
    entered: dict[str, list[ChangeRow]] = {}
    for row in rows:
        if row.first:
            entered.setdefault(row.uid, []).append(row)
    for row in rows:
        subject = _subject(row, known)
        if not row.first:
            yield HistoryLine(row, *subject)
        elif entered[row.uid][0] is row:
            yield HistoryLine(row, *subject, len(entered[row.uid]))


def _subject(row: ChangeRow, known: _Known) -> tuple[Stored, str]:
    """What names a record: its own name, title or year, or the person it belongs to."""
    person = known.get((row.uid, "member"))
    if person is not None and (str(person), "name") in known:
        return known[str(person), "name"], "name"
    for name in _NAMES:
        value = known.get((row.uid, name))
        if value is not None:
            return value, name
    return None, ""
