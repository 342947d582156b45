"""Each rule by its id: once with facts with which it holds, once with facts that break it."""

from __future__ import annotations

import dataclasses
import re

import pytest

from fieldapp.records.declare import entity_of, fields_of
from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts, VillageFacts
from fieldapp.rules.checks.findings import (
    HOUSEHOLD_RULES,
    PERSON_RULES,
    VILLAGE_RULES,
    Hit,
    Rule,
    all_rules,
)
from fieldapp.rules.checks.judging import judge_household
from fieldapp.rules.entry.remark import SENTENCES as ENTRY_SENTENCES
from fieldapp.rules.visit_rules import SENTENCES
from tests.fieldapp.rules.checks import (
    examples_fields,
    examples_households,
    examples_people,
    examples_villages,
)
from tests.fieldapp.rules.checks.made_facts import around, home_of, person

Facts = PersonFacts | HouseholdFacts | VillageFacts
EXAMPLES: dict[str, tuple[Facts, Facts, Around]] = {
    key: (example[0], example[1], example[2] if len(example) > 2 else around())
    for examples in (
        examples_people.EXAMPLES, examples_households.EXAMPLES, examples_fields.EXAMPLES,
        examples_villages.EXAMPLES,
    )
    for key, example in examples.items()
}  # fmt: skip
NEAR = [
    (key, facts)
    for more in (
        examples_people.MORE_THAT_HOLD,
        examples_households.MORE_THAT_HOLD,
        examples_fields.MORE_THAT_HOLD,
    )
    for key, several in more.items()
    for facts in several
]
DICTIONARY = {
    "V-ID1", "V-ID2", "V-ID3", "V-ID4", "V-ID5", "V-ID6", "V-DC", "V-HH1", "V-HH2", "V-REL",
    "V-REL2", "V-NUL", "V-EDU", "V-SCH", "V-LAB", "V-WRK", "V-CAU", "V-DB", "V-INS", "V-INC",
    "V-LND", "V-DST", "V-SAF", "V-HLP", "V-CON", "V-CRD", "V-PH", "V-VIL", "V-UNI", "V-VIS",
    "V-MSK",
}  # fmt: skip
OF_THE_TABLES = {"V-FLD"}
"""What the tables of the dictionary ask of fields, beside its list of rules."""
each_rule = pytest.mark.parametrize("key", EXAMPLES)


def hits(key: str, facts: Facts, surroundings: Around) -> tuple[Rule, list[Hit]]:
    """What the rule of that id finds."""
    for rule, judge in (*PERSON_RULES, *HOUSEHOLD_RULES, *VILLAGE_RULES):
        if rule.key == key:
            return rule, list(judge(facts, surroundings))  # type: ignore[operator]  # the examples fit their rules
    raise KeyError(key)


@each_rule
def test_the_rule_holds(key: str) -> None:
    holding, _, surroundings = EXAMPLES[key]
    assert hits(key, holding, surroundings if key != "V-VIL/A19" else around())[1] == []


@each_rule
def test_the_rule_is_broken(key: str) -> None:
    _, breaking, surroundings = EXAMPLES[key]
    rule, found = hits(key, breaking, surroundings)
    assert len(found) == 1
    hit = found[0]
    assert entity_of(type(hit.record)).fields
    assert not hit.field or hit.field in fields_of(type(hit.record)) or hit.field == "health"
    for language in ("en", "zh_CN"):
        sentence = rule.sentence(language, hit.facts)
        assert sentence
        assert "{" not in sentence
    assert rule.sentence("en", hit.facts) != rule.sentence("zh_CN", hit.facts)


@pytest.mark.parametrize(("key", "facts"), NEAR, ids=[key for key, _ in NEAR])
def test_near_the_edge_nothing_is_broken(key: str, facts: Facts) -> None:
    assert hits(key, facts, around())[1] == []


def test_every_rule_has_its_two_examples() -> None:
    told = {rule.key for rule in all_rules()} - set(examples_villages.ONLY_TOLD)
    assert told == set(EXAMPLES)


def test_every_rule_of_the_dictionary_is_there() -> None:
    assert {rule.id for rule in all_rules()} == DICTIONARY | OF_THE_TABLES


def test_a_household_in_order_breaks_nothing() -> None:
    assert [f.rule.key for f in judge_household(home_of(), around())] == []


def test_who_is_dead_is_not_judged() -> None:
    gone = person("何老太", uid="gone", status="2", id_number="1", ethnic=None)
    home = home_of(*home_of().people, gone, year={"size_year_end": 2})
    assert judge_household(home, around()) == []


def test_a_household_that_was_merged_is_history() -> None:
    home = home_of(household={"status": "merged"}, year={"fuel": None})
    assert judge_household(home, around()) == []


def test_no_sentence_shows_an_id_number() -> None:
    for number in ("110105194912310021", "420526209912310017", "99990019600101001"):
        for finding in judge_household(home_of(person(id_number=number)), around()):
            assert number not in finding.message("zh_CN")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_rule_is_listed_with_words_of_its_own(language: str) -> None:
    bare = [rule.key for rule in all_rules() if not re.search(r"\w", rule.listed(language))]
    assert not bare


def test_a_rule_changes_nothing_of_its_facts() -> None:
    home = home_of()
    before = dataclasses.asdict(home)
    judge_household(home, around())
    assert dataclasses.asdict(home) == before


def test_the_rules_of_the_dictionary_are_said_nowhere_else() -> None:
    elsewhere = {**SENTENCES, **ENTRY_SENTENCES}
    assert not [rule for rule in elsewhere if rule.startswith("V-")]
    assert not {rule.says for rule in all_rules()} & set(elsewhere.values())
