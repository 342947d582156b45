"""Where and how a family lives: house, water, power, road, and what the help of 2016 changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fieldapp.services.demo_village.families import NEIGHBOURS, RED, Family

IMPROVED_IN = 2016
_TOOLS = ("锄头、背篓", "微耕机", "脱粒机", "旧蜂桶、背篓")


@dataclass(frozen=True, slots=True)
class Home:
    """A house as it was found in 2014."""

    area: Decimal
    structure: str
    built: int
    grade: str
    water_hard: bool
    water_safe: bool
    water_source: str
    fuel: str
    toilet: bool
    road: str
    distance_km: Decimal
    tv: bool
    broadband: bool
    coop: bool
    power: bool
    """Power for machines."""
    tools: str


@lru_cache(NEIGHBOURS)
def home_of(family: Family) -> Home:
    """The house of a family: the higher and the poorer, the worse the water and the road."""
    dice = family.dice("home")
    structure = dice.weighted((("earth", 5), ("brick_wood", 3), ("brick_concrete", 4)))
    if family.poor and dice.often(0.4):
        structure = "earth"
    unsafe = family.poor and structure == "earth" and dice.often(0.28)
    hard = dice.often(0.22 if family.altitude > 1100 else 0.08)
    return Home(
        area=Decimal(dice.randrange(60, 96, 5) + 12 * len(family.people)),
        structure=structure,
        built=dice.randint(1972, 1996) if structure == "earth" else dice.randint(1990, 2013),
        grade=dice.choice("CD") if unsafe else dice.choice(("1", "A", "B")),
        water_hard=hard,
        water_safe=not hard,
        water_source=dice.choice(("well_open", "rain") if hard else ("tap", "well_safe")),
        fuel="01" if dice.often(0.75) else "04",
        toilet=dice.often(0.35 if family.card == RED else 0.55),
        road=dice.weighted((("01", 4), ("02", 3), ("03", 4))),
        distance_km=Decimal(dice.randint(1, 45)) / 10,
        tv=dice.often(0.93),
        broadband=dice.often(0.12 if family.poor else 0.25),
        coop=dice.often(0.1),
        power=dice.often(0.8),
        tools=dice.choice(_TOOLS),
    )
