"""Events in a family: birth, death, marriage, leaving, return, another head; each is one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done, Edit, changed, created
from fieldapp.records import Household, LifeEvent, Member
from fieldapp.records.lists_household import ENDED
from fieldapp.rules.life_events import (
    DEAD,
    MOVED_IN,
    MOVED_OUT,
    death_fault,
    leaving_fault,
    lives_here,
    return_fault,
)
from fieldapp.rules.relations import HEAD, SPOUSE
from fieldapp.services.families import (
    Family,
    Succession,
    any_family,
    check_day,
    check_relations,
    ending_edits,
    event,
    read_relation,
    succession_edits,
    the_family,
)
from fieldapp.services.household_edit import HouseholdEdits, tidied
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
Fault = Callable[[Member], str | None]
"""Why something cannot happen to a person: the code of the refusal."""


@dataclass(frozen=True)
class LifeEvents:
    """What happens to the people of a household.

    Every method writes one act that can be undone, with a dated event in the history of each
    household concerned. All raise ``Refused``: ``event_in_future``, ``event_before_birth``,
    ``event_out_of_order``, ``household_ended`` and those they name.
    """

    registers: Registers

    def birth(
        self,
        household: str,
        day: dt.date,
        child: Mapping[str, object],
        note: str | None = None,
    ) -> tuple[str, Done]:
        """A child is born; returns its uid.

        Raises:
            Refused: ``name_missing``, ``relation_needed``, ``bad_relation``, ``id_taken`` …
        """
        family = the_family(self.registers.store, household)
        check_day(day, self._today, ())
        person = self._newcomer(family, {**child, "birth_date": day.isoformat()}, "newborn", day)
        if person.relation == SPOUSE:
            raise Refused("bad_relation")
        told = event(self.registers.ids, "birth", household, day, member=person.uid, note=note)
        return person.uid, self._write("event.birth", [created(person), told])

    def death(
        self, member: str, day: dt.date, after: Aftermath = NOTHING_MORE, note: str | None = None
    ) -> Done:
        """A person dies and stays on record.

        Raises:
            Refused: ``already_dead``, ``new_head_needed``, ``household_would_end`` …
        """
        person = self._person(member, death_fault, day)
        told = event(self.registers.ids, "death", person.household, day, member=member, note=note)
        edits = [
            changed(Member, member, status=DEAD, status_date=day, status_reason="died"),
            told,
        ]
        if lives_here(person):
            family = the_family(self.registers.store, person.household)
            edits += self._after(family, {member}, day, after, ("cancelled", _("nobody is left")))
        return self._write("event.death", edits)

    def marriage_in(
        self,
        household: str,
        day: dt.date,
        who: Mapping[str, object] | str,
        relation: str,
        after: Aftermath = NOTHING_MORE,
        note: str | None = None,
    ) -> tuple[str, Done]:
        """Somebody marries into a household; returns the person's uid.

        ``who`` is the uid of a person of another household of the village, who moves with the
        whole record, or the fields of somebody from outside. ``after`` is about the household
        that is left.

        Raises:
            Refused: ``same_household``, ``other_village``, ``second_spouse``, ``already_dead`` …
        """
        family = the_family(self.registers.store, household)
        check_day(day, self._today, ())
        if not isinstance(who, str):
            person = self._newcomer(family, {**who, "relation": relation}, "married_in", day)
            told = event(
                self.registers.ids, "marriage_in", household, day, member=person.uid, note=note
            )
            return person.uid, self._write("event.marriage_in", [created(person), told])
        return who, self._write(
            "event.marriage_in", self._married(who, family, day, relation, after, note)
        )

    def marriage_out(
        self, member: str, day: dt.date, after: Aftermath = NOTHING_MORE, note: str | None = None
    ) -> Done:
        """A person marries away, out of the village, and stays on record here.

        Raises:
            Refused: ``already_dead``, ``already_left``, ``new_head_needed`` …
        """
        return self._leave("marriage_out", member, day, "married_out", after, note)

    def leave(
        self,
        member: str,
        day: dt.date,
        reason: str = "other_out",
        after: Aftermath = NOTHING_MORE,
        note: str | None = None,
    ) -> Done:
        """A person leaves for good and stays on record; ``reason`` is a code of ``C13r``.

        Raises:
            Refused: as ``marriage_out``.
        """
        return self._leave("leave", member, day, reason, after, note)

    def come_back(
        self,
        member: str,
        day: dt.date,
        relation: str | None = None,
        household: str | None = None,
        note: str | None = None,
    ) -> Done:
        """Somebody who had left comes back, to the old household or to another one.

        The old relation holds only while the household has the head it had; whoever comes back
        to an empty household is its head.

        Raises:
            Refused: ``already_dead``, ``already_here``, ``relation_needed``, ``other_village`` …
        """
        person = self._person(member, return_fault, day)
        target = household or person.household
        family = any_family(self.registers.store, target)
        self._same_village(person, family)
        edits: list[Edit] = []
        if not family.living:
            if family.home.status == "merged":
                raise Refused("household_ended", number=family.home.local_no)
            relation = HEAD
            edits.append(changed(Household, target, head_member=member, status="active"))
        elif family.home.status in ENDED:
            raise Refused("household_ended", number=family.home.local_no)
        else:
            relation = self._relation_again(person, family, relation)
        edits.append(
            changed(
                Member, member, household=target, relation=relation, status=MOVED_IN,
                status_date=day, status_reason="other_in",
            )
        )  # fmt: skip
        old = None if target == person.household else person.household
        ids = self.registers.ids
        edits.append(event(ids, "return", target, day, member=member, other=old, note=note))
        if old is not None:
            edits.append(event(ids, "return", old, day, member=member, other=target, note=note))
        return self._write("event.return", edits)

    def new_head(
        self, household: str, day: dt.date, heir: Succession, note: str | None = None
    ) -> Done:
        """Another person becomes head while the old one stays.

        Raises:
            Refused: ``already_head``, ``not_in_household``, ``relations_needed`` …
        """
        family = the_family(self.registers.store, household)
        check_day(day, self._today, [family.person(heir.head)])
        edits = succession_edits(self.registers.ids, family, (), day, heir)
        if note:
            *edits, _told = edits
            ids = self.registers.ids
            edits.append(event(ids, "new_head", household, day, member=heir.head, note=note))
        return self._write("event.new_head", edits)

    def _leave(
        self, kind: str, member: str, day: dt.date, reason: str, after: Aftermath, note: str | None
    ) -> Done:
        person = self._person(member, leaving_fault, day)
        family = the_family(self.registers.store, person.household)
        told = event(self.registers.ids, kind, person.household, day, member=member, note=note)
        edits = [
            changed(Member, member, status=MOVED_OUT, status_date=day, status_reason=reason),
            told,
            *self._after(family, {member}, day, after, ("moved", _("nobody is left"))),
        ]
        return self._write(f"event.{kind}", edits)

    def _married(
        self,
        member: str,
        family: Family,
        day: dt.date,
        relation: str,
        after: Aftermath,
        note: str | None,
    ) -> list[Edit]:
        person = self._person(member, death_fault, day)
        if person.household == family.home.uid and lives_here(person):
            raise Refused("same_household")
        self._same_village(person, family)
        self._fits(family, replace(person, relation=read_relation(relation)))
        ids, home, old = self.registers.ids, family.home.uid, person.household
        moved = changed(
            Member, member, household=home, relation=read_relation(relation), status=MOVED_IN,
            status_date=day, status_reason="married_in",
        )  # fmt: skip
        edits = [
            moved,
            event(ids, "marriage_in", home, day, member=member, other=old, note=note),
            event(ids, "marriage_out", old, day, member=member, other=home, note=note),
        ]
        if lives_here(person):
            left = the_family(self.registers.store, old)
            number = family.home.local_no
            why = _("the last person married into household {number}").format(number=number)
            edits += self._after(left, {member}, day, after, ("moved", why), moved=True)
        return edits

    def _after(
        self,
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
        """
        if not family.without(gone):
            if not after.ends:
                raise Refused("household_would_end")
            return ending_edits(self.registers.store, family.home.uid, ending[0], day, ending[1])
        if after.heir is not None:
            ids = self.registers.ids
            return succession_edits(ids, family, gone, day, after.heir, moved=moved)
        if family.home.head_member in gone:
            raise Refused("new_head_needed")
        return []

    def _newcomer(
        self, family: Family, fields: Mapping[str, object], reason: str, day: dt.date
    ) -> Member:
        """A person who is new in the register, judged against the people of the household."""
        holder = HouseholdEdits(self.registers).holder(str(fields.get("id_number") or ""))
        if holder is not None:
            raise Refused("id_taken", number=holder.local_no)
        person = self.registers.new_member(family.home.uid, tidied(fields))
        person = replace(person, status=MOVED_IN, status_reason=reason, status_date=day)
        if person.relation is None:
            raise Refused("relation_needed")
        check_day(day, self._today, [replace(person, status_date=None)])
        self._fits(family, person)
        return person

    def _fits(self, family: Family, person: Member) -> None:
        head = family.head
        if head is None or not lives_here(head):
            raise Refused("no_head", number=family.home.local_no)
        spouses = [
            (known, known.relation)
            for known in family.living
            if person.relation == known.relation == SPOUSE and known.uid != person.uid
        ]
        check_relations(head, [*spouses, (person, person.relation)])

    def _relation_again(self, person: Member, family: Family, stated: str | None) -> str:
        if stated is not None:
            relation = read_relation(stated)
        else:
            told = self.registers.store.find(LifeEvent, household=family.home.uid, kind="new_head")
            since = person.status_date
            changed_since = any(since is None or (e.date and e.date >= since) for e in told)
            elsewhere = person.household != family.home.uid
            if changed_since or elsewhere or person.relation in {None, HEAD}:
                raise Refused("relation_needed")
            relation = str(person.relation)
        self._fits(family, replace(person, relation=relation))
        return relation

    def _person(self, uid: str, fault: Fault, day: dt.date) -> Member:
        person = the_record(self.registers.store, Member, uid)
        found = fault(person)
        if found:
            raise Refused(found)
        check_day(day, self._today, [person])
        return person

    def _same_village(self, person: Member, family: Family) -> None:
        old = the_record(self.registers.store, Household, person.household)
        if old.village != family.home.village:
            raise Refused("other_village")

    @property
    def _today(self) -> dt.date:
        return self.registers.clock.now().date()

    def _write(self, reason: str, edits: list[Edit]) -> Done:
        return self.registers.store.write(self.registers.act(reason), edits)
