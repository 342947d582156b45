"""The facts of a household that conditions may ask about; what is not recorded is ``None``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.i18n import N_, translator
from fieldapp.records import CardRating, Household, HouseholdYear, Member, MemberYear
from fieldapp.records.declare import Record, fields_of
from fieldapp.records.kinds import Bool3, OneOf, Text
from fieldapp.rules.derived import age_on

ABLE = frozenset({"01", "02", "X1"})
"""Labour of those who can work."""
WORKING_AWAY = frozenset({"01", "02", "03", "04"})
OUTSIDE_TOWNSHIP = frozenset({"02", "03", "04"})
WORKING_AGE = range(16, 66)
_YES, _NO = N_("yes"), N_("no")
_NOBODY = N_("nobody")


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages of people who share something; ``complete`` when it is recorded for everybody."""

    ages: tuple[int, ...]
    complete: bool


Known = str | int | Decimal | bool | Ages | None
COMPARISONS = ("at_least", "at_most", "more_than", "less_than")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody living in the household, with the newest yearly record."""

    member: Member
    year: MemberYear | None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is recorded of a household on a day; people are those who live in it.

    ``per_head`` is yuan a year, computed; ``year`` the newest yearly record.
    """

    day: dt.date
    home: Household
    people: Sequence[Person]
    card: CardRating | None = None
    year: HouseholdYear | None = None
    per_head: Decimal | None = None


@dataclass(frozen=True)
class Fact:
    """One fact: its label, its unit in both languages, and how it is read off a picture."""

    read: Callable[[Picture], Known]
    source: type[Record] | None = None
    field: str = ""
    words: str = ""
    units: tuple[str, str] = ("", "")
    of_people: bool = False

    def tests(self) -> tuple[str, ...]:
        """The tests that make sense of it: of a figure, of a code, of yes or no, of ages."""
        if self.of_people:
            return ("at_least", "at_most", "any_aged")
        kind = fields_of(self.source)[self.field].kind if self.source else None
        if isinstance(kind, OneOf | Text):
            return ("one_of", "recorded")
        if isinstance(kind, Bool3):
            return ("yes", "no", "recorded")
        return (*COMPARISONS, "one_of", "recorded")

    def label(self, language: str) -> str:
        """The name of the fact in ``language``; a declared field lends its own."""
        if self.source:
            return fields_of(self.source)[self.field].label(language)
        return translator(language).gettext(self.words)

    def shown(self, value: Known, language: str) -> str:
        """A value of the fact as a person reads it."""
        gettext = translator(language).gettext
        if isinstance(value, bool):
            return gettext(_YES if value else _NO)
        if isinstance(value, Ages):
            return ", ".join(map(str, sorted(value.ages))) if value.ages else gettext(_NOBODY)
        if value is None:
            return ""
        codes = fields_of(self.source)[self.field].codes if self.source else None
        if codes is not None:
            return codes.label(str(value), language)
        number = f"{value:f}".rstrip("0").rstrip(".") if _has_fraction(value) else str(value)
        unit = self.units[language == "en"]
        return f"{number} {unit}" if unit and language == "en" else f"{number}{unit}"


def _has_fraction(value: Known) -> bool:
    return isinstance(value, Decimal) and "." in f"{value:f}"


def facts_of(picture: Picture) -> dict[str, Known]:
    """Every fact of a household by name."""
    return {name: fact.read(picture) for name, fact in FACTS.items()}


def _of_year(field: str) -> Callable[[Picture], Known]:
    def read(picture: Picture) -> Known:
        value: Known = getattr(picture.year, field) if picture.year else None
        return value

    return read


def _livestock(picture: Picture) -> Known:
    """Heads and birds together; unknown while nothing stands and something is not recorded."""
    if picture.year is None:
        return None
    year = picture.year
    counts = (year.pigs, year.cattle, year.sheep, year.poultry)
    total = sum(count or 0 for count in counts)
    return None if total == 0 and None in counts else total


def _willing(picture: Picture) -> Known:
    """Whether anybody wants training; unknown while nobody said yes and somebody was not asked."""
    if any(person.year and person.year.willing_training for person in picture.people):
        return True
    grown, everybody = _grown(picture)
    answers = [person.year.willing_training if person.year else None for person, _ in grown]
    return False if everybody and answers and None not in answers else None


def _able(picture: Picture) -> Known:
    """Ages of those able to work, of whatever age; only of the grown it has to be recorded."""
    grown, everybody = _grown(picture)
    return Ages(
        tuple(age for person, age in _aged(picture) if person.year and person.year.labour in ABLE),
        everybody and all(person.year and person.year.labour for person, _ in grown),
    )


def _working_in(areas: frozenset[str]) -> Callable[[Picture], Known]:
    def read(picture: Picture) -> Known:
        """Ages of those who work there; who is not grown or cannot work needs no record of it."""
        complete = _grown(picture)[1]
        there: list[int] = []
        for person, age in _aged(picture):
            year, grown = person.year, age in WORKING_AGE
            if year is None or (year.labour in ABLE and year.work_months is None):
                complete = complete and not grown
            elif year.work_months and year.work_area in areas:
                there.append(age)
            elif year.work_months and year.work_area in {None, "99"}:
                complete = False
        return Ages(tuple(there), complete)

    return read


def _grown(picture: Picture) -> tuple[list[tuple[Person, int]], bool]:
    """People of working age with their age, and whether everybody's age is known."""
    aged = _aged(picture)
    grown = [(person, age) for person, age in aged if age in WORKING_AGE]
    return grown, len(aged) == len(picture.people)


def _aged(picture: Picture) -> list[tuple[Person, int]]:
    """Everybody whose age is known, with it."""
    aged = ((person, _age(person, picture.day)) for person in picture.people)
    return [(person, age) for person, age in aged if age is not None]


def _age(person: Person, day: dt.date) -> int | None:
    born = person.member.birth_date
    return None if born is None else age_on(born, day)


_MU, _YUAN, _METRES, _HEAD = ("亩", "mu"), ("元", "yuan"), ("米", "m"), ("人", "people")

FACTS: dict[str, Fact] = {
    "card": Fact(lambda p: p.card.colour if p.card else None, CardRating, "colour"),
    "altitude": Fact(lambda p: p.home.altitude_m, Household, "altitude_m", units=_METRES),
    "people": Fact(lambda p: len(p.people), words=N_("People in the household"), units=_HEAD),
    "farmland": Fact(_of_year("farmland"), HouseholdYear, "farmland", units=_MU),
    "woodland": Fact(_of_year("woodland"), HouseholdYear, "woodland", units=_MU),
    "livestock": Fact(_livestock, words=N_("Livestock and poultry"), units=("头(只)", "head")),
    "bees": Fact(_of_year("bee_colonies"), HouseholdYear, "bee_colonies"),
    "sheds": Fact(_of_year("sheds"), HouseholdYear, "sheds"),
    "tools": Fact(_of_year("production_tools"), HouseholdYear, "production_tools"),
    "surplus_labour": Fact(_of_year("surplus_labour"), HouseholdYear, "surplus_labour"),
    "able": Fact(_able, words=N_("Ages of those able to work"), of_people=True),
    "willing": Fact(_willing, MemberYear, "willing_training"),
    "away": Fact(
        _working_in(WORKING_AWAY), words=N_("Ages of those with paid work"), of_people=True
    ),
    "outside": Fact(
        _working_in(OUTSIDE_TOWNSHIP),
        words=N_("Ages of those working outside the township"),
        of_people=True,
    ),
    "per_head": Fact(lambda p: p.per_head, words=N_("Net income per head"), units=_YUAN),
    "main_cause": Fact(_of_year("main_cause"), HouseholdYear, "main_cause"),
    "house_grade": Fact(_of_year("house_grade"), HouseholdYear, "house_grade"),
    "water_safe": Fact(_of_year("water_safe"), HouseholdYear, "water_safe"),
}
"""Every fact by the name that conditions use."""
