"""What happens in families between the registration and the day of the demonstration."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.ids import Ids
from fieldapp.rules.identity import FEMALE, MALE
from fieldapp.services.demo_village import wellbeing
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.people import (
    DAUGHTER,
    DAUGHTER_IN_LAW,
    DEMO_DAY,
    DIED,
    FATHER,
    MOTHER,
    MOVED_OUT,
    SPOUSE,
    IdNumbers,
    Person,
    add_person,
)

REGISTERED = dt.date(2015, 10, 20)
"""The day on which the households were registered."""


def add_changes(dice: Dice, people: list[Person], ids: Ids, numbers: IdNumbers) -> None:
    """One family in twenty-five loses somebody by death or marriage, few gain a bride."""
    relations = {person.relation for person in people}
    head = people[0]
    age = head.age(DEMO_DAY)
    if SPOUSE not in relations and age >= 62 and dice.often(0.1):
        sex = FEMALE if head.sex == MALE else MALE
        _died(dice, add_person(dice, people, (SPOUSE, sex, age), ids, numbers))
    elif not relations & {FATHER, MOTHER} and 40 <= age < 60 and dice.often(0.04):
        _died(dice, add_person(dice, people, (MOTHER, FEMALE, age + 22), ids, numbers))
    elif SPOUSE in relations and 46 <= age < 56 and dice.often(0.06):
        daughter = add_person(dice, people, (DAUGHTER, FEMALE, dice.randint(21, 24)), ids, numbers)
        daughter.left, daughter.left_as = _some_day(dice), MOVED_OUT
        wellbeing.add_schooling(dice, daughter)
    for person in people:
        if person.relation == DAUGHTER_IN_LAW and dice.often(0.2):
            _married_in(dice, person, people)


def _died(dice: Dice, person: Person) -> None:
    person.left, person.left_as = _some_day(dice), DIED
    wellbeing.make_ill(dice, person, serious=True)


def _married_in(dice: Dice, person: Person, people: list[Person]) -> None:
    if any(p.relation in {"07", "08"} for p in people):
        return  # the children's mother has lived here longer
    person.joined = _some_day(dice)


def _some_day(dice: Dice) -> dt.date:
    return REGISTERED + dt.timedelta(days=dice.randint(40, 350))
