"""Land, animals, house and yearly income of a family, with sums as in the paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fieldapp.services.demo_village import wellbeing
from fieldapp.services.demo_village.families import NEIGHBOURS, RED, YELLOW, Family
from fieldapp.services.demo_village.people import DEMO_DAY, Person

_TARGETS = {
    RED: {2014: 2080, 2015: 2450, 2016: 3930},
    YELLOW: {2014: 2500, 2015: 2860, 2016: 4430},
}
_GENERAL_TARGETS = {2014: 2650, 2015: 2970, 2016: 4455}
_PENSION = {2014: 840, 2015: 960, 2016: 1080}
_DIBAO = {2014: 1320, 2015: 1500, 2016: 1980}
_TEKUN = {2014: 2900, 2015: 3200, 2016: 4000}
_BROUGHT_A_MONTH = {2014: 520, 2015: 600, 2016: 700}
_COST_SHARE = {"B1": 0.35, "B2": 0.42, "B3": 0.2}


@dataclass(frozen=True, slots=True)
class Means:
    """What a family lives on: areas in mu, animals in heads; the same over the years."""

    farmland: Decimal
    irrigated: Decimal
    woodland: Decimal
    returned: Decimal
    fruit: Decimal
    pigs: int
    cattle: int
    sheep: int
    poultry: int
    bees: int
    luck: float
    """The family's income as a share of the average of its card."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a year's income or cost, in whole yuan."""

    item: str
    amount: int
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's income lines and how many months each worker was away, by uid."""

    lines: tuple[Line, ...]
    months: dict[str, int]
    net: int
    per_head: int


@lru_cache(NEIGHBOURS)
def means_of(family: Family) -> Means:
    """Small plots on the mountain; animals where somebody can feed them."""
    dice = family.dice("means")
    heads = len(family.people)
    hands = len(wellbeing.able_at_home(family.people, 2016))
    farmland = _mu(heads * dice.uniform(1.3, 3.6) + dice.uniform(0.4, 1.5))
    feeds = hands > 0
    high = family.altitude > 1000
    return Means(
        farmland=farmland,
        irrigated=_mu(float(farmland) * dice.choice((0, 0, 0, 0.1, 0.2))),
        woodland=_mu(heads * dice.uniform(8, 24)),
        returned=_mu(dice.uniform(1.5, 9) if dice.often(0.7) else 0),
        fruit=_mu(dice.uniform(0.5, 3) if dice.often(0.45) else 0),
        pigs=dice.choice((0, 1, 2, 2, 3, 4)) if feeds else 0,
        cattle=int(feeds and dice.often(0.08)),
        sheep=dice.randint(4, 18) if feeds and dice.often(0.18) else 0,
        poultry=dice.randint(5, 30) if feeds or dice.often(0.5) else 0,
        bees=dice.randint(2, 9) if feeds and dice.often(0.22 if high else 0.1) else 0,
        luck=min(max(dice.gauss(1, 0.16), 0.62), 1.5),
    )


def _mu(area: float) -> Decimal:
    return Decimal(round(area * 10)) / 10


def size_at_end(family: Family, year: int) -> int:
    """Members at the end of a year, or on the day of the demonstration."""
    return len(family.present(min(dt.date(year, 12, 31), DEMO_DAY)))


def size_at_start(family: Family, year: int) -> int:
    """Members on the first day of a year."""
    return len(family.present(dt.date(year, 1, 1)))


def budget_of(family: Family, means: Means, year: int) -> Budget:
    """Where the money of a year came from; the year runs from October to September."""
    size = size_at_end(family, year)
    goal = _goal(family, means, year) * size
    people = family.present(min(dt.date(year, 12, 31), DEMO_DAY))
    lines = _transfers(family, people, means, year)
    given = sum(line.amount for line in lines)
    earned = max(goal - given, goal // 12)
    wages, months = _wages(family, people, earned, year)
    rest = earned - sum(line.amount for line in wages)
    lines = wages + _work_at_home(family, people, means, rest, year) + lines
    net = sum(-line.amount if line.item[0] == "E" else line.amount for line in lines)
    return Budget(tuple(lines), months, net, round(net / size))


@lru_cache(NEIGHBOURS)
def per_head(family: Family, year: int) -> int:
    """Net income per head of a year in whole yuan."""
    return budget_of(family, means_of(family), year).per_head


def _goal(family: Family, means: Means, year: int) -> int:
    """Net income per head aimed at: the family's own luck on the average of its card."""
    weather = family.dice("weather", year).uniform(0.93, 1.07)
    return int(_TARGETS.get(family.card, _GENERAL_TARGETS)[year] * means.luck * weather)


def _ten(amount: float) -> int:
    return round(amount / 10) * 10


def _transfers(family: Family, people: list[Person], means: Means, year: int) -> list[Line]:
    day = dt.date(year, 9, 30)
    old = [p for p in people if p.age(day) >= 60 and not p.tekun and not p.employee]
    very_old = sum(p.age(day) >= 80 for p in people)
    grant = sum(p.disability[1:] in {"1", "2"} for p in people)
    found = [
        Line("T2", _DIBAO[year] * sum(p.dibao for p in people)),
        Line("T3", _TEKUN[year] * sum(p.tekun for p in people)),
        Line("T4", _PENSION[year] * len(old)),
        Line("T5a", _ten(float(means.returned) * 125)),
        Line("T5b", _ten(float(means.woodland) * 9)),
        Line("T6b", _ten(float(means.farmland) * 70)),
        Line("T6d", 600 * very_old),
        Line("T6f", 600 * grant),
    ]
    if family.poor and family.main_cause == "03" and year == 2016:
        found.append(Line("T6g", 1500))
    return [line for line in found if line.amount > 0]


def _wages(
    family: Family, people: list[Person], earned: int, year: int
) -> tuple[list[Line], dict[str, int]]:
    """What is earned away and brought home, and the months behind it."""
    lines: list[Line] = []
    months: dict[str, int] = {}
    day = dt.date(year, 9, 1)
    away = [p for p in people if p.work_area and p.age(day) >= 17 and not p.at_school(year)]
    away = [p for p in away if p.joined is None or p.joined < day]
    share = family.dice("wages", year).uniform(0.55, 0.8) if away else 0.0
    for person in away:
        amount = _ten(earned * share / len(away))
        months[person.uid] = min(11, max(3, round(amount / _BROUGHT_A_MONTH[year])))
        lines.append(Line("W1", amount, person.uid))
    for person in people:
        if person.post and not person.work_area and year == 2016:
            lines.append(Line("W4", _ten(min(4800, earned * 0.6)), person.uid))
            months[person.uid] = 12
    return lines, months


def _work_at_home(
    family: Family, people: list[Person], means: Means, rest: int, year: int
) -> list[Line]:
    """Crops, animals and trees with their costs; who cannot work lets the land and is supported."""
    dice = family.dice("fields", year)
    if not wellbeing.able_at_home(people, year):
        lent = _ten(min(rest * 0.3, float(means.farmland) * 150))
        return [Line(i, a) for i, a in (("P2", lent), ("T6j", _ten(rest - lent))) if a > 0]
    parts = {"B1": dice.uniform(4, 6)}
    if means.pigs or means.sheep or means.cattle or means.bees or means.poultry:
        parts["B2"] = dice.uniform(2.5, 4.5)
    if means.fruit:
        parts["B3"] = dice.uniform(0.8, 1.8)
    lines = []
    for item, weight in parts.items():
        gain = rest * weight / sum(parts.values())
        gross = _ten(gain / (1 - _COST_SHARE[item]))
        if gross >= 40:
            cost = max(10, _ten(gross - gain))
            lines += [Line(item, gross), Line("E" + item[1], cost)]
    return lines
