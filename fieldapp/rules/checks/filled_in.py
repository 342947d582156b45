"""V-NUL: what must be filled in for a household in the register of the poor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fieldapp.foundation.i18n import N_
from fieldapp.records import HouseholdYear, Member, MemberYear
from fieldapp.rules.checks.facts import REGISTERED, Around, HouseholdFacts, PersonFacts
from fieldapp.rules.checks.findings import Hit, hit, label_of, of_household, of_person

_OF_HOUSEHOLD = {
    "cause": "main_cause", "power": "power_home", "coop": "coop_member",
    "distance": "road_distance_km", "road": "entry_road", "area": "house_area_m2",
    "hard": "water_hard", "water": "water_safe", "fuel": "fuel", "toilet": "toilet_sanitary",
}  # fmt: skip
"""The part of the rule for each field."""


def _empty(name: str, home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.registered and home.year is not None and getattr(home.year, name) is None:
        number = str(home.year.year)
        yield hit(home.year, name, field=label_of(HouseholdYear, name), year=number)


for _part, _name in _OF_HOUSEHOLD.items():
    of_household(f"V-NUL/{_part}", "E", N_("“{field}” of {year} is not filled in"))(
        partial(_empty, _name)
    )


@of_household("V-NUL/year", "E", N_("no year of this registered household is recorded"))
def no_snapshot(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.registered and home.year is None:
        yield hit(home.household)


@of_person("V-NUL/ethnic", "E", N_("“{field}” is not filled in"))
def ethnic_group(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    if person.household.hh_class == REGISTERED and person.member.ethnic is None:
        yield hit(person.member, "ethnic", field=label_of(Member, "ethnic"))


@of_person("V-NUL/health", "E", N_("“{field}” is not filled in"))
def health(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    if person.household.hh_class == REGISTERED and not (person.year and person.year.health):
        record = person.year or person.member
        yield hit(record, "health", field=label_of(MemberYear, "health"))
