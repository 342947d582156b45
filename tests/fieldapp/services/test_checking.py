"""The checks over a real store: one household, a village, all; explained findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from db.store import SqlStore
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import SeededIds
from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.store import changed, created
from fieldapp.records import (
    CountySetting,
    Household,
    HouseholdYear,
    IncomeLine,
    Member,
    MemberYear,
    TeamMember,
    Village,
    VillageYear,
    Visit,
)
from fieldapp.records.declare import Record
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.check_report import CheckReport
from fieldapp.services.checking import Checking
from fieldapp.services.households import Registers
from tests import factories

NOW = dt.datetime.fromisoformat("2016-11-23T18:30")
DAMAGED = "9.999E+17"


def uid(name: str) -> str:
    """The same identifier for the same name, always."""
    return SeededIds(name).uid()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = factories.a_store(tmp_path / "store")
    yield store
    store.close()


@pytest.fixture
def checking(store: SqlStore) -> Checking:
    return Checking(Registers(store, FixedClock(NOW), SeededIds("checking"), "王芳"))


@pytest.fixture
def village(store: SqlStore) -> Village:
    village = factories.a_village()
    write(store, village)
    return village


def write(store: SqlStore, *records: Record) -> None:
    store.write(factories.act(), [created(record) for record in records])


def a_home(
    store: SqlStore, village: Village, number: str = "H00001", **member: object
) -> tuple[Household, Member]:
    """A general household of one person, in order but for what ``member`` says."""
    home = factories.a_household(
        village, number, hh_class="GEN", phone=None, consent_date=dt.date(2015, 11, 1)
    )
    values = {"sex": "1", "birth_date": dt.date(1960, 1, 1), **member}
    head = factories.a_member(home, "何二才", **values)
    write(store, home, head)
    store.write(factories.act(), [changed(Household, home.uid, head_member=head.uid)])
    return home, head


def keys(report: CheckReport) -> list[str]:
    return [finding.rule.key for finding in report.findings]


def only(report: CheckReport) -> Finding:
    (finding,) = report.findings
    return finding


def test_a_household_in_order_has_no_findings(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, _ = a_home(store, village, id_number="999900196001010010")
    report = checking.household(home.uid)
    assert keys(report) == []
    assert report.households == 1
    assert report.rules > 60


def test_a_finding_says_where_it_belongs(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village, id_number=DAMAGED)
    finding = only(checking.household(home.uid))
    assert (finding.entity, finding.uid, finding.field) == ("member", head.uid, "id_number")
    assert (finding.household, finding.local_no, finding.who) == (home.uid, "H00001", "何二才")
    assert finding.message("zh_CN").startswith("H00001 何二才：身份证号")


def test_an_unknown_household_has_none(checking: Checking) -> None:
    assert checking.household("nobody").households == 0


def test_one_number_in_two_households_is_found_in_both(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    first, _ = a_home(store, village, "H00001", id_number="11010519491231002X",
                      birth_date=dt.date(1949, 12, 31), sex="2")  # fmt: skip
    a_home(store, village, "H00002", id_number="11010519491231002x",
           birth_date=dt.date(1949, 12, 31), sex="2")  # fmt: skip
    assert keys(checking.register()) == ["V-ID5/village"] * 2
    assert keys(checking.household(first.uid)) == ["V-ID5/village"]


def test_the_dead_do_not_hold_numbers(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    a_home(store, village, "H00001", id_number="999900196001010010")
    _, head = a_home(store, village, "H00002", id_number="999900196001010010")
    gone = changed(Member, head.uid, status="2", status_date=dt.date(2016, 1, 1))
    store.write(factories.act(), [gone])
    assert keys(checking.register()) == ["V-HH1/empty"]


def test_a_phone_in_many_households_is_only_told(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    for number in range(4):
        home, _ = a_home(store, village, f"H{number:05}")
        store.write(factories.act(), [changed(Household, home.uid, phone="13800000000")])
    report = checking.register()
    assert keys(report) == ["V-PH/shared"] * 4
    assert report.waiting == ()


def test_the_newest_year_is_judged_with_its_items_and_its_people(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village)
    old = HouseholdYear(uid=uid("old"), household=home.uid, year=2015, road_distance_km=Decimal(99))
    new = HouseholdYear(
        uid=uid("new"), household=home.uid, year=2016, size_year_end=1, declared_net=Decimal(900)
    )
    earned = IncomeLine(uid=uid("line"), household_year=uid("new"), item="W1", amount=Decimal(800))
    worked = MemberYear(
        uid=uid("m"), member=head.uid, year=2016, education="02", labour="01", work_months=3,
        work_area="01",
    )  # fmt: skip
    write(store, old, new, earned, worked)
    finding = only(checking.household(home.uid))
    assert finding.sentence("en") == "declared net income 900, but 800 − 0 = 800 yuan"


def test_a_grade_three_years_running_is_read_from_the_years_before(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village, birth_date=dt.date(2002, 1, 1))
    years = [
        MemberYear(uid=uid(str(year)), member=head.uid, year=year, school_status="05")
        for year in (2014, 2015, 2016)
    ]
    write(store, *years)
    assert keys(checking.household(home.uid)) == ["V-SCH/same"]


def test_the_team_came_when_its_first_resident_member_did(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, _ = a_home(store, village)
    came = TeamMember(
        uid=uid("w"), name="王芳", village=village.uid, resident_in_village=True,
        start_date=dt.date(2015, 10, 8),
    )  # fmt: skip
    early = Visit(uid=uid("v"), household=home.uid, start_at=dt.datetime(2015, 10, 7, 9, 0))  # noqa: DTZ001  wall time
    write(store, came, early)
    assert keys(checking.household(home.uid)) == ["V-VIS/early"]
    assert keys(checking.register()) == ["V-VIS/early"]


def test_merged_households_are_history(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, _ = a_home(store, village, id_number=DAMAGED)
    store.write(factories.act(), [changed(Household, home.uid, status="merged")])
    assert keys(checking.register()) == []
    assert keys(checking.household(home.uid)) == []


def test_a_village_is_checked_alone(store: SqlStore, checking: Checking, village: Village) -> None:
    other = factories.a_village("古夫村")
    write(store, other)
    a_home(store, village, id_number=DAMAGED)
    a_home(store, other, id_number="8.888E+17")
    assert keys(checking.register(other.uid)) == ["V-ID6/damaged"]
    assert checking.register().households == 2


def test_a_county_sets_its_own_ceilings(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, _ = a_home(store, village)
    year = HouseholdYear(uid=uid("y"), household=home.uid, year=2016, farmland=Decimal(40))
    general = CountySetting(uid=uid("s"), name="check.farmland_ceiling", value="30")
    write(store, year, general)
    assert keys(checking.household(home.uid)) == ["V-LND/farmland"]
    own = CountySetting(uid=uid("t"), name="check.farmland_ceiling", year=2016, value="45")
    write(store, own)
    assert keys(checking.household(home.uid)) == []


@pytest.mark.parametrize("value", ["{", '"many"'])
def test_a_setting_that_cannot_be_read_is_named(
    store: SqlStore, checking: Checking, village: Village, value: str
) -> None:
    write(store, CountySetting(uid=uid("s"), name="check.farmland_ceiling", value=value))
    with pytest.raises(Refused) as refused:
        checking.register()
    assert refused.value.code == "check_setting_unreadable"


def test_a_run_can_be_stopped(store: SqlStore, checking: Checking, village: Village) -> None:
    a_home(store, village)
    job = WatchedJob()
    job.cancel()
    with pytest.raises(Cancelled):
        checking.register(job=job)


def test_an_explained_finding_is_listed_apart_until_its_facts_change(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village, id_number=DAMAGED)
    checking.explain(only(checking.household(home.uid)), "派出所正在补办")
    report = checking.register()
    assert report.findings == ()
    (explained,) = report.explained
    assert (explained.issue.explanation, explained.issue.by) == ("派出所正在补办", "王芳")
    assert explained.issue.when == NOW.date()
    store.write(factories.act(), [changed(Member, head.uid, name="何大才")])
    assert checking.register().findings == ()
    store.write(factories.act(), [changed(Member, head.uid, id_number="9.991E+17")])
    again = checking.register()
    assert keys(again) == ["V-ID6/damaged"]
    assert again.explained == ()


def test_the_facts_that_come_back_are_explained_again(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village, id_number=DAMAGED)
    checking.explain(only(checking.household(home.uid)), "派出所正在补办")
    for number in ("9.991E+17", DAMAGED):
        store.write(factories.act(), [changed(Member, head.uid, id_number=number)])
    assert checking.register().findings == ()


def test_an_explanation_is_withdrawn_and_undone(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, _ = a_home(store, village, id_number=DAMAGED)
    done = checking.explain(only(checking.household(home.uid)), "派出所正在补办")
    checking.withdraw(checking.household(home.uid).explained[0])
    assert keys(checking.household(home.uid)) == ["V-ID6/damaged"]
    checking.explain(only(checking.household(home.uid)), "派出所正在补办")
    checking.registers.undo(done)
    assert len(checking.household(home.uid).explained) == 1


def test_an_explanation_needs_words_and_a_finding_that_stands(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    home, head = a_home(store, village, id_number=DAMAGED)
    finding = only(checking.household(home.uid))
    with pytest.raises(Refused, match="explanation_missing"):
        checking.explain(finding, "  ")
    store.write(factories.act(), [changed(Member, head.uid, id_number=None)])
    with pytest.raises(Refused, match="finding_gone"):
        checking.explain(finding, "派出所正在补办")


def test_a_village_figure_is_explained_too(
    store: SqlStore, checking: Checking, village: Village
) -> None:
    figures = VillageYear(
        uid=uid("f"), village=village.uid, year=2016, households_total=384, people_total=1279,
        poor_people=573, red_people=301, yellow_people=239,
    )  # fmt: skip
    write(store, figures)
    finding = only(checking.register())
    assert finding.rule.key == "V-VIL/A2"
    assert [(line.id, line.result) for line in checking.audit(village.uid)] == [("A2", "fail")]
    checking.explain(finding, "原文如此")
    assert checking.register().findings == ()
    store.write(factories.act(), [changed(VillageYear, uid("f"), poor_people=574)])
    assert keys(checking.register()) == ["V-VIL/A2"]
