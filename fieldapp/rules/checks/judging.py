"""Judging a household or a village by every rule, and the digest of what a rule looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fieldapp.records.declare import entity_of
from fieldapp.records.lists_household import ENDED
from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts, VillageFacts
from fieldapp.rules.checks.findings import (
    HOUSEHOLD_RULES,
    PERSON_RULES,
    VILLAGE_RULES,
    Finding,
    Hit,
    Rule,
)
from fieldapp.rules.checks.watching import Watch


def judge_household(home: HouseholdFacts, around: Around) -> list[Finding]:
    """Everything that is wrong with a household and its people."""
    if home.household.status in ENDED:
        return []
    found: list[Finding] = []
    living = home.living
    for person in living:
        for rule, judge in PERSON_RULES:
            name = person.member.name
            found.extend(_finding(rule, one, home, name) for one in judge(person, around))
    head = next((p.member.name for p in living if p.member.uid == home.household.head_member), "")
    for rule, judge_home in HOUSEHOLD_RULES:
        found.extend(_finding(rule, one, home, head) for one in judge_home(home, around))
    return found


def judge_village(village: VillageFacts, around: Around) -> list[Finding]:
    """Everything that is wrong with what is declared of a village."""
    return [
        Finding(
            rule, entity_of(type(one.record)).name, one.record.uid, one.field, one.facts,
            village.village.uid, who=village.village.name,
        )
        for rule, judge in VILLAGE_RULES
        for one in judge(village, around)
    ]  # fmt: skip


def rules_judged(home: HouseholdFacts) -> int:
    """How often rules are asked for one household."""
    return len(HOUSEHOLD_RULES) + len(PERSON_RULES) * len(home.living)


def _finding(rule: Rule, found: Hit, home: HouseholdFacts, who: str) -> Finding:
    record, household = found.record, home.household
    return Finding(
        rule, entity_of(type(record)).name, record.uid, found.field, found.facts,
        household.village, household.uid, household.local_no, who,
    )  # fmt: skip


def digest_at_home(finding: Finding, home: HouseholdFacts, around: Around) -> str | None:
    """The digest over the facts behind a finding; ``None`` when it no longer holds."""
    for person in home.living:
        found = _digest_of_person(finding, person, around)
        if found:
            return found
    watch = Watch()
    watched = replace(around, register=watch.over(around.register))
    for rule, judge in HOUSEHOLD_RULES:
        if rule.key == finding.rule.key:
            return _at(finding, judge(watch.over(home), watched), watch)
    return None


def _digest_of_person(finding: Finding, person: PersonFacts, around: Around) -> str | None:
    for rule, judge in PERSON_RULES:
        if rule.key == finding.rule.key:
            watch = Watch()
            watched = replace(around, register=watch.over(around.register))
            return _at(finding, judge(watch.over(person), watched), watch)
    return None


def digest_in_village(finding: Finding, village: VillageFacts, around: Around) -> str | None:
    """The digest over the declared figures behind a finding; ``None`` when it no longer holds."""
    for rule, judge in VILLAGE_RULES:
        if rule.key == finding.rule.key:
            watch = Watch()
            return _at(finding, judge(watch.over(village), around), watch)
    return None


def _at(finding: Finding, hits: Iterator[Hit], watch: Watch) -> str | None:
    for one in hits:
        if (one.record.uid, one.field) == (finding.uid, finding.field):
            return watch.digest()
    return None
