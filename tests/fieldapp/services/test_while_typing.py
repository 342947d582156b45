"""A household is judged while it is typed as it is judged once it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from fieldapp.rules.checks.findings import Finding
from fieldapp.services import cards
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.households import Registers
from fieldapp.services.records import Records
from fieldapp.services.rehearsal import rehearsed
from fieldapp.services.typed_facts import as_edited
from fieldapp.services.while_typing import WhileTyping
from tests.register_village import household_uid, id_number

HOMES = ("0042", "0163", "0219", "0277", "0320", "0400")
Typed = tuple[str, Callable[[Registers], object]]


def a_person(desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    """Values for somebody of the household, or for somebody new, some of them impossible."""
    [home] = desk.store.questions.facts.of_households([uid])
    others = [one.member.id_number for one in home.people]
    birth = dt.date(1930, 1, 1) + dt.timedelta(chance.randrange(33000))
    values = {
        "id_number": chance.choice([id_number(birth, 3), "12345", "9.9E+17", *others]),
        "sex": chance.choice(["1", "2"]), "birth_date": birth,
        "relation": chance.choice(["01", "02", "03", "04", "12"]),
        "phone": chance.choice(["13800000003", "12", None]),
        "ethnic": chance.choice(["01", None]),
    }  # fmt: skip
    if chance.random() < 0.4:
        return lambda to: HouseholdEdits(to).add_member(uid, {"name": "某人", **values})
    yearly = {
        "school_status": chance.choice(["01", "03", None]),
        "work_months": chance.choice([0, 6, 12, None]),
        "labour": chance.choice(["01", "03", None]), "dibao": chance.choice([True, False]),
    }  # fmt: skip
    member = chance.choice(home.people).member.uid
    return lambda to: HouseholdEdits(to).set_member(member, {**values, **yearly})


def a_year(_desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    values = {
        "farmland": chance.choice([Decimal(2), Decimal(900), None]),
        "irrigated": chance.choice([Decimal(5), None]),
        "road_distance_km": chance.choice([Decimal(3), Decimal(70), None]),
        "house_area_m2": chance.choice([Decimal(0), Decimal(80), None]),
        "main_cause": chance.choice(["01", "02", "03", "07", None]),
        "other_causes": chance.choice([["01"], ["01", "02", "03"], None]),
        "declared_net": chance.choice([Decimal(1), None]),
        "size_year_end": chance.choice([1, 4, None]),
    }  # fmt: skip
    year = chance.choice([2013, 2014, 2015, 2016])
    return lambda to: HouseholdEdits(to).set_year(uid, year, values)


def an_income(_desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    items = {item: chance.choice([Decimal(90), Decimal(9_000_000), None]) for item in ("W1", "B1")}
    return lambda to: HouseholdEdits(to).set_income(uid, chance.choice([2015]), items)


def a_household(_desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    values = {
        "hh_class": chance.choice(["REG", "GEN", "EXIT"]),
        "phone": chance.choice(["13800000003", "7", None]),
    }  # fmt: skip
    return lambda to: to.set(uid, values)


def a_card(_desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    fields = {"colour": chance.choice(["RED", "YELLOW"]), "reason_text": "核实", "valid_from": None}
    return lambda to: cards.rate(to, uid, fields)


def a_helper(desk: Desk, uid: str, chance: Random) -> Callable[[Registers], object]:
    values = {
        "team_member": chance.choice(["王芳", "陈刚"]), "rank": "second",
        "start_date": dt.date(2015, 3, 1),
    }  # fmt: skip
    return lambda to: Records(to).add("pairing", uid, values)


KINDS = (a_person, a_year, an_income, a_household, a_card, a_helper)


def told(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    """Rule, field and sentence; a new record has another uid once it is saved."""
    return {(one.rule.key, one.field, one.sentence("en")) for one in findings}


@pytest.mark.parametrize("seed", range(40))
def test_what_is_typed_is_judged_as_it_is_once_it_is_saved(desk: Desk, seed: int) -> None:
    chance = Random(seed)
    uid = household_uid(desk.store, chance.choice(HOMES))
    checking, facts = Checking(desk.registers), desk.store.questions.facts
    for kind in chance.sample(KINDS, 3):
        save = kind(desk, uid, chance)
        before = told(checking.household(uid).findings)
        digest = desk.store.state_digest()
        typed = as_edited(
            desk.store, facts.of_households([uid])[0], rehearsed(desk.registers, save)
        )
        foretold = told(checking.judged(typed).findings)
        shown = told(tuple(one.finding for one in WhileTyping(desk.registers).household(uid, save)))
        assert desk.store.state_digest() == digest, "nothing is written while one types"
        save(desk.registers)
        after = told(checking.household(uid).findings)
        assert foretold == after
        assert after - before <= shown <= after


def test_a_household_that_is_being_added_is_judged(desk: Desk) -> None:
    village = desk.store.questions.villages()[0].uid
    head = {"name": "何二才", "sex": "1", "id_number": "999900"}
    found = WhileTyping(desk.registers).household(
        "", lambda to: HouseholdEdits(to).create(village, {"hh_class": "REG"}, head, None)
    )
    rules = {one.finding.rule.key: one.near for one in found}
    assert rules["V-ID1/length"]
    assert "V-NUL/year" in rules


def test_what_cannot_be_saved_is_not_judged(desk: Desk) -> None:
    uid = household_uid(desk.store, "0163")
    judging = WhileTyping(desk.registers)
    assert judging.household(uid, lambda to: HouseholdEdits(to).add_member(uid, {})) == ()


def test_findings_that_nothing_typed_touches_stay_away(desk: Desk) -> None:
    uid = household_uid(desk.store, "0163")
    assert Checking(desk.registers).household(uid).findings
    found = WhileTyping(desk.registers).household(uid, lambda to: to.set(uid, {"note": "更正"}))
    assert found == ()
