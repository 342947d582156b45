"""A village is judged while its figures are typed as it is judged once they are saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from fieldapp.records import VillageGroup
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_report import CheckReport
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from fieldapp.services.households import Registers
from fieldapp.services.notices import make_notice
from fieldapp.services.records import Records
from fieldapp.services.rehearsal import rehearsed
from fieldapp.services.typed_facts import village_as_edited
from fieldapp.services.while_typing import WhileTyping

Save = Callable[[Registers], object]
Values = dict[str, object]


@pytest.fixture
def village(desk: Desk) -> str:
    return desk.store.questions.villages()[0].uid


def some(chance: Random, *values: object) -> object:
    """One of the values, or nothing."""
    return chance.choice([*values, None])


def figures(chance: Random) -> Values:
    return {
        "households_total": some(chance, 24, 300), "people_total": some(chance, 90, 1279),
        "groups_total": some(chance, 5, 6), "poor_households": some(chance, 20, 400),
        "poor_people": some(chance, 60), "red_households": some(chance, 11),
        "yellow_households": some(chance, 9), "poor_share": some(chance, Decimal("51.43")),
        "women": some(chance, 40, 2000), "edu_primary": some(chance, 50, 1300),
        "edu_college": some(chance, 3), "edu_base": some(chance, "all", "poor"),
        "land_unit": some(chance, "mu", "acre"), "land_total": some(chance, Decimal("23487.1")),
        "farmland": some(chance, Decimal(3000), Decimal(30000)),
        "dry_land": some(chance, Decimal(2900)), "group_leaders": some(chance, 5, 4),
        "households_visited": some(chance, 30),
    }  # fmt: skip


def a_year(desk: Desk, village: str, chance: Random) -> Save:
    """Figures of a year that is there, or of a new one."""
    values, held = figures(chance), Records(desk.registers).of("village_year", village)
    year = chance.choice([2013, 2014, 2015])
    uid = next((one.uid for one in held if one.year == year), "")
    if uid:
        return lambda to: Records(to).set("village_year", uid, values)
    return lambda to: Records(to).add("village_year", village, {"year": year, **values})


def a_coverage(desk: Desk, village: str, chance: Random) -> Save:
    values: Values = {
        "numerator": some(chance, Decimal(20), Decimal(30)),
        "denominator": some(chance, Decimal(24), Decimal(0)), "unit": some(chance, "户", "%"),
    }  # fmt: skip
    held = Records(desk.registers).of("coverage_measure", village)
    if held and chance.random() < 0.6:
        uid = held[0].uid
        return lambda to: Records(to).set("coverage_measure", uid, values)
    fresh = {"date": dt.date(2015, 1, chance.randint(1, 28)), "kind": "network", **values}
    return lambda to: Records(to).add("coverage_measure", village, fresh)


def a_group(desk: Desk, village: str, chance: Random) -> Save:
    del chance
    name = f"新{len(desk.store.find(VillageGroup, village=village))}组"
    return lambda to: Records(to).add("village_group", village, {"name": name})


def a_notice(desk: Desk, village: str, chance: Random) -> Save:
    del desk
    values = {"title": "公示", "kind": chance.choice(["card", "exit"])}
    return lambda to: make_notice(to, village, values)


def a_meeting(desk: Desk, village: str, chance: Random) -> Save:
    del desk
    day = dt.date(2015, 11, chance.randint(1, 28))
    return lambda to: Records(to).add("meeting", village, {"date": day, "attendees": ["王芳"]})


def a_line(desk: Desk, village: str, chance: Random) -> Save:
    del desk, village
    values = {
        "year": 2014,
        "region": "全国",
        "concept": "net",
        "value": chance.choice([2300, 2855]),
    }
    return lambda to: Records(to).add("poverty_line", "", values)


def a_worker(desk: Desk, village: str, chance: Random) -> Save:
    del desk
    start = dt.date(2015, chance.randint(1, 12), 1)
    values = {"name": "某人", "role": "member", "start_date": start}
    return lambda to: Records(to).add("team_member", village, values)


KINDS = (a_year, a_year, a_coverage, a_group, a_notice, a_meeting, a_line, a_worker)


def told(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    """Rule, field and sentence; a new record has another uid once it is saved."""
    return {(one.rule.key, one.field, one.sentence("en")) for one in findings}


def of_the_village(report: CheckReport) -> set[tuple[str, str, str]]:
    return told(tuple(one for one in report.findings if not one.household))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_typed_is_judged_as_it_is_once_it_is_saved(
    desk: Desk, village: str, seed: int
) -> None:
    chance, checking = Random(seed), Checking(desk.registers)
    for kind in (a_year, *chance.sample(KINDS, 4)):
        save = kind(desk, village, chance)
        before = of_the_village(checking.register(village))
        digest = desk.store.state_digest()
        held = checking.villages(village)[0]
        typed = village_as_edited(desk.store, held, rehearsed(desk.registers, save))
        foretold = told(checking.judged_village(typed).findings)
        shown = told(
            tuple(one.finding for one in WhileTyping(desk.registers).village(village, save))
        )
        assert desk.store.state_digest() == digest, "nothing is written while one types"
        save(desk.registers)
        after = of_the_village(checking.register(village))
        assert foretold == after
        assert after - before <= shown <= after


def test_the_figures_of_the_property_break_rules_of_each_kind(desk: Desk, village: str) -> None:
    chance, broken = Random(1), set()
    for _turn in range(40):
        for kind in (a_year, a_coverage):
            found = WhileTyping(desk.registers).village(village, kind(desk, village, chance))
            broken |= {one.finding.rule.key for one in found}
    assert {
        "V-VIL/A1", "V-VIL/part", "V-VIL/people", "V-VIL/base", "V-VIL/schooling", "V-VIL/register",
        "V-VIL/A14", "V-UNI/percent", "V-UNI/coverage", "V-UNI/over",
    } <= broken  # fmt: skip


def test_a_finding_on_the_record_that_is_typed_is_near_and_on_another_is_not(
    desk: Desk, village: str
) -> None:
    records = Records(desk.registers)
    records.add("village_year", village, {"year": 2015, "land_unit": "mu"})
    records.add("village_year", village, {"year": 2014, "land_unit": "mu"})
    older: Values = {"year": 2013, "land_unit": "acre", "people_total": 5, "women": 6}
    found = WhileTyping(desk.registers).village(
        village, lambda to: Records(to).add("village_year", village, older)
    )
    near = {one.finding.rule.key: one.near for one in found}
    assert near["V-VIL/part"]
    assert not near["V-UNI/mixed"], "it lies on the later years"


def test_what_stood_before_and_is_not_touched_is_not_told_again(desk: Desk, village: str) -> None:
    records = Records(desk.registers)
    uid, _done = records.add("village_year", village, {"year": 2015, "people_total": 5, "women": 6})
    judging = WhileTyping(desk.registers)
    note: Values = {"source_note": "村表"}
    assert judging.village(village, lambda to: Records(to).set("village_year", uid, note)) == ()
    mended: Values = {"women": 5}
    assert judging.village(village, lambda to: Records(to).set("village_year", uid, mended)) == ()


def test_a_second_record_of_a_year_cannot_be_saved_and_is_not_judged(
    desk: Desk, village: str
) -> None:
    Records(desk.registers).add("village_year", village, {"year": 2015})
    twice: Values = {"year": 2015, "people_total": 5, "women": 6}
    judging = WhileTyping(desk.registers)
    for owner in (village, "unknown"):
        found = judging.village(owner, lambda to: Records(to).add("village_year", village, twice))
        assert found == ()
