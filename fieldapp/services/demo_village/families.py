"""Families of the village: how many of each card, how large, and what made them poor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.foundation.ids import Ids, SeededIds
from fieldapp.services.demo_village import wellbeing
from fieldapp.services.demo_village.changes import add_changes
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.names import FAR_NAME
from fieldapp.services.demo_village.people import (
    DAUGHTER_IN_LAW,
    DEMO_DAY,
    LARGEST,
    IdNumbers,
    Person,
    make_people,
)

NEIGHBOURS = 8
"""For how many families at a time derived facts are kept: records are made family by family."""

RED, YELLOW, GENERAL = "RED", "YELLOW", "GENERAL"
PAPER_HOUSEHOLDS = 422
_PAPER = {RED: (101, 301), YELLOW: (80, 239), GENERAL: (241, 623)}
"""Households and people by card in the paper."""

_UYGUR = "05"

GROUP_SHARES = (78, 80, 92, 84, 88)
GROUP_ALTITUDES = ((810, 950), (900, 1040), (1000, 1160), (1100, 1280), (1220, 1390))

ILLNESS, DISABILITY, SCHOOLING, SKILLS = "01", "02", "03", "07"
_CAUSES = (
    (SKILLS, 66), (ILLNESS, 42), ("08", 40), ("10", 21), (SCHOOLING, 50), (DISABILITY, 7),
    ("09", 4), ("04", 2), ("11", 2),
)  # fmt: skip
_SIZES = ((1, 14), (2, 28), (3, 27), (4, 17), (5, 9), (6, 4), (7, 0.7), (8, 0.3))


@dataclass(slots=True, eq=False)
class Family:
    """One household with what stays true over the years of the demonstration."""

    no: int
    uid: str
    group: int
    altitude: int
    card: str
    people: list[Person]
    main_cause: str | None = None
    other_causes: tuple[str, ...] = ()
    attribute: str | None = None
    helper: str = ""
    """uid of the team member who is responsible."""

    @property
    def local_no(self) -> str:
        """Number on the door: ``H00163``."""
        return f"H{self.no:05d}"

    @property
    def poor(self) -> bool:
        """Whether the household is registered."""
        return self.card != GENERAL

    @property
    def head(self) -> Person:
        """The head."""
        return self.people[0]

    def present(self, on: dt.date) -> list[Person]:
        """The members on a day."""
        return [person for person in self.people if person.present(on)]

    def living(self) -> list[Person]:
        """The members on the day of the demonstration."""
        return self.present(DEMO_DAY)

    def derived_uid(self, word: str) -> str:
        """The uid of a record of which the household has one, to be named again later."""
        return SeededIds(f"{self.uid}/{word}").uid()

    def dice(self, *words: object) -> Dice:
        """Throws of this household's own, so that one part does not disturb another."""
        return Dice("village", self.no, *words)


def card_counts(households: int) -> dict[str, tuple[int, int]]:
    """Households and people by card for a village of this size, in the shape of the paper."""
    red = round(households * _PAPER[RED][0] / PAPER_HOUSEHOLDS)
    yellow = round(households * _PAPER[YELLOW][0] / PAPER_HOUSEHOLDS)
    numbers = {RED: red, YELLOW: min(yellow, households - red)}
    numbers[GENERAL] = households - numbers[RED] - numbers[YELLOW]
    return {
        card: (count, round(count * _PAPER[card][1] / _PAPER[card][0]))
        for card, count in numbers.items()
    }


def make_families(households: int, ids: Ids) -> list[Family]:
    """All families in the order of their numbers."""
    dice = Dice("village", households)
    cards: list[tuple[str, int]] = []
    for card, (count, people) in card_counts(households).items():
        cards += [(card, size) for size in _sizes(dice, count, people)]
    dice.shuffle(cards)
    numbers = IdNumbers()
    groups = _groups(households)
    families = [
        _family(no, next(groups), card, size, ids, numbers)
        for no, (card, size) in enumerate(cards, 1)
    ]
    brides = [p for f in families for p in f.people if p.relation == DAUGHTER_IN_LAW]
    if brides:
        from_afar = dice.choice(brides)
        from_afar.name, from_afar.ethnic = FAR_NAME, _UYGUR
    return families


def _sizes(dice: Dice, count: int, people: int) -> list[int]:
    """Household sizes that add up exactly."""
    sizes = [dice.weighted(_SIZES) for _ in range(count)]
    missing = people - sum(sizes)
    while missing:
        step = 1 if missing > 0 else -1
        at = dice.randrange(count)
        if 1 <= sizes[at] + step <= min(LARGEST, 5):
            sizes[at] += step
            missing -= step
    return sizes


def _groups(households: int) -> Iterator[int]:
    for no in range(households):
        place, group = no * sum(GROUP_SHARES) / households, 0
        while place >= sum(GROUP_SHARES[: group + 1]):
            group += 1
        yield group


def _family(no: int, group: int, card: str, size: int, ids: Ids, numbers: IdNumbers) -> Family:
    dice = Dice("village", no, "people", size, card)
    uid = ids.uid()
    people = make_people(dice, size, ids, numbers)
    burden = 1.0 if card != GENERAL else 0.6
    for person in people:
        wellbeing.add_schooling(dice, person)
        wellbeing.add_health(dice, person, burden=burden)
        person.party = person.age(DEMO_DAY) >= 30 and dice.often(0.05)
    low, high = GROUP_ALTITUDES[group]
    family = Family(no, uid, group, dice.randint(low, high), card, people)
    if family.poor:
        _impoverish(dice, family)
    wellbeing.send_to_work(dice, people)
    add_changes(dice, people, ids, numbers)
    return family


def _impoverish(dice: Dice, family: Family) -> None:
    people = family.people
    pupils = any(p.at_school(2014) and p.at_school(2016) for p in people)
    family.main_cause = dice.weighted([c for c in _CAUSES if c[0] != SCHOOLING or pupils])
    grown = sorted(people, key=lambda p: (p.age(DEMO_DAY) < 38, dice.random()))
    if family.main_cause == ILLNESS and not any(p.ill for p in people):
        wellbeing.make_ill(dice, grown[0], serious=dice.often(0.3))
    if family.main_cause == DISABILITY and not any(p.disability for p in people):
        wellbeing.make_disabled(dice, grown[0])
    possible = {SKILLS, "09", "10", "11"}
    possible |= {ILLNESS} if any(p.ill for p in people) else set()
    possible |= {DISABILITY} if any(p.disability for p in people) else set()
    possible |= {SCHOOLING} if pupils else set()
    others = sorted(possible - {family.main_cause})
    count = dice.weighted(((0, 35), (1, 45), (2, 20)))
    family.other_causes = tuple(sorted(dice.sample(others, count)))
    _support(dice, family)


def _support(dice: Dice, family: Family) -> None:
    """The poor attribute, and who draws the allowance that goes with it."""
    head, alone = family.head, len(family.people) == 1
    if alone and head.age(DEMO_DAY) >= 68 and dice.often(0.3):
        family.attribute, head.tekun = "06", True
    elif dice.often(0.26 if family.card == RED else 0.08):
        family.attribute = "DB"
        weak = [p for p in family.people if p.health != ("01",) or p.age(DEMO_DAY) >= 65]
        for person in (weak or family.people)[: dice.randint(1, 2)]:
            person.dibao = True
    else:
        family.attribute = "01"
    able = [p for p in family.people if wellbeing.labour(p, 2015) == wellbeing.ABLE]
    if not head.tekun and able and dice.often(0.06):
        post = dice.choice(able)
        post.post = dice.choice(("cleaning", "forest", "road"))
    for person in family.people:
        person.willing = 18 <= person.age(DEMO_DAY) < 60 and dice.often(0.6)
