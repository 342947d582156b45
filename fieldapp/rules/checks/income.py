"""V-INC: the household's income against its own formula, its people and sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household
from fieldapp.rules.income import COST, STANDARD, IncomeSums, formula_of, income_sums

_OPERATION = "B"
_CENT = Decimal("0.01")


def sums_of(home: HouseholdFacts, around: Around) -> IncomeSums:
    """The income of the newest snapshot, added up from its items as the county does."""
    formula = STANDARD
    if home.year is not None and around.settings.formulas:
        formula = formula_of(around.settings.formulas, home.year.year)
    return income_sums(home.lines, formula)


def size_of(home: HouseholdFacts) -> int:
    """The people among whom the income is divided."""
    return (home.year.size_year_end if home.year else None) or len(home.living)


def per_head(home: HouseholdFacts, around: Around) -> Decimal | None:
    """Net income per head, computed to the cent where there are items, declared otherwise."""
    if home.lines:
        size = size_of(home)
        return (sums_of(home, around).net / size).quantize(_CENT) if size > 0 else None
    return home.year.declared_per_head if home.year else None


@of_household(
    "V-INC/cost", "W", N_("{operation} yuan earned by own operation, but costs of 0 yuan")
)
def operation_without_cost(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    sums = sums_of(home, around).by_source
    if home.year and sums[_OPERATION] > 0 and sums[COST] == 0:
        yield hit(home.year, "income_concept", operation=sums[_OPERATION])


@of_household("V-INC/low", "W", N_("net income of {per_head} yuan per head"))
def nothing_per_head(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    found = per_head(home, around)
    if home.year and found is not None and found <= 0:
        yield hit(home.year, "declared_per_head", per_head=found)


@of_household(
    "V-INC/high", "W", N_("net income of {per_head} yuan per head, more than {ceiling} yuan")
)
def much_per_head(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    found, ceiling = per_head(home, around), around.settings.per_head_ceiling
    if home.year and found is not None and found > ceiling:
        yield hit(home.year, "declared_per_head", per_head=found, ceiling=ceiling)


@of_household(
    "V-INC/net",
    "E",
    N_("declared net income {declared}, but {gross} − {cost} = {computed} yuan"),
)
def net_is_not_the_formula(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    declared = home.year.declared_net if home.year else None
    if home.year is None or declared is None or not home.lines:
        return
    sums = sums_of(home, around)
    if abs(declared - sums.net) > around.settings.income_tolerance:
        yield hit(
            home.year, "declared_net", declared=declared, gross=sums.gross,
            cost=sums.by_source[COST], computed=sums.net,
        )  # fmt: skip


@of_household(
    "V-INC/gross", "E", N_("declared gross income {declared}, but the items make {computed} yuan")
)
def gross_is_not_the_sum(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    declared = home.year.declared_gross if home.year else None
    if home.year is None or declared is None or not home.lines:
        return
    computed = sums_of(home, around).gross
    if abs(declared - computed) > around.settings.income_tolerance:
        yield hit(home.year, "declared_gross", declared=declared, computed=computed)


@of_household(
    "V-INC/per_head",
    "E",
    N_("declared {declared} yuan per head, but {net} ÷ {size} = {computed} yuan"),
)
def per_head_is_not_the_formula(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    declared = home.year.declared_per_head if home.year else None
    size = size_of(home)
    if home.year is None or declared is None or not home.lines or size <= 0:
        return
    net = sums_of(home, around).net
    computed = (net / size).quantize(_CENT)
    if abs(declared - computed) > around.settings.income_tolerance:
        yield hit(
            home.year, "declared_per_head", declared=declared, net=net, size=size,
            computed=computed,
        )  # fmt: skip


@of_household(
    "V-INC/size_start",
    "E",
    N_("{declared} people recorded at the start of {year}, but {counted} members on {day}"),
)
def size_at_the_start(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    declared = home.year.size_year_start if home.year else None
    if home.year is not None and declared is not None:
        day = min(dt.date(home.year.year - 1, 12, 31), around.today)
        yield from _counted_on(home, "size_year_start", declared, day)


@of_household(
    "V-INC/size",
    "E",
    N_("{declared} people recorded at the end of {year}, but {counted} members on {day}"),
)
def size_mismatch(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    declared = home.year.size_year_end if home.year else None
    if home.year is not None and declared is not None:
        day = min(dt.date(home.year.year, 12, 31), around.today)
        yield from _counted_on(home, "size_year_end", declared, day)


def _counted_on(home: HouseholdFacts, name: str, declared: int, day: dt.date) -> Iterator[Hit]:
    counted = sum(person.belongs_on(day) for person in home.people)
    if home.year is not None and declared != counted:
        yield hit(
            home.year, name, declared=declared, counted=counted, day=day,
            year=str(home.year.year),
        )  # fmt: skip
