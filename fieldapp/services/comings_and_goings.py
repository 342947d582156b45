"""What an arrival must fit, and what a departure leaves behind in the household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Edit, Store, changed
from fieldapp.records import Household, LifeEvent, Member
from fieldapp.rules.life_events import MOVED_IN, lives_here
from fieldapp.rules.relations import HEAD, SPOUSE
from fieldapp.services.families import (
    Family,
    Succession,
    check_day,
    check_relations,
    ending_edits,
    event,
    read_relation,
    succession_edits,
)
from fieldapp.services.household_edit import tidied
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What happens to the household that a person leaves.

    ``heir`` is named when the head goes; ``ends`` confirms that nobody is left and it ends.
    """

    heir: Succession | None = None
    ends: bool = False


NOTHING_MORE = Aftermath()


def after_leaving(
    registers: Registers,
    family: Family,
    gone: Collection[str],
    day: dt.date,
    after: Aftermath,
    ending: tuple[str, str],
    *,
    moved: bool = False,
) -> list[Edit]:
    """The household that was left: it gets another head or ends, if it must.

    ``ending`` is its status then, and why; ``moved`` is as in ``succession_edits``.

    Raises:
        Refused: ``household_would_end``, ``new_head_needed``, as ``succession_edits``.
    """
    if not family.without(gone):
        if not after.ends:
            raise Refused("household_would_end")
        return ending_edits(registers.store, family.home.uid, ending[0], day, ending[1])
    if after.heir is not None:
        return succession_edits(registers.ids, family, gone, day, after.heir, moved=moved)
    if family.home.head_member in gone:
        raise Refused("new_head_needed")
    return []


def newcomer(
    registers: Registers, family: Family, fields: Mapping[str, object], reason: str, day: dt.date
) -> Member:
    """A person who is new in the register, judged against the people of the household.

    Raises:
        Refused: ``name_missing``, ``relation_needed``, as ``check_fits``.
    """
    person = registers.new_member(family.home.uid, tidied(fields))
    if person.relation is None:
        raise Refused("relation_needed")
    check_day(day, registers.clock.now().date(), [person])
    person = replace(person, status=MOVED_IN, status_reason=reason, status_date=day)
    check_fits(family, person)
    return person


def moving_in(
    registers: Registers,
    person: Member,
    family: Family,
    day: dt.date,
    relation: str,
    note: str | None,
) -> list[Edit]:
    """Somebody of another household of the village marries in; both histories tell of it.

    Raises:
        Refused: ``same_household``, ``other_village``, as ``check_fits``.
    """
    if person.household == family.home.uid and lives_here(person):
        raise Refused("same_household")
    check_same_village(registers.store, person, family)
    code = read_relation(relation)
    check_fits(family, replace(person, relation=code))
    ids, home, old = registers.ids, family.home.uid, person.household
    moved = changed(
        Member, person.uid, household=home, relation=code, status=MOVED_IN, status_date=day,
        status_reason="married_in",
    )  # fmt: skip
    return [
        moved,
        event(ids, "marriage_in", home, day, member=person.uid, other=old, note=note),
        event(ids, "marriage_out", old, day, member=person.uid, other=home, note=note),
    ]


def check_fits(family: Family, person: Member) -> None:
    """Judge the relation of somebody who joins; raises ``no_head`` and as ``check_relations``."""
    head = family.head
    if head is None or not lives_here(head):
        raise Refused("no_head", number=family.home.local_no)
    spouses = [
        (known, known.relation)
        for known in family.living
        if person.relation == known.relation == SPOUSE and known.uid != person.uid
    ]
    check_relations(head, [*spouses, (person, person.relation)])


def relation_again(store: Store, person: Member, family: Family, stated: str | None) -> str:
    """The relation of somebody who comes back: the one stated, else the old one while it holds.

    Raises:
        Refused: ``relation_needed`` when there is another head since, as ``check_fits``.
    """
    if stated is not None:
        relation = read_relation(stated)
    else:
        told = store.find(LifeEvent, household=family.home.uid, kind="new_head")
        since = person.status_date
        changed_since = any(since is None or (e.date and e.date >= since) for e in told)
        elsewhere = person.household != family.home.uid
        if changed_since or elsewhere or person.relation in {None, HEAD}:
            raise Refused("relation_needed")
        relation = str(person.relation)
    check_fits(family, replace(person, relation=relation))
    return relation


def check_same_village(store: Store, person: Member, family: Family) -> None:
    """Raise ``other_village`` when the person's household belongs to another village."""
    old = the_record(store, Household, person.household)
    if old.village != family.home.village:
        raise Refused("other_village")
