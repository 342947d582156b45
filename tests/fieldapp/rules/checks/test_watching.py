"""The digest of what a rule looked at: it changes with those facts and with nothing else."""

from __future__ import annotations

import datetime as dt

from fieldapp.rules.checks.facts import Around, HouseholdFacts
from fieldapp.rules.checks.findings import Finding
from fieldapp.rules.checks.judging import (
    digest_at_home,
    digest_in_village,
    judge_household,
    judge_village,
)
from tests.fieldapp.rules.checks.examples_people import shared_with
from tests.fieldapp.rules.checks.made_facts import (
    around,
    figures,
    home_of,
    person,
    spouse,
    village,
    visit,
)


def the_finding(home: HouseholdFacts, key: str, surroundings: Around | None = None) -> Finding:
    found = judge_household(home, surroundings or around())
    return next(finding for finding in found if finding.rule.key == key)


def idle(**changes: object) -> HouseholdFacts:
    """Somebody healthy of working age who is said not to work."""
    return home_of(person(year={"labour": "04"}, **changes), spouse())  # type: ignore[arg-type]  # any field


def test_the_digest_stays_while_the_facts_stay() -> None:
    finding = the_finding(idle(), "V-LAB/able")
    first = digest_at_home(finding, idle(), around())
    assert first is not None
    assert first == digest_at_home(finding, idle(phone="13911111111"), around())


def test_the_digest_changes_with_a_fact_the_rule_looked_at() -> None:
    finding = the_finding(idle(), "V-LAB/able")
    older = idle(birth_date=dt.date(1961, 1, 1))
    assert digest_at_home(finding, idle(), around()) != digest_at_home(finding, older, around())


def test_there_is_no_digest_when_the_rule_holds() -> None:
    finding = the_finding(idle(), "V-LAB/able")
    assert digest_at_home(finding, home_of(), around()) is None


def test_the_day_alone_brings_nothing_back() -> None:
    home = home_of(visits=(visit("2016-08-01T09:00"),))
    finding = the_finding(home, "V-VIS/none")
    tomorrow = Around(dt.date(2016, 11, 24), around().settings)
    assert digest_at_home(finding, home, around()) == digest_at_home(finding, home, tomorrow)


def test_a_new_visit_changes_what_was_said_of_visits() -> None:
    home = home_of(visits=(visit("2016-08-01T09:00"),))
    finding = the_finding(home, "V-VIS/none")
    more = home_of(visits=(visit("2016-08-02T09:00"),))
    assert digest_at_home(finding, home, around()) != digest_at_home(finding, more, around())


def test_who_else_holds_the_number_is_a_fact() -> None:
    home = home_of(person())
    finding = the_finding(home, "V-ID5/household", shared_with())
    other = shared_with(uid="a third")
    assert digest_at_home(finding, home, shared_with()) != digest_at_home(finding, home, other)


def test_declared_figures_are_watched_too() -> None:
    told = village(figures(women=1001))
    finding = next(f for f in judge_village(told, around()) if f.rule.key == "V-VIL/part")
    first = digest_in_village(finding, told, around())
    assert first is not None
    assert first == digest_in_village(finding, village(figures(women=1001, coops=3)), around())
    assert first != digest_in_village(finding, village(figures(women=1002)), around())
