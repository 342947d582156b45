"""V-LND, V-DST, V-SAF: land and roads in proportion, and what must be safe after the exit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.records import HouseholdYear
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household
from fieldapp.rules.checks.income import per_head, size_of

_UNSAFE_GRADES = frozenset({"C", "D"})
_GRADES = {code.value: code for code in code_list("C22").codes}
_COMPULSORY = range(6, 16)
_OUT_OF_SCHOOL = "01"
_PLACES = Decimal("0.01")


def _of_each(area: Decimal | None, home: HouseholdFacts) -> Decimal:
    size = size_of(home)
    return (area / size).quantize(_PLACES) if area is not None and size > 0 else Decimal(0)


@of_household(
    "V-LND/farmland", "W", N_("{area} mu of farmland for {size} people: {each} mu, over {ceiling}")
)
def much_farmland(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    year, ceiling = home.year, around.settings.farmland_ceiling
    each = _of_each(year.farmland, home) if year else Decimal(0)
    if year and year.farmland and each > ceiling:
        size = size_of(home)
        yield hit(year, "farmland", area=year.farmland, size=size, each=each, ceiling=ceiling)


@of_household(
    "V-LND/woodland", "W", N_("{area} mu of woodland for {size} people: {each} mu, over {ceiling}")
)
def much_woodland(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    year, ceiling = home.year, around.settings.woodland_ceiling
    each = _of_each(year.woodland, home) if year else Decimal(0)
    if year and year.woodland and each > ceiling:
        size = size_of(home)
        yield hit(year, "woodland", area=year.woodland, size=size, each=each, ceiling=ceiling)


@of_household(
    "V-LND/irrigated", "W", N_("{irrigated} mu irrigated of only {farmland} mu of farmland")
)
def more_irrigated_than_farmed(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    year = home.year
    if year is None or year.irrigated is None or year.farmland is None:
        return
    if year.irrigated > year.farmland:
        yield hit(year, "irrigated", irrigated=year.irrigated, farmland=year.farmland)


@of_household("V-DST/road", "W", N_("{distance} km to the main road, more than {ceiling} km"))
def far_from_the_road(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    distance = home.year.road_distance_km if home.year else None
    ceiling = around.settings.road_distance_ceiling
    if home.year and distance is not None and distance > ceiling:
        yield hit(home.year, "road_distance_km", distance=distance, ceiling=ceiling)


def _after_exit(home: HouseholdFacts) -> HouseholdYear | None:
    return home.year if home.exited else None


@of_household("V-SAF/house", "E", N_("out of poverty, but the house is “{grade}”"))
def unsafe_house(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    year = _after_exit(home)
    if year and year.house_grade in _UNSAFE_GRADES:
        yield hit(year, "house_grade", grade=_GRADES[year.house_grade])


@of_household("V-SAF/water", "E", N_("out of poverty, but the water is not safe"))
def unsafe_water(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    year = _after_exit(home)
    if year and year.water_safe is False:
        yield hit(year, "water_safe")


@of_household("V-SAF/fetching", "E", N_("out of poverty, but water is hard to fetch"))
def hard_water(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    year = _after_exit(home)
    if year and year.water_hard:
        yield hit(year, "water_hard")


@of_household(
    "V-SAF/school", "E", N_("out of poverty, but {name}, aged {age}, does not go to school")
)
def school_drop_out(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if not home.exited:
        return
    for person in home.living:
        age = person.age
        if person.year is None or age not in _COMPULSORY or age is None:
            continue
        if person.year.school_status == _OUT_OF_SCHOOL or person.year.dropout_reason:
            yield hit(person.year, "school_status", name=person.member.name, age=age)


@of_household("V-SAF/area", "E", N_("out of poverty, but the house has an area of 0"))
def no_house(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    year = _after_exit(home)
    if year and year.house_area_m2 == 0:
        yield hit(year, "house_area_m2")


@of_household(
    "V-SAF/income",
    "E",
    N_("out of poverty, but {per_head} yuan per head is below the line of {year}: {line} yuan"),
)
def below_the_line(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    year = _after_exit(home)
    if year is None:
        return
    line, found = around.settings.line(year.year, year.income_concept), per_head(home, around)
    if line is not None and found is not None and found < line:
        yield hit(year, "declared_per_head", per_head=found, line=line, year=str(year.year))
