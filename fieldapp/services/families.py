"""A household with its people while an event changes it, and the edits events are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, Store, changed, created
from fieldapp.records import CardRating, Household, LifeEvent, Measure, Member, Pairing
from fieldapp.records.declare import fields_of
from fieldapp.records.lists_household import ENDED
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.life_events import day_fault, lives_here
from fieldapp.rules.relations import HEAD, SPOUSE, Kin, relation_fits_sex, relation_to_new_head
from fieldapp.services.lookup import the_record
from fieldapp.services.values import read_field

Relations = Mapping[str, str]
"""Relations to the head by the uid of a person."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Who becomes head, and the relations to the new head that somebody stated."""

    head: str
    relations: Relations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Family:
    """A household with everybody on its record, in the order of entry."""

    home: Household
    members: tuple[Member, ...]

    @property
    def head(self) -> Member | None:
        """The head as recorded, living or not."""
        return next((m for m in self.members if m.uid == self.home.head_member), None)

    @property
    def living(self) -> tuple[Member, ...]:
        """The people who are counted in the household."""
        return tuple(person for person in self.members if lives_here(person))

    def without(self, gone: Collection[str]) -> tuple[Member, ...]:
        """The people who are still counted once these have gone."""
        return tuple(person for person in self.living if person.uid not in gone)

    def person(self, uid: str) -> Member:
        """Somebody who is counted in the household; raises ``not_in_household``."""
        for person in self.living:
            if person.uid == uid:
                return person
        raise Refused("not_in_household")


def the_family(store: Store, household: str) -> Family:
    """A standing household with its people.

    Raises:
        Refused: ``unknown_record``; ``household_ended`` when it was merged or has ended.
    """
    family = any_family(store, household)
    if family.home.status in ENDED:
        raise Refused("household_ended", number=family.home.local_no)
    return family


def any_family(store: Store, household: str) -> Family:
    """A household with its people, even when it has ended; raises ``unknown_record``."""
    home = the_record(store, Household, household)
    return Family(home, tuple(store.find(Member, household=household)))


def check_day(day: dt.date, today: dt.date, people: Iterable[Member]) -> None:
    """Raise ``event_in_future``, ``event_before_birth`` or ``event_out_of_order``."""
    fault = day_fault(day, today, people)
    if fault:
        raise Refused(fault)


def kin(person: Member) -> Kin:
    """A person as the tables of relations know one."""
    return Kin(person.relation, person.sex)


def event(
    ids: Ids,
    kind: str,
    household: str,
    day: dt.date,
    *,
    member: str | None = None,
    other: str | None = None,
    moved: tuple[str, ...] = (),
    note: str | None = None,
) -> Edit:
    """The edit that writes an event into the history of a household."""
    return created(
        LifeEvent(
            uid=ids.uid(), household=household, kind=kind, date=day, member=member,
            other_household=other, moved=moved or None, note=(note or "").strip() or None,
        )
    )  # fmt: skip


def relations_to(
    family: Family, new_head: str, people: Iterable[Member], stated: Relations
) -> dict[str, str]:
    """The relations of ``people`` to the new head: those stated, else those that are certain.

    Raises:
        Refused: ``relations_needed`` names those that nobody stated and no rule makes certain;
            as ``check_relations``.
    """
    old, heir = family.head, next(m for m in family.members if m.uid == new_head)
    found: dict[str, str] = {}
    missing: list[str] = []
    for person in people:
        certain = relation_to_new_head(kin(person), kin(heir), kin(old)) if old else None
        relation = stated.get(person.uid) or certain
        if relation is None:
            missing.append(person.uid)
        else:
            found[person.uid] = read_relation(relation)
    if missing:
        raise Refused("relations_needed", count=len(missing), ids=" ".join(missing))
    return found


def check_relations(head: Member, people: Iterable[tuple[Member, str | None]]) -> None:
    """Judge relations as they will be, of the people who are counted besides the head.

    Raises:
        Refused: ``second_head``, ``relation_sex``, ``second_spouse``, ``spouse_sex``.
    """
    spouses = 0
    for person, relation in people:
        if relation == HEAD:
            raise Refused("second_head")
        if not relation_fits_sex(relation, person.sex):
            raise Refused("relation_sex")
        if relation == SPOUSE:
            spouses += 1
            if head.sex is not None and head.sex == person.sex != "9":
                raise Refused("spouse_sex")
    if spouses > 1:
        raise Refused("second_spouse")


def read_relation(raw: object) -> str:
    """A relation that somebody stated, as its code; raises ``unknown_code``."""
    return str(read_field(fields_of(Member)["relation"], raw))


def succession_edits(
    ids: Ids,
    family: Family,
    gone: Collection[str],
    day: dt.date,
    given: Succession,
    *,
    moved: bool = False,
    note: str | None = None,
) -> list[Edit]:
    """A household gets another head: everybody's relation is told anew, an event is written.

    Whoever is no longer counted keeps the recorded relation where the new one is not certain;
    ``moved`` says that those gone belong to another household now.

    Raises:
        Refused: ``not_in_household``, ``already_head``, as ``relations_to``.
    """
    staying = family.without(gone)
    heir = next((person for person in staying if person.uid == given.head), None)
    if heir is None:
        raise Refused("not_in_household")
    if heir.uid == family.home.head_member:
        raise Refused("already_head")
    others = [person for person in staying if person is not heir]
    relations = relations_to(family, heir.uid, others, given.relations)
    check_relations(heir, [(person, relations[person.uid]) for person in others])
    for person in family.members:
        elsewhere = moved and person.uid in gone
        known = person is heir or person.uid in relations
        if family.head is not None and not elsewhere and not known:
            stated = given.relations.get(person.uid)
            told = relation_to_new_head(kin(person), kin(heir), kin(family.head))
            if stated or told:
                relations[person.uid] = stated or str(told)
    relations[heir.uid] = HEAD
    return [
        changed(Household, family.home.uid, head_member=heir.uid),
        *(changed(Member, uid, relation=relation) for uid, relation in relations.items()),
        event(ids, "new_head", family.home.uid, day, member=heir.uid, note=note),
    ]


def ending_edits(store: Store, household: str, status: str, day: dt.date, why: str) -> list[Edit]:
    """A household ends: it gets ``status``; cards, helpers and measures end on the day.

    ``why`` is written as the reason of the measures that are stopped.
    """
    reason = _("{day}: {why}").format(day=day.isoformat(), why=why)
    edits = [changed(Household, household, status=status)]
    for rating in store.find(CardRating, household=household, valid_to=None):
        until = max(day, rating.valid_from or day)
        edits.append(changed(CardRating, rating.uid, valid_to=until))
    for pairing in store.find(Pairing, household=household, end_date=None):
        until = max(day, pairing.start_date or day)
        edits.append(changed(Pairing, pairing.uid, end_date=until))
    stopped = [
        changed(Measure, measure.uid, state="stopped", reason_text=reason)
        for measure in store.find(Measure, household=household)
        if measure.state in OPEN_MEASURES | {None}
    ]
    return [*edits, *stopped]
