"""V-CAU: the causes of poverty beside what is known of the people."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household
from fieldapp.rules.checks.schooling import at_school

ILLNESS, DISABILITY, SCHOOLING = "01", "02", "03"
_HEALTHY = ("01",)
_DISABLED = "04"
_MOST_OTHERS = 2
_CAUSES = {code.value: code for code in code_list("C06").codes}


def _main(home: HouseholdFacts) -> str | None:
    return home.year.main_cause if home.year else None


def _health(home: HouseholdFacts) -> list[tuple[str, ...]]:
    """The health of everybody whose health is recorded."""
    return [person.year.health for person in home.living if person.year and person.year.health]


@of_household("V-CAU/illness", "W", N_("the main cause is illness, but all {people} are healthy"))
def illness_of_nobody(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.year is None or _main(home) != ILLNESS:
        return
    health = _health(home)
    if health and all(one == _HEALTHY for one in health):
        yield hit(home.year, "main_cause", people=len(health))


@of_household("V-CAU/schooling", "W", N_("the main cause is schooling, but nobody is at school"))
def schooling_of_nobody(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    told = [person for person in home.living if person.year]
    if home.year and _main(home) == SCHOOLING and told and not any(map(at_school, told)):
        yield hit(home.year, "main_cause")


@of_household("V-CAU/disability", "W", N_("the main cause is disability, but nobody is disabled"))
def disability_of_nobody(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.year is None or _main(home) != DISABILITY:
        return
    health = _health(home)
    if health and not any(_DISABLED in one for one in health):
        yield hit(home.year, "main_cause")


@of_household("V-CAU/same", "E", N_("“{cause}” is named both as main and as other cause"))
def same_cause_twice(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    main = _main(home)
    if home.year and main and main in (home.year.other_causes or ()):
        yield hit(home.year, "other_causes", cause=_CAUSES.get(main, main))


@of_household("V-CAU/many", "E", N_("{count} other causes are named; at most two count"))
def too_many_causes(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    others = (home.year.other_causes if home.year else None) or ()
    if home.year and len(others) > _MOST_OTHERS:
        yield hit(home.year, "other_causes", count=len(others))
