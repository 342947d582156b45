"""Events in a family: birth, death, marriage, leaving, return, another head; each is one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done, Edit, changed, created
from fieldapp.records import Household, Member
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
from fieldapp.services.comings_and_goings import (
    NOTHING_MORE,
    Aftermath,
    after_leaving,
    check_same_village,
    moving_in,
    newcomer,
    relation_again,
)
from fieldapp.services.families import (
    Succession,
    any_family,
    check_day,
    event,
    succession_edits,
    the_family,
)
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record

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
            Refused: ``name_missing``, ``relation_needed``, ``bad_relation`` …
        """
        family = the_family(self.registers.store, household)
        check_day(day, self._today, ())
        person = newcomer(
            self.registers, family, {**child, "birth_date": day.isoformat()}, "newborn", day
        )
        if person.relation == SPOUSE:
            raise Refused("bad_relation")
        entry = self._entry("birth", household, day, person.uid, note)
        return person.uid, self._write("event.birth", [created(person), entry])

    def death(
        self, member: str, day: dt.date, after: Aftermath = NOTHING_MORE, note: str | None = None
    ) -> Done:
        """A person dies and stays on record.

        Raises:
            Refused: ``already_dead``, ``new_head_needed``, ``household_would_end`` …
        """
        person = self._person(member, death_fault, day)
        edits = [
            changed(Member, member, status=DEAD, status_date=day, status_reason="died"),
            self._entry("death", person.household, day, member, note),
        ]
        if lives_here(person):
            family = the_family(self.registers.store, person.household)
            edits += after_leaving(
                self.registers, family, {member}, day, after, ("cancelled", _("nobody is left"))
            )
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
            told = {**who, "relation": relation}
            person = newcomer(self.registers, family, told, "married_in", day)
            entry = self._entry("marriage_in", household, day, person.uid, note)
            return person.uid, self._write("event.marriage_in", [created(person), entry])
        person = self._person(who, death_fault, day)
        edits = moving_in(self.registers, person, family, day, relation, note)
        if lives_here(person):
            left = the_family(self.registers.store, person.household)
            number = family.home.local_no
            why = _("the last person married into household {number}").format(number=number)
            end = ("moved", why)
            edits += after_leaving(self.registers, left, {who}, day, after, end, moved=True)
        return who, self._write("event.marriage_in", edits)

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
        check_same_village(self.registers.store, person, family)
        edits: list[Edit] = []
        if not family.living:
            if family.home.status == "merged":
                raise Refused("household_ended", number=family.home.local_no)
            relation = HEAD
            edits.append(changed(Household, target, head_member=member, status="active"))
        elif family.home.status in ENDED:
            raise Refused("household_ended", number=family.home.local_no)
        else:
            relation = relation_again(self.registers.store, person, family, relation)
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
        edits = succession_edits(self.registers.ids, family, (), day, heir, note=note)
        return self._write("event.new_head", edits)

    def _leave(
        self, kind: str, member: str, day: dt.date, reason: str, after: Aftermath, note: str | None
    ) -> Done:
        person = self._person(member, leaving_fault, day)
        family = the_family(self.registers.store, person.household)
        ending = ("moved", _("nobody is left"))
        edits = [
            changed(Member, member, status=MOVED_OUT, status_date=day, status_reason=reason),
            self._entry(kind, person.household, day, member, note),
            *after_leaving(self.registers, family, {member}, day, after, ending),
        ]
        return self._write(f"event.{kind}", edits)

    def _entry(
        self, kind: str, household: str, day: dt.date, member: str, note: str | None
    ) -> Edit:
        return event(self.registers.ids, kind, household, day, member=member, note=note)

    def _person(self, uid: str, fault: Fault, day: dt.date) -> Member:
        person = the_record(self.registers.store, Member, uid)
        found = fault(person)
        if found:
            raise Refused(found)
        check_day(day, self._today, [person])
        return person

    @property
    def _today(self) -> dt.date:
        return self.registers.clock.now().date()

    def _write(self, reason: str, edits: list[Edit]) -> Done:
        return self.registers.store.write(self.registers.act(reason), edits)
