"""A household splits, or two become one; both keep their histories and point to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _, language
from fieldapp.ports.store import Done, Edit, changed, created
from fieldapp.records import Household, HouseholdYear, Member, VillageGroup
from fieldapp.records.declare import fields_of
from fieldapp.rules.life_events import LAND
from fieldapp.rules.relations import HEAD, Kin, relation_after_joining
from fieldapp.services.families import (
    Family,
    Relations,
    Succession,
    check_day,
    check_relations,
    ending_edits,
    event,
    kin,
    read_relation,
    relations_to,
    succession_edits,
    the_family,
)
from fieldapp.services.households import Registers, year_edit
from fieldapp.services.lookup import group_named
from fieldapp.services.values import new_record, read_fields


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """What somebody says of a household that is founded by a split.

    Attributes:
        fields: of the household by the dictionary's names; ``hh_class`` is needed, a missing
            ``local_no`` becomes the next free one.
        group: the name of its group; the old household's when ``None``.
        head: who becomes its head, one of those who move.
        relations: of those who move to their new head, where no rule makes them certain.
        land: mu of the old household that go along, by field; a share leaves the old household.
    """

    fields: Mapping[str, object]
    head: str
    group: str | None = None
    relations: Relations = field(default_factory=dict)
    land: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class HouseholdChanges:
    """Splits and merges of households; each is one act that can be undone."""

    registers: Registers

    def split(
        self,
        household: str,
        day: dt.date,
        moving: Collection[str],
        new: NewHousehold,
        heir: Succession | None = None,
        note: str | None = None,
    ) -> tuple[str, Done]:
        """Some people found a household of their own; returns its uid.

        Card, causes, helpers, measures and visits stay where they are; nothing is copied but
        the shares of land that are named. ``heir`` is named when the head is among those who
        move.

        Raises:
            Refused: ``split_leaves_nobody``, ``nobody_moves``, ``new_head_needed``,
                ``not_in_household``, ``relations_needed``, ``land_share_too_large``,
                ``number_taken``, ``field_missing`` …
        """
        family = the_family(self.registers.store, household)
        people = [family.person(uid) for uid in dict.fromkeys(moving)]
        gone = {person.uid for person in people}
        check_day(day, self._today, people)
        _check_split(family, gone, new.head, heir)
        relations = self._relations(family, people, new)
        group, made = self._group(family, new.group)
        home = self._home(family, new, group)
        told = tuple(person.uid for person in people)
        ids = self.registers.ids
        edits = [*made, created(home)]
        edits += [
            changed(Member, uid, household=home.uid, relation=relation)
            for uid, relation in relations.items()
        ]
        edits += self._land(household, home.uid, day.year, new.land)
        edits += [
            event(ids, "split", household, day, other=home.uid, moved=told, note=note),
            event(ids, "split", home.uid, day, member=new.head, other=household, moved=told,
                  note=note),
        ]  # fmt: skip
        if heir is not None:
            edits += succession_edits(ids, family, gone, day, heir, moved=True)
        return home.uid, self._write("household.split", edits)

    def merge(
        self,
        survivor: str,
        other: str,
        day: dt.date,
        relations: Relations,
        note: str | None = None,
    ) -> Done:
        """The people of ``other`` join ``survivor``, which keeps its number.

        The relation of the other head to the survivor's head must be stated; the others' follow
        from it where that is certain. Years, cards, measures and visits stay with the household
        they were recorded for, and are read from the survivor through the event.

        Raises:
            Refused: ``same_household``, ``other_village``, ``relations_needed``, ``no_head`` …
        """
        if survivor == other:
            raise Refused("same_household")
        family, joining = (the_family(self.registers.store, uid) for uid in (survivor, other))
        if family.home.village != joining.home.village:
            raise Refused("other_village")
        head = family.head
        if head is None or head not in family.living:
            raise Refused("no_head", number=family.home.local_no)
        check_day(day, self._today, joining.living)
        found = joined_relations(joining, relations)
        missing = [person.uid for person in joining.living if person.uid not in found]
        if missing:
            raise Refused("relations_needed", count=len(missing), ids=" ".join(missing))
        spouses = [(p, p.relation) for p in family.living if p.relation == "02"]
        check_relations(head, [*spouses, *((p, found[p.uid]) for p in joining.living)])
        told = tuple(person.uid for person in joining.living)
        ids, number = self.registers.ids, family.home.local_no
        why = _("merged into household {number}").format(number=number)
        edits = [
            *(
                changed(Member, uid, household=survivor, relation=relation)
                for uid, relation in found.items()
            ),
            event(ids, "merge", survivor, day, other=other, moved=told, note=note),
            event(ids, "merge", other, day, other=survivor, moved=told, note=note),
            *ending_edits(self.registers.store, other, "merged", day, why),
        ]
        return self._write("household.merge", edits)

    def _relations(self, family: Family, people: list[Member], new: NewHousehold) -> dict[str, str]:
        head = next(person for person in people if person.uid == new.head)
        others = [person for person in people if person is not head]
        if family.head is not None and head.uid == family.head.uid:
            relations = {
                person.uid: read_relation(new.relations.get(person.uid) or person.relation or "")
                for person in others
            }
        else:
            relations = relations_to(family, head.uid, others, new.relations)
        check_relations(head, [(person, relations[person.uid]) for person in others])
        return {head.uid: HEAD, **relations}

    def _group(self, family: Family, name: str | None) -> tuple[str | None, list[Edit]]:
        if not name:
            return family.home.group, []
        known = group_named(self.registers.store, family.home.village, name)
        if known is not None:
            return known.uid, []
        village = family.home.village
        fresh = VillageGroup(uid=self.registers.ids.uid(), village=village, name=name)
        return fresh.uid, [created(fresh)]

    def _home(self, family: Family, new: NewHousehold, group: str | None) -> Household:
        store, village = self.registers.store, family.home.village
        values = read_fields(Household, new.fields)
        if not values.get("hh_class"):
            label = fields_of(Household)["hh_class"].label(language())
            raise Refused("field_missing", field=label)
        number = values.get("local_no") or self.registers.next_number(village)
        if store.find(Household, village=village, local_no=number):
            raise Refused("number_taken", number=number)
        told = {
            "status": "active", **values, "village": village, "local_no": number,
            "group": group, "head_member": new.head,
        }  # fmt: skip
        return new_record(Household, self.registers.ids.uid(), told)

    def _land(
        self, household: str, founded: str, year: int, land: Mapping[str, object]
    ) -> list[Edit]:
        """The shares go from the year's record of the old household to that of the new one."""
        shares = {
            name: amount
            for name, amount in read_fields(HouseholdYear, land).items()
            if isinstance(amount, Decimal) and amount
        }
        if not shares:
            return []
        if not shares.keys() <= set(LAND):
            raise Refused("unknown_target", target=next(iter(shares.keys() - set(LAND))))
        store, ids = self.registers.store, self.registers.ids
        rest: dict[str, object] = {}
        held = newest_land(store.find(HouseholdYear, household=household), year)
        for name, share in shares.items():
            before = held.get(name)
            if before is None:
                continue
            if share > before:
                label = fields_of(HouseholdYear)[name].label(language())
                raise Refused("land_share_too_large", field=label, held=before)
            rest[name] = before - share
        edits = [year_edit(store, ids, household, year, rest)] if rest else []
        return [*edits, year_edit(store, ids, founded, year, shares)]

    @property
    def _today(self) -> dt.date:
        return self.registers.clock.now().date()

    def _write(self, reason: str, edits: list[Edit]) -> Done:
        return self.registers.store.write(self.registers.act(reason), edits)


def _check_split(family: Family, gone: Collection[str], head: str, heir: Succession | None) -> None:
    """Somebody must go, somebody must stay, and both households need a head."""
    if not gone:
        raise Refused("nobody_moves")
    if not family.without(gone):
        raise Refused("split_leaves_nobody")
    if head not in gone:
        raise Refused("not_in_household")
    if family.home.head_member in gone and heir is None:
        raise Refused("new_head_needed")


def newest_land(years: Collection[HouseholdYear], year: int) -> dict[str, Decimal]:
    """The areas in mu as last recorded, not later than ``year``, by field."""
    found: dict[str, Decimal] = {}
    for known in sorted(years, key=lambda record: record.year):
        if known.year <= year:
            for name in LAND:
                amount = getattr(known, name)
                if amount is not None:
                    found[name] = amount
    return found


def joined_relations(joining: Family, stated: Relations) -> dict[str, str]:
    """The relations of a household's people to the head that they join, as far as known.

    Those stated, and those that are certain from the stated relation of their own head.
    """
    found = {
        person.uid: read_relation(stated[person.uid])
        for person in joining.living
        if stated.get(person.uid)
    }
    head = joining.head
    if head is not None and head.uid in found:
        joined = Kin(found[head.uid], head.sex)
        for person in joining.living:
            told = relation_after_joining(kin(person), joined)
            if told is not None:
                found.setdefault(person.uid, told)
    return found
