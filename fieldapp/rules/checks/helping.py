"""V-HLP and V-CON: who helps, and measures that answer the causes."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records import Household, HouseholdYear, MonitoringCase
from fieldapp.rules.checks.causes import ILLNESS, SCHOOLING
from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household

_EDUCATION, _HEALTH, _SECURITY, _SOCIAL = "05", "07", "11", "16"
"""Codes of C20."""
_BY_HELP = "help"


@of_household("V-HLP/none", "W", N_("a registered household without a helper"))
def no_helper(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    if not home.registered:
        return
    if not any(one.end_date is None or one.end_date >= around.today for one in home.pairings):
        yield hit(home.household)


@of_household("V-HLP/poor", "W", N_("the helper belongs to a registered poor household"))
def helper_is_poor(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    for one in home.pairings:
        if one.end_date is None and around.register.is_poor(one.team_member):
            yield hit(one, "team_member")


def _blamed(
    home: HouseholdFacts, cause: str
) -> tuple[Household | HouseholdYear | MonitoringCase, str] | None:
    """Where a cause or risk is recorded: the record and its field."""
    year = home.year
    if year and year.main_cause == cause:
        return year, "main_cause"
    if year and cause in (year.other_causes or ()):
        return year, "other_causes"
    for case in home.cases:
        if cause in (case.risks or ()) and not case.removed:
            return case, "risks"
    return None


def _unanswered(home: HouseholdFacts, cause: str, answers: frozenset[str]) -> Iterator[Hit]:
    blamed = _blamed(home, cause)
    if blamed and not any(measure.catalog in answers for measure in home.measures):
        record, name = blamed
        yield hit(record, name, count=len(home.measures))


@of_household(
    "V-CON/illness",
    "W",
    N_("illness is a cause, but none of {count} measures is for health, security or social help"),
)
def illness_unanswered(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    yield from _unanswered(home, ILLNESS, frozenset({_HEALTH, _SECURITY, _SOCIAL}))


@of_household(
    "V-CON/schooling",
    "W",
    N_("schooling is a cause, but none of the {count} measures is for education or social help"),
)
def schooling_unanswered(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    yield from _unanswered(home, SCHOOLING, frozenset({_EDUCATION, _SOCIAL}))


@of_household("V-CON/removed", "W", N_("the risk was removed by help, but no measure is recorded"))
def removed_without_measures(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for case in home.cases:
        if case.removed and case.removed_way == _BY_HELP and not (case.measures or home.measures):
            yield hit(case, "measures")
