"""Every rule for the entry of one record, with a case that it lets pass and one that it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.records import (
    Benefit,
    Cadre,
    ChronicCard,
    ChronicFollowup,
    ExitReview,
    Maternal,
    MaternalVisit,
    Meeting,
    MeetingDecision,
    Member,
    MonitoringCase,
    Pairing,
    Plan,
    PovertyLine,
    PublicNotice,
    Training,
    Vaccination,
    Village,
    VillageGroup,
    VillageYear,
)
from fieldapp.records.declare import Record
from fieldapp.rules.entry.judge import judge, judge_entry
from fieldapp.rules.entry.remark import BLOCKING, SENTENCES, Around

TODAY = dt.date(2016, 11, 23)
AROUND = Around(TODAY)
MAN = Member(uid="m", household="h", name="何二才", sex="1", birth_date=dt.date(1950, 1, 1))
WOMAN = replace(MAN, sex="2", birth_date=dt.date(1990, 1, 1))
CHILD = replace(MAN, birth_date=dt.date(2012, 5, 1))
CARD = ChronicCard(uid="c", member="m", disease="hypertension", issue_date=dt.date(2014, 6, 1))
FOLLOWUP = ChronicFollowup(uid="f", card="c", date=dt.date(2015, 9, 1), sbp=150, dbp=95)
FOUR = tuple(replace(FOLLOWUP, date=dt.date(2015, month, 1)) for month in (1, 4, 7, 10))
MOTHER = Maternal(uid="p", member="m", lmp=dt.date(2016, 3, 1), due_date=dt.date(2016, 12, 8),
                  gravida=2, para=1, first_visit_week=10)  # fmt: skip
ANTENATAL = MaternalVisit(uid="a", maternal="p", visit_no=1, week=10, sbp=120, dbp=80)
DOSE = Vaccination(uid="d", member="m", vaccine="麻疹", date=dt.date(2013, 1, 1))
TEA = Benefit(uid="b", household="h", basis="per_mu", quantity=Decimal(3), rate=Decimal(1000),
              amount=Decimal(3000))  # fmt: skip
PLAN = Plan(uid="n", household="h", year=2016, village_review=dt.date(2016, 3, 6))
PAIR = Pairing(uid="r", household="h", team_member="t", rank="second",
               start_date=dt.date(2015, 1, 1))  # fmt: skip
REVIEW = ExitReview(
    uid="e", household="h", year=2016, per_head_income=Decimal(3400), line_used=Decimal(3000),
    food=True, clothes=True, schooling=True, medical=True, housing=True, water=True,
    household_agrees=True, result="passed", notice_from=dt.date(2016, 10, 1),
    notice_to=dt.date(2016, 10, 7),
)  # fmt: skip
CASE = MonitoringCase(uid="o", household="h", found_date=dt.date(2016, 1, 1))
CADRE = Cadre(uid="k", village="z", name="郑支书", start_date=dt.date(2014, 1, 1))
MET = Meeting(uid="g", village="z", date=dt.date(2016, 11, 21), attendees=("王芳", "陈刚"))
DECIDED = MeetingDecision(uid="i", meeting="g", state="open", due=dt.date(2016, 12, 1))
COURSE = Training(uid="l", village="z", title="养蜂", attendees=("m1", "m2"), count=2)
NOTICE = PublicNotice(uid="q", village="z", title="公示", from_date=dt.date(2016, 10, 1),
                      to_date=dt.date(2016, 10, 7))  # fmt: skip
VILLAGE = Village(
    uid="z", name="郑家村", county_name="兴山县", area_code="420526100200",
    area_km2=Decimal("15.56"), longitude=Decimal("110.7"), latitude=Decimal("31.2"),
)  # fmt: skip
GROUP = VillageGroup(uid="s", village="z", name="一组", altitude_min_m=800, altitude_max_m=900)
LINE = PovertyLine(uid="w", year=2016, region="全国", verified=False)
YEAR = VillageYear(uid="y", village="z", year=2016, households_total=384, people_total=1279)


@dataclass(frozen=True)
class Case:
    rule: str
    good: Record
    change: Mapping[str, Any] = field(default_factory=dict)
    about: Around = AROUND
    around: Mapping[str, Any] = field(default_factory=dict)


FIRST = replace(PAIR, rank="first")
CASES = (
    Case("pressure.order", FOLLOWUP, {"dbp": 150}),
    Case("pressure.urgent", FOLLOWUP, {"sbp": 180}),
    Case("pressure.urgent", ANTENATAL, {"dbp": 110}),
    Case("followup.next", FOLLOWUP, {"next_date": dt.date(2015, 9, 1)}),
    Case("chronic.age", CARD, {}, Around(TODAY, person=MAN, below=FOUR), {"person": WOMAN}),
    Case("chronic.few", CARD, {}, Around(TODAY, below=FOUR), {"below": FOUR[:3]}),
    Case("period.order", CARD, {"valid_to": dt.date(2014, 1, 1)}, Around(TODAY, below=FOUR)),
    Case("maternal.sex", MOTHER, {}, Around(TODAY, person=WOMAN), {"person": MAN}),
    Case("maternal.due", MOTHER, {"due_date": dt.date(2016, 12, 9)}),
    Case("maternal.para", MOTHER, {"para": 3}),
    Case("maternal.first", MOTHER, {"first_visit_week": 14}),
    Case("maternal.first", ANTENATAL, {"week": 14}),
    Case("maternal.few", MOTHER, {"birth_date": dt.date(2016, 12, 1)}),
    Case("vaccination.birth", DOSE, {"date": dt.date(2011, 1, 1)}, Around(TODAY, person=CHILD)),
    Case("vaccination.age", DOSE, {}, Around(TODAY, person=CHILD), {"person": WOMAN}),
    Case("vaccination.expiry", DOSE, {"expiry": dt.date(2012, 12, 31)}),
    Case("vaccination.open", DOSE, {"date": None}),
    Case("benefit.sum", TEA, {"amount": Decimal(2900)}),
    Case("benefit.cap", TEA, {"cap": Decimal(2000)}),
    Case("benefit.unstated", TEA, {"basis": "unstated"}),
    Case("plan.order", PLAN, {"township_review": dt.date(2016, 3, 1)}),
    Case("year.twice", PLAN, {}, AROUND, {"siblings": (PLAN,)}),
    Case("period.order", PAIR, {"end_date": dt.date(2014, 1, 1)}),
    Case("pairing.second", PAIR, {}, Around(TODAY, second_homes=4), {"second_homes": 5}),
    Case("pairing.first", FIRST, {}, Around(TODAY, siblings=(PAIR,)), {"siblings": (FIRST,)}),
    Case("exit.unmet", REVIEW, {"water": None}),
    Case("exit.income", REVIEW, {"line_used": Decimal(3400)}),
    Case("exit.twice", REVIEW, {}, AROUND, {"siblings": (REVIEW,)}),
    Case("notice.short", REVIEW, {"notice_to": dt.date(2016, 10, 6)}),
    Case("monitoring.removed", CASE, {"removed": True, "removed_way": "help"}),
    Case("period.order", CADRE, {"end_date": dt.date(2013, 1, 1)}),
    Case("meeting.both", MET, {"absent": ("王芳",)}),
    Case("decision.closed", DECIDED, {"state": "done"}),
    Case("decision.due", DECIDED, {"due": dt.date(2016, 11, 1)}, Around(TODAY, owner=MET)),
    Case("training.count", COURSE, {"count": 3}),
    Case("notice.short", NOTICE, {"to_date": dt.date(2016, 10, 5)}),
    Case("period.order", NOTICE, {"to_date": dt.date(2016, 9, 1)}),
    Case("altitude.order", GROUP, {"altitude_min_m": 1000}),
    Case("village.code", VILLAGE, {"area_code": "420527100200"}),
    Case("village.area", VILLAGE, {"area_km2": Decimal(0)}),
    Case("village.position", VILLAGE, {"longitude": Decimal("31.2")}),
    Case("line.source", LINE, {"verified": True}),
    Case("year.twice", YEAR, {}, AROUND, {"siblings": (YEAR,)}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_lets_the_right_pass_and_names_the_wrong(case: Case) -> None:
    assert case.rule not in {said.rule for said in judge_entry(case.good, case.about)}
    wrong, about = replace(case.good, **case.change), replace(case.about, **case.around)
    said = next(said for said in judge_entry(wrong, about) if said.rule == case.rule)
    for language in ("zh_CN", "en"):
        words = said.sentence(language)
        assert words
        assert "{" not in words


def test_every_rule_has_its_cases() -> None:
    assert {case.rule for case in CASES} | {"needed"} == set(SENTENCES)
    assert set(SENTENCES) > BLOCKING


def test_a_required_field_that_is_empty_is_named_and_does_not_block() -> None:
    said = [one for one in judge(CADRE, AROUND) if one.rule == "needed"]
    assert {one.about for one in said} == {"sex", "phone", "unit", "role"}
    assert not any(one.blocks for one in said)
    assert said[0].sentence("zh_CN") == "“性别”尚未登记"


def test_what_blocks_is_told_first() -> None:
    wrong = replace(CADRE, end_date=dt.date(2013, 1, 1))
    assert judge(wrong, AROUND)[0].rule == "period.order"


def test_somebody_outside_the_team_may_own_a_decision() -> None:
    outside = replace(DECIDED, text="修路", owner_text="县交通局")
    assert "owner" not in {said.about for said in judge(outside, AROUND)}


def test_the_conditions_that_are_not_met_are_named() -> None:
    failed = replace(REVIEW, water=False, household_agrees=None)
    said = next(one for one in judge(failed, AROUND) if one.rule == "exit.unmet")
    assert said.blocks
    assert said.sentence("zh_CN").endswith("饮水安全、农户认可")
