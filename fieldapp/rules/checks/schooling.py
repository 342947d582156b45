"""V-EDU and V-SCH: education and school status by age and from year to year."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records.codes import Code, code_list
from fieldapp.rules.checks.facts import Around, PersonFacts
from fieldapp.rules.checks.findings import Hit, hit, of_person

NOT_AT_SCHOOL = frozenset({None, "01", "X1"})
"""Codes of C05b of those who are no pupils."""
_PRIMARY = "03"
_SENIOR = frozenset({"07", "08", "09", "10", "11", "12", "X2"})
_ONE_YEAR = frozenset({f"{n:02}" for n in range(4, 16)} | {f"X{n}" for n in range(4, 13)})
"""Grades that a pupil leaves after a year."""
_YOUNGEST_ASKED, _OLDEST_ASKED = 6, 23
_TOO_YOUNG_FOR_SENIOR, _TOO_OLD_FOR_PRIMARY = 14, 20
_SAME_GRADE_YEARS = 3
_STATUS = {code.value: code for code in code_list("C05b").codes}


def at_school(person: PersonFacts) -> bool:
    """Whether the person is a pupil or student in the snapshot's year."""
    return person.year is not None and person.year.school_status not in NOT_AT_SCHOOL


def _grade(person: PersonFacts) -> Code | str:
    status = person.year.school_status if person.year else None
    return _STATUS.get(status or "", status or "")


@of_person("V-EDU/both", "W", N_("at school ({grade}) and yet with a finished education"))
def both(person: PersonFacts, around: Around) -> Iterator[Hit]:
    year = person.year
    if year is None or year.year in around.settings.both_schooling_years:
        return
    if at_school(person) and year.education is not None:
        yield hit(year, "education", grade=_grade(person))


@of_person("V-EDU/neither", "W", N_("neither education nor school status is filled in"))
def neither(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year is not None and year.education is None and year.school_status in {None, "01"}:
        yield hit(year, "education")


@of_person("V-SCH/empty", "W", N_("aged {age}, but no school status is filled in"))
def status_empty(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None or year.school_status is not None:
        return
    if _YOUNGEST_ASKED <= age <= _OLDEST_ASKED:
        yield hit(year, "school_status", age=age)


@of_person("V-SCH/early", "W", N_("aged {age} and already in {grade}"))
def senior_too_young(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None or year.school_status not in _SENIOR:
        return
    if age <= _TOO_YOUNG_FOR_SENIOR:
        yield hit(year, "school_status", age=age, grade=_grade(person))


@of_person("V-SCH/late", "W", N_("aged {age} and still in {grade}"))
def primary_too_old(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None or year.school_status != _PRIMARY:
        return
    if age >= _TOO_OLD_FOR_PRIMARY:
        yield hit(year, "school_status", age=age, grade=_grade(person))


@of_person("V-SCH/same", "W", N_("in {grade} three years running, {first} to {last}"))
def same_grade(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year = person.year
    if year is None or year.school_status not in _ONE_YEAR:
        return
    before = {one.year: one.school_status for one in person.earlier}
    first = year.year - _SAME_GRADE_YEARS + 1
    if all(before.get(number) == year.school_status for number in range(first, year.year)):
        yield hit(
            year, "school_status", grade=_grade(person), first=str(first), last=str(year.year)
        )
