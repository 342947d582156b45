from __future__ import annotations

import datetime as dt
import string
from dataclasses import replace
from typing import Any

import pytest

from fieldapp.records import CardRating, HouseholdYear, Measure, Visit, VisitIssue
from fieldapp.rules.visit_form import (
    CausesAnswer,
    IssueStep,
    MeasureStep,
    VisitFacts,
    VisitForm,
)
from fieldapp.rules.visit_rules import BLOCKING, SENTENCES, blocking, problems

DAY = dt.date(2016, 11, 23)
START = dt.datetime.fromisoformat("2016-11-23T09:30")
FACTS = VisitFacts(
    now=dt.datetime.fromisoformat("2016-11-23T12:00"),
    card=CardRating(
        uid="c", household="h", scheme="s", colour="RED", valid_from=dt.date(2015, 3, 1)
    ),
    causes=HouseholdYear(uid="y", household="h", year=2016, main_cause="07"),
    measures=(
        Measure(
            uid="m", household="h", catalog="01", title="养蜂", start_date=dt.date(2016, 4, 1),
            due_date=dt.date(2016, 11, 15), state="running",
        ),
    ),
    issues=(VisitIssue(uid="i", visit="v0", action="培训", due=dt.date(2016, 11, 1)),),
)  # fmt: skip
VISIT = Visit(
    uid="v", household="h", start_at=START, end_at=START + dt.timedelta(minutes=55),
    visitors=("w",), place_kind="home", people_met=("贺长青",), purpose=("survey",),
    sign_kind="signature",
)  # fmt: skip
FORM = VisitForm(
    visit=VISIT,
    measure_steps=(MeasureStep("m", state="done", result_date=DAY),),
    issue_steps=(IssueStep("i", outcome="老师病了"),),
)
FRESH = Measure(
    uid="n", household="h", catalog="07", title="办慢病卡", helper="w", start_date=DAY,
    due_date=DAY, state="planned",
)  # fmt: skip
ISSUE = VisitIssue(uid="j", visit="v", text="蜂箱不足", action="联系", owner="w", due=DAY)


def visit(**changes: object) -> VisitForm:
    named: dict[str, Any] = changes
    return replace(FORM, visit=replace(VISIT, **named))


def form(**changes: object) -> VisitForm:
    named: dict[str, Any] = changes
    return replace(FORM, **named)


def rules_of(given: VisitForm, facts: VisitFacts = FACTS) -> set[str]:
    return {problem.rule for problem in problems(given, facts)}


def test_a_complete_entry_has_no_problem() -> None:
    assert problems(FORM, FACTS) == ()


HOLDS_AND_FAILS = {
    "visit.household": (FORM, visit(household="")),
    "visit.start": (FORM, visit(start_at=None)),
    "visit.visitors": (FORM, visit(visitors=None)),
    "visit.place": (visit(place_kind="phone"), visit(place_kind=None)),
    "visit.purpose": (visit(purpose=("check",)), visit(purpose=())),
    "visit.met": (visit(people_met=None, nobody_home_reason="赶集"), visit(people_met=None)),
    "visit.next": (
        visit(next_visit_date=DAY),
        visit(next_visit_date=DAY - dt.timedelta(days=1)),
    ),
    "card.day": (
        form(card="YELLOW", card_reason="x"),
        replace(
            visit(start_at=dt.datetime.fromisoformat("2015-02-28T09:00"), end_at=None),
            card="YELLOW", card_reason="x",
        ),
    ),
    "cause.main": (
        form(causes=CausesAnswer(2016, None, ())),
        form(causes=CausesAnswer(2016, None, ("07",))),
    ),
    "measure.dates": (
        form(measures=(FRESH,)),
        form(measures=(replace(FRESH, due_date=DAY - dt.timedelta(days=1)),)),
    ),
    "measure.result": (FORM, form(measure_steps=(MeasureStep("m", state="done"),))),
    "measure.needs": (form(measures=(FRESH,)), form(measures=(replace(FRESH, helper=None),))),
    "issue.needs": (form(issues=(ISSUE,)), form(issues=(replace(ISSUE, due=None),))),
    "promise.overdue": (form(measure_steps=(MeasureStep("m", due=DAY),)), form(measure_steps=())),
    "promise.kept_date": (
        form(measure_steps=(MeasureStep("m", due=DAY),)),
        form(measure_steps=(MeasureStep("m", due=dt.date(2016, 11, 20)),)),
    ),
    "finding.words": (visit(income_problem=True, income_note="欠款"), visit(income_problem=True)),
    "finding.medical": (
        replace(visit(medical_problem=True, medical="咳"), measures=(FRESH,)),
        visit(medical_problem=True, medical="咳"),
    ),
    "finding.schooling": (
        replace(
            visit(schooling_problem=True, schooling="远"), causes=CausesAnswer(2016, "03")
        ),
        visit(schooling_problem=True, schooling="远"),
    ),
    "finding.housing": (
        replace(
            visit(housing_problem=True, housing="漏"), measures=(replace(FRESH, catalog="08"),)
        ),
        visit(housing_problem=True, housing="漏"),
    ),
    "finding.water": (
        replace(visit(water_problem=True, water="远"), causes=CausesAnswer(2016, "06")),
        visit(water_problem=True, water="远"),
    ),
    "sign.kind": (FORM, visit(sign_kind=None)),
    "sign.proxy": (visit(sign_kind="proxy", proxy_name="向玉梅"), visit(sign_kind="proxy")),
}  # fmt: skip


@pytest.mark.parametrize("rule", HOLDS_AND_FAILS)
def test_each_rule_holds_and_fails(rule: str) -> None:
    holds, fails = HOLDS_AND_FAILS[rule]
    assert rule not in rules_of(holds)
    assert rule in rules_of(fails)


def test_every_rule_is_tried_and_every_sentence_used() -> None:
    assert set(SENTENCES) - {"visit.unreadable"} == set(HOLDS_AND_FAILS)


def test_only_a_meaningless_record_is_blocked() -> None:
    found = problems(VisitForm(visit=Visit(uid="v", household="h")), FACTS)
    assert {problem.rule for problem in found if problem.blocks} == {
        "visit.start", "visit.visitors",
    }  # fmt: skip
    assert set(SENTENCES) >= BLOCKING


def test_what_forbids_saving_is_found_without_the_promises_and_causes() -> None:
    little = VisitFacts(FACTS.now, FACTS.card)
    for given in (entry for pair in HOLDS_AND_FAILS.values() for entry in pair):
        first = next((problem for problem in problems(given, FACTS) if problem.blocks), None)
        assert blocking(given, little) == first
    refused = {p.rule for _, fails in HOLDS_AND_FAILS.values() if (p := blocking(fails, little))}
    assert refused == BLOCKING - {"visit.unreadable"}


def test_errors_come_first() -> None:
    found = problems(VisitForm(visit=Visit(uid="v", household="h")), FACTS)
    severities = [problem.severity for problem in found]
    assert severities == sorted(severities, key="EWI".index)


def test_an_issue_promised_and_overdue_is_asked_for() -> None:
    asked = [p for p in problems(form(issue_steps=()), FACTS) if p.rule == "promise.overdue"]
    assert [(p.key, p.title) for p in asked] == [("issue.i.due", "培训")]


def test_someone_outside_the_team_may_own_a_measure() -> None:
    assert rules_of(form(measures=(replace(FRESH, helper=None, helper_text="村医"),))) == set()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_sentences_name_their_facts_in_both_languages(language: str) -> None:
    for _holds, fails in HOLDS_AND_FAILS.values():
        for problem in problems(fails, FACTS):
            words = problem.sentence(language)
            assert words
            assert not [field for _, field, _, _ in string.Formatter().parse(words) if field]
