"""V-DB and V-INS: minimum allowance, extreme-hardship support, and medical insurance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.rules.checks.facts import EXITED, Around, HouseholdFacts, PersonFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household, of_person

_ALLOWANCE = frozenset({"DB", "X1", "X4"})
_GENERAL = frozenset({"01", "X3"})
_GUARANTEED = frozenset({"06", "07", "X2", "X5"})
"""Codes of C15: minimum allowance, general, five guarantees; before and after the exit."""
_ALLOWANCE_MONEY, _GUARANTEE_MONEY = "T2", "T3"
_ABLE = frozenset({"01", "02"})
_YOUNGEST, _OLDEST = 16, 65
_EXIT_STATES = frozenset({"03", "05"})


def _money(home: HouseholdFacts, item: str) -> Decimal:
    amounts = [line.amount for line in home.lines if line.item == item and line.amount]
    return sum(amounts, Decimal(0))


def _receiving(home: HouseholdFacts) -> list[str]:
    """Names of the members with minimum allowance."""
    return [p.member.name for p in home.living if p.year and p.year.dibao]


@of_household(
    "V-DB/member", "W", N_("a household with minimum allowance, but no member receives it")
)
def allowance_without_member(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    told = any(person.year for person in home.living)
    if home.household.poor_attribute in _ALLOWANCE and told and not _receiving(home):
        yield hit(home.household, "poor_attribute")


@of_household(
    "V-DB/money", "W", N_("a household with minimum allowance, but none of its money in {year}")
)
def allowance_without_money(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.household.poor_attribute not in _ALLOWANCE or home.year is None or not home.lines:
        return
    if _money(home, _ALLOWANCE_MONEY) == 0:
        yield hit(home.year, "income_concept", year=str(home.year.year))


@of_household(
    "V-DB/general",
    "W",
    N_("an ordinary poor household, but {count} members receive minimum allowance ({money} yuan)"),
)
def allowance_of_general(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.household.poor_attribute not in _GENERAL:
        return
    names, money = _receiving(home), _money(home, _ALLOWANCE_MONEY)
    if names or money > 0:
        yield hit(home.household, "poor_attribute", count=len(names), money=money)


@of_household(
    "V-DB/able", "W", N_("a five-guarantees household, but {name}, aged {age}, is able to work")
)
def guaranteed_and_able(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.household.poor_attribute not in _GUARANTEED:
        return
    for person in home.living:
        age = person.age
        if person.year is None or age is None or person.year.labour not in _ABLE:
            continue
        if _YOUNGEST <= age <= _OLDEST:
            yield hit(person.year, "labour", name=person.member.name, age=age)


@of_household(
    "V-DB/both",
    "W",
    N_("minimum allowance ({allowance} yuan) and extreme-hardship support ({support} yuan)"),
)
def both_moneys(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    allowance, support = _money(home, _ALLOWANCE_MONEY), _money(home, _GUARANTEE_MONEY)
    if home.year and allowance > 0 and support > 0:
        yield hit(home.year, "income_concept", allowance=allowance, support=support)


@of_person("V-INS/both", "W", N_("insured both as resident and as employee"))
def insured_twice(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and year.ins_resident_medical and year.ins_employee_medical:
        yield hit(year, "ins_employee_medical")


@of_person("V-INS/neither", "W", N_("insured neither as resident nor as employee"))
def not_insured(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and year.ins_resident_medical is False and year.ins_employee_medical is False:
        yield hit(year, "ins_resident_medical")


@of_person("V-INS/serious", "W", N_("out of poverty, but without serious-illness insurance"))
def no_serious_illness_insurance(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    home, year = person.household, person.year
    out = home.hh_class == EXITED or home.exit_status in _EXIT_STATES
    if out and year and year.ins_serious is False:
        yield hit(year, "ins_serious")
