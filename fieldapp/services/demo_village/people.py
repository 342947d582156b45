"""Persons and how they make a family: ages, kinship, names, identity numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldapp.foundation.ids import Ids
from fieldapp.rules.identity import FEMALE, MALE, check_digit
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.names import given_name, surname

DEMO_DAY = dt.date(2016, 11, 23)
"""The day on which the demonstration stands."""

HEAD, SPOUSE, SON, DAUGHTER = "01", "02", "03", "04"
DAUGHTER_IN_LAW, GRANDSON, GRANDDAUGHTER = "05", "07", "08"
FATHER, MOTHER = "11", "12"
LIVING, DIED, MOVED_OUT, MOVED_IN = "1", "2", "3", "4"


@dataclass(slots=True)
class Person:
    """One person with all that stays true over the years of the demonstration."""

    uid: str
    relation: str
    sex: str
    birth: dt.date
    name: str = ""
    id_number: str = ""
    ethnic: str = "01"
    joined: dt.date | None = None
    left: dt.date | None = None
    left_as: str = ""
    """``DIED`` or ``MOVED_OUT`` when ``left`` is set."""
    education: str = "01"
    school_until: int = 0
    """Age at which school ends; 0 for those who left it long ago."""
    vocational: bool = False
    health: tuple[str, ...] = ("01",)
    disease: str | None = None
    disability: str = ""
    """Category and grade as they end a disability card; empty for the able."""
    work_area: str = ""
    work_place: str = ""
    post: str = ""
    dibao: bool = False
    tekun: bool = False
    employee: bool = False
    willing: bool = False
    party: bool = False

    def age(self, on: dt.date) -> int:
        """Full years on that day."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))

    def present(self, on: dt.date) -> bool:
        """Whether the person belongs to the household on that day."""
        return (
            self.birth <= on
            and (self.joined is None or self.joined <= on)
            and (self.left is None or self.left > on)
        )

    def at_school(self, year: int) -> bool:
        """Whether the person is a pupil or student in the autumn of ``year``."""
        return 6 <= self.age(dt.date(year, 9, 1)) < self.school_until

    @property
    def ill(self) -> bool:
        """Whether there is a chronic or serious illness."""
        return "02" in self.health or "03" in self.health


@dataclass
class IdNumbers:
    """Gives valid identity numbers of an area that is assigned to no place, none of them twice."""

    _used: dict[tuple[dt.date, str], int] = field(default_factory=dict)

    def new(self, birth: dt.date, sex: str) -> str:
        """The next number of a birth date and sex."""
        count = self._used.get((birth, sex), 0)
        self._used[birth, sex] = count + 1
        order = (birth.toordinal() * 37 + count) % 500 * 2 + (sex == MALE)
        first = f"999900{birth:%Y%m%d}{order:03d}"
        return first + check_digit(first)


# Who lives together: H head, S spouse, C child, M F mother and father of the head,
# D grown son, L his wife, G their child; then the youngest and oldest head and the weight.
_SHAPES: dict[int, tuple[tuple[str, int, int, float], ...]] = {
    1: (("H", 62, 86, 6), ("H", 44, 61, 3)),
    2: (("HS", 58, 80, 6), ("HS", 45, 57, 3), ("HC", 50, 72, 2), ("HG", 60, 75, 1),
        ("HM", 38, 56, 2)),
    3: (("HSC", 30, 60, 7), ("HSM", 40, 56, 2), ("HSG", 58, 70, 2), ("HCC", 38, 54, 1)),
    4: (("HSCC", 33, 50, 4), ("HSCM", 35, 50, 4), ("HSDL", 54, 70, 1), ("HSFM", 38, 50, 2),
        ("HSDG", 54, 68, 2)),
    5: (("HSCCM", 35, 48, 4), ("HSCFM", 35, 48, 2), ("HSDLG", 52, 66, 4)),
    6: (("HSCCFM", 36, 46, 1), ("HSDLGG", 54, 66, 2)),
    7: (("HSDLGGM", 54, 60, 1),),
    8: (("HSDLGGFM", 54, 59, 1),),
}  # fmt: skip
LARGEST = max(_SHAPES)


def make_people(dice: Dice, size: int, ids: Ids, numbers: IdNumbers) -> list[Person]:
    """The living members of one family, the head first."""
    shapes = [((shape, low, high), weight) for shape, low, high, weight in _SHAPES[size]]
    shape, low, high = dice.weighted(shapes)
    people = [
        Person(ids.uid(), relation, sex, _birth(dice, age))
        for relation, sex, age in _kin(dice, shape, dice.randint(low, high))
    ]
    _name(dice, people)
    for person in people:
        person.id_number = numbers.new(person.birth, person.sex)
    return people


def add_person(
    dice: Dice, people: list[Person], kin: tuple[str, str, int], ids: Ids, numbers: IdNumbers
) -> Person:
    """One person more: ``kin`` is relation, sex and age; named like the family."""
    relation, sex, age = kin
    person = Person(ids.uid(), relation, sex, _birth(dice, age))
    line = next((p.name[0] for p in people if p.relation in {SON, DAUGHTER}), people[0].name[0])
    family = _family_name(dice, person, people[0], line)
    person.name = family + given_name(dice, sex, person.birth.year)
    person.ethnic = people[0].ethnic
    person.id_number = numbers.new(person.birth, sex)
    people.append(person)
    return person


def _birth(dice: Dice, age: int) -> dt.date:
    return DEMO_DAY - dt.timedelta(days=int(age * 365.25) + dice.randint(20, 340))


def _kin(dice: Dice, shape: str, head_age: int) -> Iterator[tuple[str, str, int]]:
    """Relation, sex and age of each, the ages of parents and children apart as in life."""
    head_sex = _head_sex(dice, shape, head_age)
    yield HEAD, head_sex, head_age
    child_age = head_age - dice.randint(21, 30)
    son_age = head_age - dice.randint(21, 26)
    for place, part in enumerate(shape[1:], 1):
        if part == "S":
            yield SPOUSE, FEMALE if head_sex == MALE else MALE, head_age - dice.randint(0, 3)
        elif part == "C":
            sex = MALE if child_age > 25 or dice.often(0.54) else FEMALE
            yield (SON if sex == MALE else DAUGHTER), sex, child_age
            child_age = max(0, child_age - dice.randint(2, 7))
        elif part in "FM":
            age = min(head_age + dice.randint(19, 27), 93)
            yield (FATHER, MALE, age) if part == "F" else (MOTHER, FEMALE, age)
        elif part == "D":
            yield SON, MALE, son_age
        elif part == "L":
            yield DAUGHTER_IN_LAW, FEMALE, son_age - dice.randint(0, 4)
        else:
            sex = dice.choice((MALE, FEMALE))
            age = max(0, son_age - dice.randint(22, 27) - 2 * (shape[place - 1] == "G"))
            yield (GRANDSON if sex == MALE else GRANDDAUGHTER), sex, age


def _head_sex(dice: Dice, shape: str, age: int) -> str:
    if "S" in shape or "M" in shape:
        return MALE if dice.often(0.95) else FEMALE
    if shape == "H" and age < 62:
        return MALE  # bachelors stay, women marry out
    return MALE if dice.often(0.6) else FEMALE


def _name(dice: Dice, people: list[Person]) -> None:
    """Children bear the father's surname, names in a house differ."""
    head = people[0]
    ethnic = dice.weighted((("01", 93), ("15", 6), ("06", 1)))
    head.name = surname(dice)
    taken: set[str] = set()
    line = head.name[0] if head.sex == MALE else _other_than(dice, head.name[0])
    for person in people:
        person.ethnic = ethnic if person.relation != DAUGHTER_IN_LAW else "01"
        family = head.name[0] if person is head else _family_name(dice, person, head, line)
        given = given_name(dice, person.sex, person.birth.year)
        while given in taken:
            given = given_name(dice, person.sex, person.birth.year)
        taken.add(given)
        person.name = family + given


def _family_name(dice: Dice, person: Person, head: Person, line: str) -> str:
    if person.relation == FATHER:
        return head.name[0]
    if person.relation in {SON, DAUGHTER, GRANDSON, GRANDDAUGHTER} or (
        person.relation == SPOUSE and person.sex == MALE
    ):
        return line
    return _other_than(dice, head.name[0])


def _other_than(dice: Dice, family: str) -> str:
    other = surname(dice)
    while other == family:
        other = surname(dice)
    return other
