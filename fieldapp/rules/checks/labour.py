"""V-LAB and V-WRK: capacity to work, months away, and the wages that must come of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.records.codes import Code, code_list
from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household, of_person
from fieldapp.rules.checks.schooling import at_school

_HEALTHY = ("01",)
_NO_LABOUR = frozenset({"03", "04"})
_LABOUR = {code.value: code for code in code_list("C08").codes}
_YOUNGEST, _OLDEST, _OLDEST_ABLE = 16, 65, 59
_MONTHS_OF_A_YEAR = 12


def _capacity(person: PersonFacts) -> Code | str:
    code = person.year.labour if person.year else None
    return _LABOUR.get(code or "", code or "")


@of_person("V-LAB/empty", "W", N_("aged {age}, but no labour capacity is filled in"))
def labour_empty(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None or year.labour is not None:
        return
    if _YOUNGEST <= age <= _OLDEST:
        yield hit(year, "labour", age=age)


@of_person("V-LAB/able", "W", N_("healthy, aged {age}, not at school, and yet “{labour}”"))
def healthy_without_labour(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None or year.labour not in _NO_LABOUR:
        return
    if year.health == _HEALTHY and not at_school(person) and _YOUNGEST <= age <= _OLDEST_ABLE:
        yield hit(year, "labour", age=age, labour=_capacity(person))


@of_person("V-LAB/working", "W", N_("“{labour}”, but {months} months of work are recorded"))
def works_without_labour(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year is not None and year.labour in _NO_LABOUR and (year.work_months or 0) > 0:
        yield hit(year, "labour", labour=_capacity(person), months=year.work_months or 0)


@of_person("V-WRK/months", "W", N_("{months} months of work do not fit in a year"))
def months_of_a_year(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    months = year.work_months if year else None
    if year and months is not None and not 0 <= months <= _MONTHS_OF_A_YEAR:
        yield hit(year, "work_months", months=months)


@of_person("V-WRK/place", "W", N_("a place of work is recorded, but no months"))
def place_without_months(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and (year.work_area or year.work_place) and not year.work_months:
        yield hit(year, "work_months")


@of_person("V-WRK/nowhere", "W", N_("{months} months of work are recorded, but no place"))
def months_without_place(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year and (year.work_months or 0) > 0 and not (year.work_area or year.work_place):
        yield hit(year, "work_area", months=year.work_months or 0)


def _wages(home: HouseholdFacts) -> Decimal:
    amounts = [line.amount for line in home.lines if line.item.startswith("W") and line.amount]
    return sum(amounts, Decimal(0))


def _workers(home: HouseholdFacts) -> list[PersonFacts]:
    """Those who worked, also when they left the household since."""
    return [person for person in home.people if person.year and (person.year.work_months or 0) > 0]


@of_household("V-WRK/wages", "W", N_("wages of {wages} yuan, but nobody of the household worked"))
def wages_without_worker(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    wages = _wages(home)
    told = any(person.year for person in home.people)
    if home.year and told and wages > 0 and not _workers(home):
        yield hit(home.year, "income_concept", wages=wages)


@of_household("V-WRK/unpaid", "W", N_("{names} worked {months} months, but no wages are recorded"))
def worker_without_wages(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    workers = _workers(home)
    if home.year and home.lines and workers and _wages(home) == 0:
        names = "、".join(person.member.name for person in workers)
        months = sum(person.year.work_months or 0 for person in workers if person.year)
        yield hit(home.year, "income_concept", names=names, months=months)
