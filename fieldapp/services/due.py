"""What is due: promises, decisions, and for those who may see it follow-ups, doses, mothers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

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
_AT_ONCE = 500
"""So many cards' follow-ups are held at a time."""


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
    # a county has ten times as many people under care as are due: only those are asked for
    near = [
        item
        for item in (
            *_followups(store, store.find(ChronicCard, **where), today),
            *_antenatal(store, store.find(Maternal, **where)),
            *_doses(store.find(Vaccination, date=None, **where)),
        )
        if item.due <= today + AHEAD
    ]
    named = own or store.find(Member, uid={item.member for item in near})
    people = _people(store, named, village)
    for item in near:
        person = people.get(item.member)
        if person is not None:
            yield DueItem(item.kind, item.uid, person.household, person.name, item.title, item.due)


class _OfPerson(NamedTuple):
    """Something about a person's health that is to be done."""

    kind: DueKind
    uid: str
    member: str
    title: str
    due: dt.date


def _followups(store: Store, cards: Sequence[ChronicCard], today: dt.date) -> Iterator[_OfPerson]:
    a_year = load_limits(store, today).followups_a_year
    for at in range(0, len(cards), _AT_ONCE):
        some = cards[at : at + _AT_ONCE]
        made = _by(store.find(ChronicFollowup, card=[card.uid for card in some]), "card")
        for card in some:
            due = followup_due(card, made.get(card.uid, []), today, a_year)
            if due is not None:
                yield _OfPerson("followup", card.uid, card.member, card.disease or "", due)


def _antenatal(store: Store, mothers: Sequence[Maternal]) -> Iterator[_OfPerson]:
    visits = _by(store.find(MaternalVisit, maternal=[m.uid for m in mothers]), "maternal")
    for mother in mothers:
        due = antenatal_due(mother, visits.get(mother.uid, []))
        if due is not None:
            yield _OfPerson("antenatal", mother.uid, mother.member, "", due)


def _doses(doses: Iterable[Vaccination]) -> Iterator[_OfPerson]:
    for dose in doses:
        due = dose_due(dose)
        if due is not None:
            yield _OfPerson("vaccination", dose.uid, dose.member, dose.vaccine, due)


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
