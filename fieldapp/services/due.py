"""What is due: promises, decisions, and for those who may see it follow-ups, doses, mothers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from fieldapp.ports.store import Store
from fieldapp.records import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Meeting,
    MeetingDecision,
    Member,
    TeamMember,
    Vaccination,
)
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.due import AHEAD, antenatal_due, dose_due, followup_due
from fieldapp.services.access import sees_health
from fieldapp.services.limits import load_limits

DueKind = Literal["measure", "issue", "decision", "followup", "vaccination", "antenatal"]
_RecordT = TypeVar("_RecordT", ChronicFollowup, MaternalVisit)


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something to be done by ``due``; without a household it belongs to the village."""

    kind: DueKind
    uid: str
    household: str
    who: str
    title: str
    due: dt.date


def due_items(
    store: Store, today: dt.date, village: str | None = None, household: str | None = None
) -> tuple[DueItem, ...]:
    """What is overdue or falls due within a fortnight, the oldest first."""
    promised = _promised(store, today + AHEAD, village, household)
    return _ordered((*promised, *besides_promises(store, today, village, household)))


def besides_promises(
    store: Store, today: dt.date, village: str | None = None, household: str | None = None
) -> tuple[DueItem, ...]:
    """What is due besides measures and issues: decisions, follow-ups, doses, antenatal visits."""
    found: list[DueItem] = [] if household else [*_decided(store, village)]
    if sees_health(store):
        found += _health(store, today, village, household)
    return _ordered(item for item in found if item.due <= today + AHEAD)


def _ordered(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.due, item.kind, item.who)))


def _promised(
    store: Store, until: dt.date, village: str | None, household: str | None
) -> Iterator[DueItem]:
    for row in store.questions.promises(village, household, until=until):
        if row.due is not None:
            yield DueItem(row.kind, row.uid, row.household, row.owner, row.title, row.due)


def _decided(store: Store, village: str | None) -> Iterator[DueItem]:
    where = {} if village is None else {"village": village}
    meetings = [meeting.uid for meeting in store.find(Meeting, **where)]
    team = {person.uid: person.name for person in store.find(TeamMember)}
    for decision in store.find(MeetingDecision, meeting=meetings, state="open"):
        if decision.due is not None:
            who = team.get(decision.owner or "", decision.owner_text or "")
            title = decision.text or ""
            yield DueItem("decision", decision.uid, "", who, title, decision.due)


def _health(
    store: Store, today: dt.date, village: str | None, household: str | None
) -> Iterator[DueItem]:
    own = None if household is None else store.find(Member, household=household)
    where = {} if own is None else {"member": [member.uid for member in own]}
    cards, mothers = store.find(ChronicCard, **where), store.find(Maternal, **where)
    doses = store.find(Vaccination, date=None, **where)
    named = {*(c.member for c in cards), *(m.member for m in mothers), *(d.member for d in doses)}
    people = _people(store, own or store.find(Member, uid=named), village)
    followups = _by(store.find(ChronicFollowup, card=[c.uid for c in cards]), "card")
    visits = _by(store.find(MaternalVisit, maternal=[m.uid for m in mothers]), "maternal")
    a_year = load_limits(store, today).followups_a_year
    for card in cards:
        made = followups.get(card.uid, [])
        due = followup_due(card, made, today, a_year)
        yield from _item("followup", card, card.disease, due, people)
    for mother in mothers:
        due = antenatal_due(mother, visits.get(mother.uid, []))
        yield from _item("antenatal", mother, None, due, people)
    for dose in doses:
        yield from _item("vaccination", dose, dose.vaccine, dose_due(dose), people)


def _item(
    kind: DueKind,
    record: ChronicCard | Maternal | Vaccination,
    title: str | None,
    due: dt.date | None,
    people: Mapping[str, Member],
) -> Iterator[DueItem]:
    person = people.get(record.member)
    if person is not None and due is not None:
        yield DueItem(kind, record.uid, person.household, person.name, title or "", due)


def _people(store: Store, found: Iterable[Member], village: str | None) -> dict[str, Member]:
    """Those among the members who still live there."""
    here = [member for member in found if member.status in LIVING_HERE]
    if village is not None:
        homes = {row.uid for row in store.questions.households(village)}
        here = [member for member in here if member.household in homes]
    return {member.uid: member for member in here}


def _by(records: Iterable[_RecordT], owner: str) -> dict[str, list[_RecordT]]:
    found: dict[str, list[_RecordT]] = {}
    for record in records:
        found.setdefault(getattr(record, owner), []).append(record)
    return found
