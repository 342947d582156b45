"""A1 to A21: the declared figures of a village against one another."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.rules.checks.audit_lines import Declared, Outcome, audited, numbers, signed
from fieldapp.rules.checks.findings import number
from fieldapp.rules.village_parts import SCHOOLING

_SUM = N_("{sum} = {computed}; declared {declared}; difference {difference}")
_HUNDRED = Decimal(100)
_PLACES = Decimal("0.01")
_OFFICIALS = ("committee_members", "graduate_officials", "poverty_officials", "group_leaders")


def _figures(declared: Declared, *names: str) -> list[Decimal] | None:
    """The declared figures of these fields; ``None`` when one of them is not declared."""
    values = [getattr(declared.year, name) for name in names]
    return None if None in values else [Decimal(value) for value in values]


def _sum_of(values: list[Decimal]) -> str:
    return " + ".join(number(value) for value in values)


def _sums_to(declared: Declared, whole: str, *parts: str) -> Outcome | None:
    """Whether the parts make the whole."""
    found = _figures(declared, whole, *parts)
    return None if found is None else _compared(found[0], found[1:])


def _compared(whole: Decimal, parts: list[Decimal]) -> Outcome:
    computed = sum(parts, Decimal(0))
    difference = computed - whole
    return Outcome(
        "pass" if difference == 0 else "fail", (whole,), (computed,), (difference,), _SUM,
        {"sum": _sum_of(parts), "computed": computed, "declared": whole,
         "difference": signed(difference)},
    )  # fmt: skip


@audited("V-VIL/A1", "poor_households", N_("red + yellow households = registered households"))
def red_and_yellow_households(declared: Declared) -> Outcome | None:
    return _sums_to(declared, "poor_households", "red_households", "yellow_households")


@audited("V-VIL/A2", "poor_people", N_("red + yellow people = registered people"))
def red_and_yellow_people(declared: Declared) -> Outcome | None:
    return _sums_to(declared, "poor_people", "red_people", "yellow_people")


@audited("V-VIL/A3", "households_total", N_("registered + general households = all households"))
def all_households(declared: Declared) -> Outcome | None:
    return _sums_to(declared, "households_total", "poor_households", "general_households")


@audited("V-VIL/A4", "people_total", N_("red + yellow + general people = all people"))
def all_people_by_card(declared: Declared) -> Outcome | None:
    found = _figures(declared, "people_total", "red_people", "yellow_people", "general_people")
    if found is None:
        return None
    whole, red, yellow, general = found
    return _compared(whole, [red + yellow, general])


@audited("V-VIL/A5", "people_total", N_("registered + general people = all people"))
def all_people(declared: Declared) -> Outcome | None:
    return _sums_to(declared, "people_total", "poor_people", "general_people")


@audited("V-VIL/A6", "poor_share", N_("share of the poor among all people"))
def poor_share(declared: Declared) -> Outcome | None:
    found = _figures(declared, "poor_share", "poor_people", "people_total")
    if found is None or found[2] == 0:
        return None
    share, poor, people = found
    computed = _percent(poor, people)
    low = Decimal(int(share * people / _HUNDRED))
    high = low + 1
    fitting = [n for n in (low, high) if _percent(n, people) == share.quantize(_PLACES)]
    says = N_("{poor} ÷ {people} = {computed} %; declared {share} %")
    warning = ""
    if computed != share and not fitting:
        warning = N_(
            "no whole number of people gives it: {low} → {low_share} %, {high} → {high_share} %"
        )
    return Outcome(
        "pass" if computed == share else "fail", (share,), (computed,), (computed - share,), says,
        {"poor": poor, "people": people, "computed": _two(computed), "share": _two(share),
         "low": low, "high": high, "low_share": _two(_percent(low, people)),
         "high_share": _two(_percent(high, people))},
        warning,
    )  # fmt: skip


@audited("V-VIL/A7", "poor_households", N_("share of the registered among all households"))
def household_share(declared: Declared) -> Outcome | None:
    found = _figures(declared, "poor_households", "households_total")
    if found is None or found[1] == 0:
        return None
    poor, whole = found
    share = _percent(poor, whole)
    return Outcome(
        "info", (poor, whole), (share,), (), N_("{poor} ÷ {households} = {share} %"),
        {"poor": poor, "households": whole, "share": _two(share)},
    )  # fmt: skip


@audited("V-VIL/A8", "edu_base", N_("schooling added up = the poor, whose schooling is told"))
def schooling_of_the_poor(declared: Declared) -> Outcome | None:
    if declared.year.edu_base == "all":
        return None
    return _sums_to(declared, "poor_people", *SCHOOLING)


@audited("V-VIL/A9", "edu_base", N_("schooling added up ≤ all people"))
def schooling_of_all(declared: Declared) -> Outcome | None:
    found = _figures(declared, "people_total", *SCHOOLING)
    if found is None:
        return None
    people, parts = found[0], found[1:]
    computed = sum(parts, Decimal(0))
    missing = people - computed
    return Outcome(
        "pass" if missing >= 0 else "fail", (people,), (computed,), (-missing,),
        N_("{sum} = {computed} of {people}"),
        {"sum": _sum_of(parts), "computed": computed, "people": people, "missing": missing},
        N_("the schooling of {missing} people is not stated") if missing > 0 else "",
    )  # fmt: skip


@audited("V-VIL/A10", "officials_schooling_stated", N_("officials whose schooling is told = all"))
def schooling_of_officials(declared: Declared) -> Outcome | None:
    found = _figures(declared, "officials_schooling_stated", *_OFFICIALS)
    if found is None:
        return None
    told, parts = found[0], found[1:]
    officials = sum(parts, Decimal(0))
    difference = told - officials
    return Outcome(
        "pass" if difference == 0 else "fail", (officials,), (told,), (difference,),
        N_("{sum} = {officials} officials; schooling told of {told}; difference {difference}"),
        {"sum": _sum_of(parts), "officials": officials, "told": told,
         "difference": signed(difference)},
    )  # fmt: skip


@audited("V-VIL/A11", "group_leaders", N_("group leaders = groups"))
def leaders_of_groups(declared: Declared) -> Outcome | None:
    found = _figures(declared, "groups_total", "group_leaders")
    if found is None:
        return None
    groups, leaders = found
    difference = leaders - groups
    return Outcome(
        "pass" if difference == 0 else "fail", (groups,), (leaders,), (difference,),
        N_("{leaders} leaders for {groups} groups; difference {difference}"),
        {"leaders": leaders, "groups": groups, "difference": signed(difference)},
    )  # fmt: skip


@audited("V-VIL/A16", "households_visited", N_("households visited ≤ registered households"))
def households_visited(declared: Declared) -> Outcome | None:
    found = _figures(declared, "households_visited", "poor_households")
    if found is None:
        return None
    visited, poor = found
    over = bool(declared.year.households_visited_over)
    difference = visited + over - poor
    says = N_("{visited} visited of {poor} registered; difference {difference}")
    if over:
        says = N_("more than {visited} visited of {poor} registered; difference ≥ {difference}")
    fits = difference <= 0
    return Outcome(
        "pass" if fits else "fail", (poor,), (visited + over,), (difference,), says,
        {"visited": visited, "poor": poor, "difference": signed(difference)},
        "" if fits else N_("visits or households?"),
    )  # fmt: skip


@audited("V-VIL/A21", "left_behind_elder_share", N_("shares of those left behind"), "W")
def left_behind(declared: Declared) -> Outcome | None:
    people = declared.year.people_total
    given = (declared.year.left_behind_elder_share, declared.year.left_behind_child_share)
    shares = [share for share in given if share is not None]
    if people is None or not shares:
        return None
    counts = [share * people / _HUNDRED for share in shares]
    whole = [count.to_integral_value(ROUND_HALF_UP) for count in counts]
    fits = counts == whole
    told = " · ".join(
        f"{number(share)} % × {number(people)} = {number(count)}"
        for share, count in zip(shares, counts, strict=True)
    )
    return Outcome(
        "pass" if fits else "warn", tuple(shares), numbers(*map(Decimal.normalize, counts)),
        tuple(count - near for count, near in zip(counts, whole, strict=True)),
        N_("of {people} people: {sums}"), {"sums": told, "people": people},
        "" if fits else N_("no whole number of people; of whom is not stated"),
    )  # fmt: skip


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * _HUNDRED / whole).quantize(_PLACES, ROUND_HALF_UP)


def _two(value: Decimal) -> str:
    """A percentage with both places."""
    return f"{value:.2f}"
