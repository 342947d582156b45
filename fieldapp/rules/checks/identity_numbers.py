"""V-ID1 to V-ID6, V-DC, V-PH: the numbers of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from fieldapp.foundation.i18n import N_
from fieldapp.records.codes import code_list
from fieldapp.rules import identity
from fieldapp.rules.checks.facts import Around, Holder, HouseholdFacts, PersonFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household, of_person

_IDENTITY_CARD = frozenset({None, "01"})
_OLD_LENGTH = 15
_DISABLED = "04"
_SEXES = {code.value: code for code in code_list("C02").codes}
_HOLDERS_NAMED = 3


@lru_cache(64)
def _faults(number: str, today: dt.date, sex: str | None, birth: dt.date | None) -> tuple[str, ...]:
    """The faults of a number; the rules below ask one after the other for the same one."""
    return identity.id_faults(number, today, sex=sex, birth=birth)


def _number(person: PersonFacts) -> str:
    """The number on an identity card; empty for other papers."""
    member = person.member
    if member.id_type not in _IDENTITY_CARD:
        return ""
    return identity.tidy_id(member.id_number or "")


def _breaks(person: PersonFacts, around: Around, rule: str) -> bool:
    number = _number(person)
    if not number:
        return False
    return rule in _faults(number, around.today, person.member.sex, person.member.birth_date)


@of_person("V-ID1/length", "E", N_("the ID number has {length} characters instead of 18"))
def id_length(person: PersonFacts, around: Around) -> Iterator[Hit]:
    length = len(_number(person))
    if length != _OLD_LENGTH and _breaks(person, around, "V-ID1"):
        yield hit(person.member, "id_number", length=length)


@of_person(
    "V-ID1/old", "E", N_("the ID number is one of the old 15 digits; the 18 digits are needed")
)
def id_old(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if len(_number(person)) == _OLD_LENGTH and _breaks(person, around, "V-ID1"):
        yield hit(person.member, "id_number")


@of_person("V-ID2/checksum", "E", N_("the last digit of the ID number does not fit the first 17"))
def id_checksum(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if _breaks(person, around, "V-ID2"):
        yield hit(person.member, "id_number")


@of_person(
    "V-ID3/birth", "E", N_("the birth date {part} in the ID number is no day from 1900 until today")
)
def id_birth(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if _breaks(person, around, "V-ID3"):
        yield hit(person.member, "id_number", part=_number(person)[6:14])


@of_person("V-ID4/sex", "E", N_("recorded as {recorded}, but the ID number says {told}"))
def id_sex(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if _breaks(person, around, "V-ID4"):
        told, recorded = identity.sex_of(_number(person)), person.member.sex
        if recorded in {identity.MALE, identity.FEMALE} and recorded != told:
            yield hit(person.member, "sex", recorded=_SEXES[recorded or ""], told=_SEXES[told])


@of_person("V-ID4/birth", "E", N_("born on {recorded}, but the ID number says {told}"))
def id_birth_date(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if _breaks(person, around, "V-ID4"):
        told, recorded = identity.birth_of(_number(person)), person.member.birth_date
        if recorded is not None and told is not None and recorded != told:
            yield hit(person.member, "birth_date", recorded=recorded, told=told)


def _others(person: PersonFacts, around: Around) -> list[Holder]:
    number = identity.tidy_id(person.member.id_number or "")
    held = around.register.holders(number) if number else ()
    return [holder for holder in held if holder.uid != person.member.uid]


def _named(holders: list[Holder]) -> str:
    return "、".join(f"{one.local_no} {one.name}" for one in holders[:_HOLDERS_NAMED])


@of_person("V-ID5/household", "E", N_("{others} of the same household has the same ID number"))
def id_twice_at_home(person: PersonFacts, around: Around) -> Iterator[Hit]:
    near = [one for one in _others(person, around) if one.household == person.household.uid]
    if near:
        yield hit(person.member, "id_number", others=_named(near))


@of_person("V-ID5/village", "E", N_("{others} of the same village has the same ID number"))
def id_twice_in_village(person: PersonFacts, around: Around) -> Iterator[Hit]:
    home = person.household
    near = [
        one
        for one in _others(person, around)
        if one.village == home.village and one.household != home.uid
    ]
    if near:
        yield hit(person.member, "id_number", others=_named(near))


@of_person("V-ID5/county", "E", N_("{others} in {village} has the same ID number"))
def id_twice_in_county(person: PersonFacts, around: Around) -> Iterator[Hit]:
    far = [one for one in _others(person, around) if one.village != person.household.village]
    if far:
        yield hit(person.member, "id_number", others=_named(far), village=far[0].village_name)


@of_person(
    "V-ID6/damaged",
    "E",
    N_("a spreadsheet has damaged the ID number; take it from the paper again"),
)
def id_damaged(person: PersonFacts, around: Around) -> Iterator[Hit]:
    if _breaks(person, around, "V-ID6"):
        yield hit(person.member, "id_number")


@of_person(
    "V-DC/number",
    "W",
    N_("the disability card is not an ID number with category 1 to 7 and grade 1 to 4"),
)
def disability_number(person: PersonFacts, around: Around) -> Iterator[Hit]:
    card = person.year.disability_card if person.year else None
    if (
        person.year
        and card
        and not identity.is_disability_card(identity.tidy_id(card), around.today)
    ):
        yield hit(person.year, "disability_card")


@of_person("V-DC/missing", "W", N_("disabled, but no disability card is recorded"))
def disability_card_missing(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and _DISABLED in (year.health or ()) and not year.disability_card:
        yield hit(year, "disability_card")


@of_person("V-DC/health", "W", N_("holds a disability card, but the health does not say disabled"))
def disability_health(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and year.disability_card and _DISABLED not in (year.health or ()):
        yield hit(year, "health")


@of_person("V-PH/member", "W", N_("the telephone number is neither a mobile nor a landline number"))
def member_phone(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    phone = person.member.phone
    if phone and not identity.is_phone(phone):
        yield hit(person.member, "phone")


@of_household(
    "V-PH/household", "W", N_("the telephone number is neither a mobile nor a landline number")
)
def household_phone(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    phone = home.household.phone
    if phone and not identity.is_phone(phone):
        yield hit(home.household, "phone")


@of_household("V-PH/shared", "I", N_("the telephone number stands in {count} households"))
def shared_phone(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    phone = home.household.phone
    count = around.register.households_with(phone) if phone else 1
    if count > around.settings.phone_households:
        yield hit(home.household, "phone", count=count)
