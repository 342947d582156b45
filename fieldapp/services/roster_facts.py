"""What a roster says beside the register itself: years, incomes, cards, help and watching."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, changed, created, made
from fieldapp.records import (
    CardRating,
    CardScheme,
    HouseholdYear,
    Measure,
    MemberYear,
    MonitoringCase,
    Pairing,
    TeamMember,
    Village,
)
from fieldapp.records.codes import code_list
from fieldapp.records.declare import Record, fields_of, record_of
from fieldapp.services.register_index import Coming, RegisterIndex
from fieldapp.services.roster_incomes import Listener, RosterIncomes
from fieldapp.spreadsheets.cells import says_nothing
from fieldapp.spreadsheets.cleaning import find_code
from fieldapp.spreadsheets.roster import Roster, RosterHousehold, RosterMember

_BETWEEN = re.compile(r"[、，,；;\r\n]+")
_TITLE = 60

YearT = TypeVar("YearT", HouseholdYear, MemberYear)


class RosterFacts:
    """Adds the edits for one village's facts to the edits of a plan."""

    def __init__(
        self,
        edits: list[Edit],
        index: RegisterIndex,
        village: Village,
        roster: Roster,
        schemes: list[CardScheme],
        ids: Ids,
        today: dt.date,
        listener: Listener,
    ) -> None:
        self.listing = False
        """Whether what differs is noted: what is all new needs no list of its fields."""
        self._take_note = listener.difference
        self._take_new = listener.new
        self._incomes = RosterIncomes(edits, index, ids, roster.columns, listener, self.change)
        self._edits = edits
        self._index = index
        self._village = village.uid
        self._village_name = village.name
        self._roster = roster
        self._schemes = schemes
        self._ids = ids
        self._today = today
        self._year = roster.year or today.year

    def member_year(self, member: str, person: RosterMember) -> None:
        """What the sheet says of a person's year."""
        if person.year_fields:
            self._set_year(MemberYear, self._index.member_years, "member", member, person)

    def household(self, household: str, given: RosterHousehold) -> None:
        """Everything that the sheet says beside the household's own fields and its people."""
        self._yearly(household, given)
        self._card(household, given)
        self._helper(household, given)
        self._watched(household, given)
        self._measures(household, given)

    def _yearly(self, household: str, given: RosterHousehold) -> None:
        """What the sheet says of the household's year, with its income lines."""
        own = any(person.incomes for person in given.members)
        if not (given.year_fields or given.incomes or own):
            return
        year = self._set_year(
            HouseholdYear, self._index.household_years, "household", household, given
        )
        self._incomes.of_household(year, given, listing=self.listing)

    def own_incomes(self, home: tuple[str, int | None], uid: str, person: RosterMember) -> None:
        """What a person earned; ``home`` is the household and the year that the sheet says."""
        if person.incomes:
            household, said = home
            year = self._index.household_years[household, said or self._year].uid
            self._incomes.of_person(year, uid, person, listing=self.listing)

    def _set_year(
        self,
        cls: type[YearT],
        known: dict[tuple[str, int], YearT | Coming[YearT]],
        owner: str,
        uid: str,
        given: RosterHousehold | RosterMember,
    ) -> str:
        year = (given.year if isinstance(given, RosterHousehold) else None) or self._year
        name = given.name if isinstance(given, RosterMember) else given.head_name or ""
        found = known.get((uid, year))
        if found is not None:
            record = found.record() if isinstance(found, Coming) else found
            self.change(given.row, name, record, given.year_fields)
            return found.uid
        if self.listing:
            blank = record_of(cls, "", {owner: uid, "year": year})
            self._take_note(given.row, name, blank, given.year_fields)
        values = {**given.year_fields, owner: uid, "year": year}
        fresh = known[uid, year] = Coming(cls, self._ids.uid(), values)
        self._edits.append(made(cls, fresh.uid, values))
        return fresh.uid

    def _card(self, household: str, given: RosterHousehold) -> None:
        """The card the sheet gives, if it is not the present one."""
        if given.colour is None:
            return
        open_one = self._index.ratings.get(household)
        if open_one is not None and open_one.colour == given.colour:
            return
        if not self._schemes:
            self._schemes = [CardScheme(uid=self._ids.uid(), name=f"{self._village_name}卡别")]
            self._edits.append(created(self._schemes[0]))
        rating = CardRating(
            uid=self._ids.uid(),
            household=household,
            scheme=open_one.scheme if open_one else self._schemes[0].uid,
            colour=given.colour,
            valid_from=self._today,
            reason_text=f"花名册登记 {self._roster.title or self._roster.path_name}"[:500],
            previous_colour=open_one.colour if open_one else None,
        )
        if self.listing:
            before = open_one or replace(rating, colour="")
            self._take_note(given.row, given.head_name or "", before, {"colour": given.colour})
        if open_one is not None:
            self._edits.append(changed(CardRating, open_one.uid, valid_to=self._today))
        self._edits.append(created(rating))
        self._index.ratings[household] = rating

    def _helper(self, household: str, given: RosterHousehold) -> None:
        """Who helps the household, made known where needed."""
        name = given.helper.get("name")
        if not name:
            return
        person = self._index.people.get(name)
        if person is None:
            person = self._index.people[name] = self._new_helper(given, name)
        if (household, person) in self._index.pairings:
            return
        pairing = Pairing(
            uid=self._ids.uid(), household=household, team_member=person, start_date=self._today
        )
        self._edits.append(created(pairing))
        self._index.pairings.add((household, person))
        if self.listing:
            blank = replace(pairing, uid="", team_member="", start_date=None)
            told = {"team_member": name, "start_date": self._today}
            self._take_note(given.row, given.head_name or "", blank, told)

    def _new_helper(self, given: RosterHousehold, name: str) -> str:
        values = {k: v for k, v in given.helper.items() if k in fields_of(TeamMember)}
        typed = {**values, "village": self._village, "role": "helper"}
        made = record_of(TeamMember, self._ids.uid(), typed)
        self._edits.append(created(made))
        self._take_new(given.row, "helper", name)
        if self.listing:
            blank = TeamMember(uid="", name="")
            self._take_note(given.row, name, blank, {k: getattr(made, k) for k in values})
        return made.uid

    def _watched(self, household: str, given: RosterHousehold) -> None:
        """What the sheet says of watching: the household's case of that day, else the open one."""
        if not given.monitoring:
            return
        found = given.monitoring.get("found_date")
        known = [
            case
            for case in self._index.cases.get(household, ())
            if (found in {None, case.found_date} and not (found is None and case.removed))
            or (found is not None and case.found_date is None)
        ]
        if known:
            self.change(given.row, given.head_name or "", known[0], given.monitoring)
            return
        case = record_of(
            MonitoringCase, self._ids.uid(), {**given.monitoring, "household": household}
        )
        if self.listing:
            blank = MonitoringCase(uid="", household=household)
            self._take_note(given.row, given.head_name or "", blank, given.monitoring)
        self._edits.append(created(case))
        self._index.cases.setdefault(household, []).append(case)

    def _measures(self, household: str, given: RosterHousehold) -> None:
        """The measures that the sheet names and the household does not have; never taken away."""
        known = self._index.measures.setdefault(household, set())
        for name in _BETWEEN.split(given.extras.get("measures", "")):
            title = name.strip()[:_TITLE]
            if not title or says_nothing(title) or title in known:
                continue
            known.add(title)
            catalog = find_code(code_list("C20"), title)
            measure = Measure(
                uid=self._ids.uid(), household=household, title=title, catalog=catalog
            )
            self._edits.append(created(measure))
            if self.listing:
                blank = Measure(uid="", household=household)
                self._take_note(given.row, given.head_name or "", blank, {"title": title})

    def change(self, row: int, name: str, record: Record, given: Mapping[str, object]) -> None:
        """Set what the sheet says and differs; a blank cell changes nothing.

        ``name`` says of whom row ``row`` speaks.
        """
        differing = {
            field: value
            for field, value in given.items()
            if value is not None and getattr(record, field) != value
        }
        if differing:
            if self.listing:
                self._take_note(row, name, record, differing)
            self._edits.append(changed(type(record), record.uid, **differing))
