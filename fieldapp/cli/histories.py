"""Events of families and people who may be entered twice, as rows of the command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.ports.store import Store
from fieldapp.records import Household, LifeEvent
from fieldapp.services.desk import Desk
from fieldapp.services.duplicates import Duplicates


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the history of a household; ``other`` is the number of the other household."""

    uid: str
    household: str
    local_no: str
    kind: str
    date: dt.date | None
    member: str | None
    other: str | None
    moved: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class SuspicionRow:
    """Two people who may be one; their numbers are those of their households."""

    strength: str
    reasons: tuple[str, ...]
    sentence: str
    member: str
    other: str
    local_no: str
    other_local_no: str


def events(store: Store, village: str | None) -> list[EventRow]:
    """The events of all households, or of a village's, by day."""
    where = {} if village is None else {"village": village}
    numbers = {home.uid: home.local_no for home in store.find(Household)}
    here = {home.uid for home in store.find(Household, **where)}
    found = [
        EventRow(
            e.uid, e.household, numbers[e.household], e.kind, e.date, e.member,
            numbers.get(e.other_household or ""), e.moved or (), e.note,
        )
        for e in store.find(LifeEvent)
        if e.household in here
    ]  # fmt: skip
    return sorted(found, key=lambda row: (str(row.date), row.local_no))


def suspicions(desk: Desk, village: str | None, language: str) -> list[SuspicionRow]:
    """The pairs that nobody has told apart yet, the most certain first."""
    return [
        SuspicionRow(
            found.likeness.strength, found.likeness.reasons, found.likeness.sentence(language),
            found.one.uid, found.other.uid, found.one_home.local_no, found.other_home.local_no,
        )
        for found in Duplicates(desk.registers).found(village)
    ]  # fmt: skip
