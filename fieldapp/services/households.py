"""The register: households and their members are added, changed, left and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import Ids
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.store import Act, Done, Edit, Store, changed, created, removed
from fieldapp.records import (
    Household,
    HouseholdYear,
    Measure,
    Member,
    MemberYear,
    VillageGroup,
)
from fieldapp.records.declare import fields_of
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.lookup import group_named, person_named, the_record
from fieldapp.services.values import new_record, read_fields

HEAD = "01"
NORMAL = "1"
NUMBER_WIDTH = 5
REMOVAL = "household.remove"
"""The reason by which the log knows that a household was removed."""


@dataclass(frozen=True)
class Registers:
    """What can be done to households; every method is one act that can be undone.

    ``author`` is in whose name it is done, ``typist`` who holds the keyboard when that is another,
    ``reading`` that whoever holds it only looks.
    """

    store: Store
    clock: Clock
    ids: Ids
    author: str
    typist: str = ""
    reading: bool = False

    def act(self, reason: str) -> Act:
        """An act of whoever is at the keyboard.

        Raises:
            Refused: ``reader_only``.
        """
        if self.reading:
            raise Refused("reader_only")
        return self.noted(reason)

    def noted(self, reason: str) -> Act:
        """An act that only tells what somebody did, such as a look; a reader does it too."""
        return Act(self.author, reason, self.clock.now(), self.typist)

    def undo(self, done: Done, job: Job | None = None) -> Done:
        """Put back what an act did, as an act of its own; the answer can itself be undone.

        Raises:
            Cancelled: somebody asked ``job`` to stop; nothing was put back.
        """
        if done.large and done.unit is not None:
            return self.store.undo_act(self.act("undo"), done.unit, job or WatchedJob())
        return self.store.write(self.act("undo"), done.undo)

    def create(
        self,
        village: str,
        fields: Mapping[str, object],
        head: Mapping[str, object],
        group: str | None = None,
    ) -> tuple[str, Done]:
        """Add a household with its head; returns its uid. The number is free or is refused.

        Raises:
            Refused: ``number_taken``, ``unknown_field``, ``bad_value``, ``unknown_code``.
        """
        values = read_fields(Household, fields)
        number = values.get("local_no") or self.next_number(village)
        if self.store.find(Household, village=village, local_no=number):
            raise Refused("number_taken", number=number)
        edits: list[Edit] = []
        known = group_named(self.store, village, group)
        if group and known is None:
            known = VillageGroup(uid=self.ids.uid(), village=village, name=group)
            edits.append(created(known))
        person = self.new_member("", {"relation": HEAD, **head})
        home = new_record(
            Household,
            self.ids.uid(),
            {
                "hh_class": "GEN", "status": "active", **values, "village": village,
                "local_no": number, "group": known.uid if known else None,
                "head_member": person.uid,
            },
        )  # fmt: skip
        edits += [created(home), created(replace(person, household=home.uid))]
        return home.uid, self.store.write(self.act("household.create"), edits)

    def next_number(self, village: str) -> str:
        """The next free local number, such as ``H00423``."""
        return f"H{self.store.questions.next_number(village):0{NUMBER_WIDTH}d}"

    def set(self, household: str, values: Mapping[str, object]) -> Done:
        """Change fields of a household."""
        typed = read_fields(Household, values)
        return self.store.write(self.act("household.set"), [changed(Household, household, **typed)])

    def remove(self, household: str, reason: str) -> Done:
        """Remove a household; it stays in the history with the reason."""
        edits = [
            changed(Household, household, status="cancelled", note=reason),
            removed(Household, household),
        ]
        return self.store.write(self.act(REMOVAL), edits)

    def add_member(self, household: str, fields: Mapping[str, object]) -> tuple[str, Done]:
        """Add a person to a household; returns the person's uid."""
        person = self.new_member(household, fields)
        return person.uid, self.store.write(self.act("member.add"), [created(person)])

    def set_member(
        self, member: str, values: Mapping[str, object], year: int | None = None
    ) -> Done:
        """Change fields of a person; yearly ones go to the record of ``year``."""
        from_year, own = split_yearly(values)
        edits = []
        if own:
            typed = read_fields(Member, own)
            if "name" in typed:
                typed["name_pinyin"] = name_pinyin(str(typed["name"]))
            edits.append(changed(Member, member, **typed))
        if from_year:
            edits.append(self._yearly(member, year or self.clock.now().year, from_year))
        return self.store.write(self.act("member.set"), edits)

    def leave(self, member: str, status: str, date: dt.date, reason: str) -> Done:
        """A person dies, moves away or is taken off the list; the record stays."""
        typed = read_fields(Member, {"status": status, "status_reason": reason})
        return self.store.write(
            self.act("member.leave"), [changed(Member, member, **typed, status_date=date)]
        )

    def set_causes(
        self, household: str, year: int, main: str | None, others: tuple[str, ...], note: str | None
    ) -> Done:
        """Record the causes of poverty of a year."""
        typed = read_fields(
            HouseholdYear, {"main_cause": main, "other_causes": list(others), "cause_note": note}
        )
        typed["other_causes"] = typed["other_causes"] or None
        edit = year_edit(self.store, self.ids, household, year, typed)
        return self.store.write(self.act("cause.set"), [edit])

    def assign_measure(self, household: str, fields: Mapping[str, object]) -> tuple[str, Done]:
        """Promise a measure to a household; returns its uid."""
        given = dict(fields)
        if given.get("helper"):
            given["helper"] = person_named(self.store, str(given["helper"])).uid
        values: dict[str, object] = {"state": "planned", **read_fields(Measure, given)}
        measure = new_record(Measure, self.ids.uid(), {**values, "household": household})
        return measure.uid, self.store.write(self.act("measure.assign"), [created(measure)])

    def set_measure(self, measure: str, values: Mapping[str, object]) -> Done:
        """Change a measure: its state, result, date."""
        the_record(self.store, Measure, measure)
        typed = read_fields(Measure, values)
        return self.store.write(self.act("measure.set"), [changed(Measure, measure, **typed)])

    def new_member(self, household: str, fields: Mapping[str, object]) -> Member:
        """A person of a household, not yet written; raises ``name_missing`` and ``bad_value``."""
        values = read_fields(Member, fields)
        if not values.get("name"):
            raise Refused("name_missing")
        values.setdefault("status", NORMAL)
        values.setdefault("name_pinyin", name_pinyin(str(values["name"])))
        return new_record(Member, self.ids.uid(), {**values, "household": household})

    def _yearly(self, member: str, year: int, raw: Mapping[str, object]) -> Edit:
        return member_year_edit(self.store, self.ids, member, year, read_fields(MemberYear, raw))


def split_yearly(values: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """A person's values parted into those of a year and those of the person."""
    yearly = fields_of(MemberYear)
    own = fields_of(Member)
    of_year = {name: v for name, v in values.items() if name in yearly and name not in own}
    return of_year, {name: v for name, v in values.items() if name not in of_year}


def year_edit(
    store: Store, ids: Ids, household: str, year: int, typed: Mapping[str, object]
) -> Edit:
    """The edit that sets yearly values of a household, making the year's record where needed."""
    found = store.find(HouseholdYear, household=household, year=year)
    if found:
        return changed(HouseholdYear, found[0].uid, **typed)
    return created(
        new_record(HouseholdYear, ids.uid(), {**typed, "household": household, "year": year})
    )


def member_year_edit(
    store: Store, ids: Ids, member: str, year: int, typed: Mapping[str, object]
) -> Edit:
    """The edit that sets yearly values of a person, making the year's record where needed."""
    found = store.find(MemberYear, member=member, year=year)
    if found:
        return changed(MemberYear, found[0].uid, **typed)
    return created(new_record(MemberYear, ids.uid(), {**typed, "member": member, "year": year}))
