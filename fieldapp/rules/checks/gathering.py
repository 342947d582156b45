"""Puts the records of one household together into the facts that the rules look at, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    MonitoringCase,
    Pairing,
    Visit,
)
from fieldapp.records.declare import Record
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.facts import HEAD, HouseholdFacts, PersonFacts

OWN_RECORDS = (
    Member, HouseholdYear, CardRating, Measure, Pairing, Visit, MonitoringCase,
)  # fmt: skip
"""What belongs to a household directly; people have years of their own, years have items."""

Kept = Mapping[type[Record], Sequence[Any]]
"""The records of one household by their class, in any order."""


def gathered(home: Household, kept: Kept) -> HouseholdFacts:
    """The facts of a household: its newest year with the items of it, the newest of its people."""
    years = sorted(kept.get(HouseholdYear, ()), key=attrgetter("year", "uid"))
    year = years[-1] if years else None
    return HouseholdFacts(
        home,
        _people(home, kept),
        year,
        tuple(one for one in kept.get(IncomeLine, ()) if year and one.household_year == year.uid),
        tuple(sorted(kept.get(CardRating, ()), key=lambda one: (str(one.valid_from), one.uid))),
        tuple(kept.get(Measure, ())),
        tuple(kept.get(Pairing, ())),
        tuple(sorted(kept.get(Visit, ()), key=lambda one: (str(one.start_at), one.uid))),
        tuple(kept.get(MonitoringCase, ())),
    )


def _people(home: Household, kept: Kept) -> tuple[PersonFacts, ...]:
    members = kept.get(Member, ())
    years: dict[str, list[MemberYear]] = defaultdict(list)
    for one in sorted(kept.get(MemberYear, ()), key=attrgetter("year", "uid"), reverse=True):
        years[one.member].append(one)
    heads = (one for one in members if one.relation == HEAD and one.status in LIVING_HERE)
    head = max(heads, key=attrgetter("uid"), default=None)
    people = []
    for member in sorted(members, key=lambda one: (one.relation or "99", one.uid)):
        held = years[member.uid]
        people.append(PersonFacts(member, home, head, held[0] if held else None, tuple(held[1:])))
    return tuple(people)


def scattered(home: HouseholdFacts) -> dict[type[Record], list[Any]]:
    """The records behind the facts of a household."""
    years = [year for person in home.people for year in (person.year, *person.earlier) if year]
    return {
        Member: [person.member for person in home.people],
        MemberYear: years,
        HouseholdYear: [home.year] if home.year else [],
        IncomeLine: list(home.lines),
        CardRating: list(home.ratings),
        Measure: list(home.measures),
        Pairing: list(home.pairings),
        Visit: list(home.visits),
        MonitoringCase: list(home.cases),
    }
