"""The models of the study as data: met, not met, unknown, always with the reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import CardRating, Household, HouseholdYear, Member, MemberYear
from fieldapp.rules.conditions import Condition, check_condition
from fieldapp.rules.household_facts import Ages, Person, Picture, facts_of
from fieldapp.rules.models import figures, match, overlapping, read_model, shipped

DAY = dt.date(2016, 12, 31)
SET: dict[str, Decimal | None] = {
    "low_max_m": Decimal(1000), "t1": Decimal(5), "t2": Decimal(4), "t3": Decimal(3),
    "a1": Decimal(18), "a2": Decimal(40), "t4": Decimal(3), "t5": Decimal(3),
}  # fmt: skip
UNSET: dict[str, Decimal | None] = dict.fromkeys(SET)


def person(age: int, **year: object) -> Person:
    values = {"labour": "01", "work_months": 0, "willing_training": False, **year}
    born = dt.date(DAY.year - age, 1, 1)
    member = Member(uid=f"m{age}", household="h", name="何二才", birth_date=born)
    return Person(member, MemberYear(uid="y", member=member.uid, year=2016, **values))  # type: ignore[arg-type]  # a test names any field


FAMILY = Picture(
    day=DAY,
    home=Household(uid="h", village="v", local_no="H00001", altitude_m=900),
    people=[person(48, willing_training=True), person(45), person(20), person(17)],
    card=CardRating(uid="c", household="h", scheme="s", colour="RED"),
    year=HouseholdYear(
        uid="hy", household="h", year=2016, farmland=Decimal("6.5"), pigs=2, cattle=0, sheep=0,
        poultry=10, sheds=False, surplus_labour=False,
    ),
)  # fmt: skip


def verdicts(picture: Picture, model: str, thresholds: dict[str, Decimal | None]) -> dict[str, str]:
    found = match(shipped().model(model), facts_of(picture), thresholds)
    return {judged.condition.id: judged.verdict for judged in found.conditions}


def test_three_models_are_written_out_and_four_slots_are_empty() -> None:
    empty = {model.id: model.empty for model in shipped().models}
    assert empty == {
        "M51": False, "M52": False, "M53": False, "M54": True, "M55": True, "M56": True, "M57": True
    }  # fmt: skip


def test_a_threshold_that_is_not_set_makes_its_condition_unknown() -> None:
    assert verdicts(FAMILY, "M51", UNSET) == {
        "M51.1": "met", "M51.2": "unknown", "M51.3": "unknown", "M51.4": "met",
        "M51.5": "unknown", "M51.6": "met",
    }  # fmt: skip
    judged = match(shipped().model("M51"), facts_of(FAMILY), UNSET).conditions[1]
    assert "low_max_m" in judged.sentence("en")
    assert "未设定" in judged.sentence("zh_CN")


def test_a_large_family_at_low_altitude_fits_the_first_model() -> None:
    found = match(shipped().model("M51"), facts_of(FAMILY), SET)
    assert found.verdict == "met"
    assert found.conditions[2].sentence("en") == "Farmland 6.5 mu; needed: at least 5 mu"


def test_what_is_not_recorded_is_unknown_and_never_false() -> None:
    bare = replace(FAMILY, year=None, home=replace(FAMILY.home, altitude_m=None))
    assert verdicts(bare, "M51", SET)["M51.2"] == "unknown"
    assert verdicts(bare, "M51", SET)["M51.4"] == "unknown"


def test_no_stock_with_something_not_recorded_is_unknown_until_a_shed_is_there() -> None:
    assert FAMILY.year
    year = replace(FAMILY.year, pigs=None, poultry=0, sheds=None)
    assert verdicts(replace(FAMILY, year=year), "M51", SET)["M51.4"] == "unknown"
    with_shed = replace(FAMILY, year=replace(year, sheds=True))
    assert verdicts(with_shed, "M51", SET)["M51.4"] == "met"


@pytest.mark.parametrize(
    ("age", "months", "area", "expected"),
    [(25, 10, "04", "met"), (45, 10, "04", "not_met"), (25, 0, None, "not_met"),
     (25, None, None, "unknown")],
)  # fmt: skip
def test_a_young_worker_away_opens_the_second_model(
    age: int, months: int | None, area: str | None, expected: str
) -> None:
    family = replace(FAMILY, people=[person(age, work_months=months, work_area=area)])
    assert verdicts(family, "M52", SET)["M52.2"] == expected


def test_who_works_outside_the_township_closes_the_third_model() -> None:
    stays = replace(FAMILY, people=[person(48, work_months=3, work_area="01")])
    goes = replace(FAMILY, people=[person(48, work_months=3, work_area="03")])
    assert verdicts(stays, "M53", SET)["M53.5"] == "met"
    assert verdicts(goes, "M53", SET)["M53.5"] == "not_met"


def test_labour_only_for_own_needs_wants_somebody_able_and_nothing_to_spare() -> None:
    assert verdicts(FAMILY, "M53", SET)["M53.4"] == "met"
    assert FAMILY.year
    spare = replace(FAMILY, year=replace(FAMILY.year, surplus_labour=True))
    assert verdicts(spare, "M53", SET)["M53.4"] == "not_met"
    nobody = replace(FAMILY, people=[person(40, labour="04")])
    assert verdicts(nobody, "M53", SET)["M53.4"] == "not_met"


def test_who_is_old_counts_as_far_as_it_is_recorded() -> None:
    able = replace(FAMILY, people=[person(70), person(75, labour=None)])
    assert verdicts(able, "M53", SET)["M53.4"] == "met"
    goes = replace(FAMILY, people=[person(48), person(67, work_months=3, work_area="03")])
    assert verdicts(goes, "M53", SET)["M53.5"] == "not_met"
    willing = replace(FAMILY, people=[person(48), person(67, willing_training=True)])
    assert verdicts(willing, "M51", SET)["M51.6"] == "met"


def test_somebody_without_a_birth_date_leaves_the_answer_open() -> None:
    known = person(48, work_months=0)
    unknown = Person(replace(known.member, birth_date=None), known.year)
    assert facts_of(replace(FAMILY, people=[unknown]))["outside"] == Ages((), complete=False)


def test_the_first_and_third_model_are_checked_against_each_other() -> None:
    assert overlapping(shipped(), SET) == []
    assert overlapping(shipped(), {**SET, "t4": Decimal(5)}) == [("M51", "M53")]
    assert overlapping(shipped(), UNSET) == []


def test_a_figure_of_a_village_holds_in_that_village_only() -> None:
    raw = {"t1": 5, "low_max_m": {"v": 950}}
    assert figures(raw, "v", shipped().thresholds)["low_max_m"] == Decimal(950)
    assert figures(raw, "w", shipped().thresholds)["low_max_m"] is None


def test_a_county_writes_a_model_of_its_own() -> None:
    condition = {
        "id": "M54.1",
        "zh": "林地多",
        "fact": "woodland",
        "test": "at_least",
        "limits": ["20"],
    }
    text = msgspec.json.encode({
        "id": "M54", "zh": "林下经济", "en": "Under the trees", "source": "县",
        "conditions": [condition], "measures": [],
    })  # fmt: skip
    model = read_model(text.decode(), shipped().thresholds)
    assert FAMILY.year
    wooded = replace(FAMILY, year=replace(FAMILY.year, woodland=Decimal(30)))
    assert match(model, facts_of(wooded), SET).verdict == "met"


@pytest.mark.parametrize(
    "condition",
    [
        {"fact": "weather", "test": "yes"},
        {"fact": "farmland", "test": "about", "limits": ["5"]},
        {"fact": "farmland", "test": "at_least"},
        {"fact": "farmland", "test": "at_least", "limits": ["t9"]},
        {"fact": 5},
    ],
)
def test_a_condition_that_cannot_be_judged_is_refused(condition: dict[str, object]) -> None:
    model = {
        "id": "M54",
        "zh": "",
        "en": "",
        "source": "",
        "conditions": [condition],
        "measures": [],
    }
    with pytest.raises(Refused) as refused:
        read_model(msgspec.json.encode(model).decode(), shipped().thresholds)
    assert refused.value.code == "condition_unreadable"


@pytest.mark.parametrize(
    ("fact", "test", "limits"),
    [
        ("card", "less_than", ("5",)),
        ("willing", "at_least", ("1",)),
        ("farmland", "any_aged", ("16", "60")),
        ("able", "recorded", ()),
        ("able", "more_than", ("2",)),
    ],
)
def test_a_test_that_a_fact_cannot_answer_is_refused(
    fact: str, test: str, limits: tuple[str, ...]
) -> None:
    with pytest.raises(Refused, match="condition_unreadable"):
        check_condition(Condition(fact=fact, test=test, limits=limits), ())
