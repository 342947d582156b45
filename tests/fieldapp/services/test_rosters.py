"""Rosters through the one door: compared, written as one act, taken back, remembered."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.store import changed
from fieldapp.records import (
    Household,
    Measure,
    Member,
    MonitoringCase,
    Pairing,
    TeamMember,
    Village,
)
from fieldapp.services.desk import Desk
from fieldapp.services.household_changes import HouseholdChanges
from fieldapp.services.life_events import LifeEvents
from fieldapp.services.roster_changes import change_lines, problem_lines
from fieldapp.services.rosters import Rosters
from tests.fieldapp.spreadsheets import made_sheets as made

HEADINGS = ("户主", "户主身份证号", "人口", "电话", "耕地", "卡别")


def sheet(tmp_path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    return made.workbook(tmp_path / "list.xlsx", [headings, *rows])


def own_roster(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "own.xlsx"
    desk.rosters.export(path)
    return path


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.csv"])
def test_a_written_roster_changes_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.rosters.export(tmp_path / name)
    plan, done = desk.rosters.take(tmp_path / name)
    assert plan.households.created == plan.households.updated == plan.persons.updated == 0
    assert (plan.creations, plan.differences) == ([], [])
    assert not done.undoable


def test_a_plan_lists_what_would_be_new_and_each_field_that_would_change(
    desk: Desk, tmp_path: Path
) -> None:
    before = desk.store.state_digest()
    home = desk.store.questions.numbered("0163")[0]
    path = made.workbook(
        tmp_path / "list.xlsx",
        [("本地户号", "户主", "电话", "卡别", "银行账号"),
         ("0163", "贺长青", "13911111111", "黄", "6228480012345678"),
         (None, "新来户", "13922222222", None, None)],
    )  # fmt: skip
    plan = desk.rosters.plan(path)
    assert [(one.row, one.kind, one.name) for one in plan.creations] == [
        (3, "household", "新来户"), (3, "member", "新来户"),
    ]  # fmt: skip
    lines = {line.field: line for line in change_lines(plan.differences, "zh_CN")}
    assert (lines["phone"].row, lines["phone"].name) == (2, "贺长青")
    assert (lines["phone"].after, lines["colour"].before) == ("13911111111", "红卡")
    assert lines["bank_account"].after == "*" * 12 + "5678"
    assert plan.households.updated == 1
    assert desk.store.state_digest() == before
    desk.rosters.apply(plan)
    now = desk.store.get(Household, home.uid)
    assert now is not None
    assert now.phone == "13911111111"


def test_errors_and_approximate_figures_are_told_before_and_change_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    before = desk.store.state_digest()
    path = made.workbook(
        tmp_path / "list.xlsx",
        [("本地户号", "户主", "电话", "耕地"), ("0163", "贺长青", "#REF!", "约80亩")],
    )
    plan = desk.rosters.plan(path)
    told = [(line.row, line.column, line.taken) for line in problem_lines(plan.problems, "en")]
    assert told == [(2, "电话", False), (2, "耕地", False)]
    desk.rosters.apply(plan)
    assert desk.store.state_digest() == before


def test_an_import_is_one_act_that_is_undone_and_done_again(desk: Desk, tmp_path: Path) -> None:
    before = desk.store.state_digest()
    path = made.national_export(tmp_path / "n.xlsx", 30)
    rosters = dataclasses.replace(desk.rosters, new_villages=True)
    plan, done = rosters.take(path)
    after = desk.store.state_digest()
    assert plan.households.created == 30
    back = desk.registers.undo(done)
    assert desk.store.state_digest() == before
    desk.registers.undo(back)
    assert desk.store.state_digest() == after
    assert desk.store.examine().problems == ()


def test_the_newest_import_is_undone_by_its_reason(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as none_yet:
        desk.rosters.undo_last()
    assert none_yet.value.code == "act_unknown"
    before = desk.store.state_digest()
    desk.rosters.take(sheet(tmp_path, ("新来户", None, 2, None, "3亩", "红卡")))
    desk.rosters.undo_last()
    assert desk.store.state_digest() == before
    with pytest.raises(Refused) as already:
        desk.rosters.undo_last()
    assert already.value.code == "act_built_upon"


def test_stopping_leaves_the_register_as_it_was(desk: Desk, tmp_path: Path) -> None:
    before = desk.store.state_digest()
    rows = [(f"新来{number}", None, 2, None, None, None) for number in range(200)]
    path = sheet(tmp_path, *rows)
    plan = desk.rosters.plan(path)
    job = WatchedJob(lambda news: job.cancel() if news.done else None)
    with pytest.raises(Cancelled):
        desk.rosters.apply(plan, job)
    assert desk.store.state_digest() == before


def test_what_was_decided_about_a_layout_is_remembered(desk: Desk, tmp_path: Path) -> None:
    headings = ("户主", "人口", "责任田面积", "田亩数")
    path = sheet(tmp_path, ("新来户", 2, "3亩", "9"), headings=headings)
    asked = {column.heading: column for column in desk.rosters.look(path).columns}
    assert asked["责任田面积"].source == "unknown"
    mapping = {"责任田面积": "household_year.farmland", "田亩数": ""}
    desk.rosters.take(path, mapping=mapping)
    again = {column.heading: column for column in desk.rosters.look(path).columns}
    assert again["责任田面积"].source == "decided"
    assert again["责任田面积"].samples[0].read == "3"
    assert again["田亩数"].source == "left_out"
    plan = desk.rosters.plan(path)
    assert plan.roster.unmapped == ()
    assert plan.roster.households[0].year_fields == {"farmland": Decimal("3.00")}
    overruled = desk.rosters.plan(path, mapping={"责任田面积": ""})
    assert overruled.roster.households[0].year_fields == {}


def test_a_likeness_is_proposed_and_never_applied(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, ("新来户", 2, "3亩"), headings=("户主", "人口", "耕地总面积(亩)"))
    layout = desk.rosters.look(path)
    proposal = layout.columns[2].proposal
    assert layout.asking == 1
    assert proposal is not None
    assert proposal.target == "household_year.farmland"
    assert 75 <= proposal.likeness < 100
    assert desk.rosters.plan(path).roster.households[0].year_fields == {}


def test_a_column_that_a_person_chose_stands_over_one_that_was_recognised(
    desk: Desk, tmp_path: Path
) -> None:
    path = sheet(tmp_path, ("新来户", "13911111111", "13922222222"),
                 headings=("户主", "电话", "新电话"))  # fmt: skip
    plan = desk.rosters.plan(path, mapping={"新电话": "household.phone"})
    assert plan.roster.households[0].fields["phone"] == "13922222222"
    assert plan.roster.unmapped == ("电话",)


def test_monitoring_and_measures_come_in_once(desk: Desk, tmp_path: Path) -> None:
    headings = ("户主", "本地户号", "监测对象类别", "风险识别时间", "致贫/返贫风险",
                "风险是否消除", "风险消除时间", "帮扶措施")  # fmt: skip
    row = ("贺长青", "0163", "边缘易致贫户", "2021-03-04", "因病、因学", "是", "2021年9月1日",
           "公益岗位、养蜂")  # fmt: skip
    path = sheet(tmp_path, row, headings=headings)
    desk.rosters.take(path)
    _plan, again = desk.rosters.take(path)
    assert not again.undoable
    (case,) = desk.store.find(MonitoringCase)
    assert (case.monitoring_class, case.risks, case.removed) == ("borderline", ("01", "03"), True)
    assert (str(case.found_date), str(case.removed_date)) == ("2021-03-04", "2021-09-01")
    assert {(m.title, m.catalog) for m in desk.store.find(Measure, household=case.household)} >= {
        ("公益岗位", "04"), ("养蜂", None),
    }  # fmt: skip


def test_what_is_new_in_a_known_household_is_listed_field_by_field(
    desk: Desk, tmp_path: Path
) -> None:
    headings = ("户主", "本地户号", "年度", "耕地", "低保金", "帮扶措施", "监测对象类别")
    path = sheet(tmp_path, ("贺长青", "0163", 2009, "3亩", "1200元", "养蜂", "边缘户"),
                 headings=headings)  # fmt: skip
    plan = desk.rosters.plan(path)
    lines = {(line.label, line.before, line.after) for line in
             change_lines(plan.differences, "zh_CN")}  # fmt: skip
    assert lines == {
        ("耕地面积", "", "3"), ("低保金", "", "1,200"), ("措施名称", "", "养蜂"),
        ("监测对象类型", "", "边缘易致贫户"),
    }  # fmt: skip
    assert plan.creations == []


def test_a_helper_that_would_be_new_is_listed_like_everything_else(
    desk: Desk, tmp_path: Path
) -> None:
    headings = ("户主", "本地户号", "帮扶责任人", "帮扶人电话", "帮扶单位")
    helper = ("周帮扶", "13911112222", "县农业局")
    rows = [("贺长青", "0163", *helper), ("新来户", None, *helper), ("何三才", "0165", *helper)]
    path = sheet(tmp_path, *rows, headings=headings)
    plan = desk.rosters.plan(path)
    assert ("helper", "周帮扶") in {(one.kind, one.name) for one in plan.creations}
    assert sum(one.kind == "helper" for one in plan.creations) == 1
    today = desk.clock.now().date().isoformat()
    told = {(line.row, line.entity, line.label, line.before, line.after) for line in
            change_lines(plan.differences, "zh_CN")}  # fmt: skip
    assert told >= {
        (2, "team_member", "姓名", "", "周帮扶"),
        (2, "team_member", "联系电话", "", "13911112222"),
        (2, "team_member", "单位", "", "县农业局"),
        (2, "pairing", "帮扶责任人", "", "周帮扶"),
        (2, "pairing", "帮扶开始时间", "", today),
    }
    desk.rosters.apply(plan)
    again = desk.rosters.plan(path)
    assert not any(one.kind == "helper" for one in again.creations)
    assert list(change_lines(again.differences, "zh_CN")) == []


def test_a_helper_whose_pairing_has_ended_is_paired_anew(desk: Desk, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, ("贺长青", "0163", "周帮扶"), headings=("户主", "本地户号", "帮扶责任人")
    )
    desk.rosters.take(path)
    home = desk.store.questions.numbered("0163")[0].uid
    (helper,) = desk.store.find(TeamMember, name="周帮扶")
    (first,) = desk.store.find(Pairing, household=home, team_member=helper.uid)
    ended = changed(Pairing, first.uid, end_date=desk.clock.now().date())
    desk.store.write(desk.registers.act("edit"), [ended])
    desk.rosters.take(path)
    again = desk.store.find(Pairing, household=home, team_member=helper.uid)
    assert [p.end_date is None for p in again] == [False, True]
    desk.rosters.take(path)
    assert len(desk.store.find(Pairing, household=home, team_member=helper.uid)) == 2


def test_an_offices_own_form_lists_no_household_that_has_ended(desk: Desk, tmp_path: Path) -> None:
    template = made.workbook(tmp_path / "form.xlsx", [("户主", "本地户号", "联系电话")])
    standing = desk.rosters.fill(template, tmp_path / "before.xlsx").rows
    home = desk.store.questions.numbered("0163")[0].uid
    desk.registers.set(home, {"status": "moved"})
    assert desk.rosters.fill(template, tmp_path / "after.xlsx").rows == standing - 1


def test_a_household_that_was_merged_is_not_revived_by_its_number_or_its_head(
    desk: Desk, tmp_path: Path
) -> None:
    day = desk.clock.now().date()
    survivor, other = (desk.store.questions.numbered(n)[0].uid for n in ("0251", "0277"))
    people = {m.uid: m for m in desk.store.find(Member, household=other)}
    ended = desk.store.get(Household, other)
    assert ended is not None
    head = people[ended.head_member or ""]
    HouseholdChanges(desk.registers).merge(survivor, other, day, {head.uid: "X1"})
    before = desk.store.state_digest()
    headings = ("户主", "本地户号", "户主证件号码", "耕地", "电话")
    named = ((head.name, head.id_number), (head.name, None), ("别人", None))
    rows = [(name, "0277", number, "3亩", "13911111111") for name, number in named]
    for place, row in enumerate(rows):
        path = made.workbook(tmp_path / f"{place}.xlsx", [headings, row])
        plan, done = desk.rosters.take(path)
        assert [p.code for p in plan.problems if p.code.endswith("ended")] == ["household_ended"]
        assert (plan.creations, plan.differences, done.undoable) == ([], [], False)
    assert desk.store.state_digest() == before


def test_a_household_that_moved_away_tells_more_of_itself_only_as_one_that_moved(
    desk: Desk, tmp_path: Path
) -> None:
    home = desk.store.questions.numbered("0163")[0].uid
    desk.registers.set(home, {"status": "moved"})
    headings = ("户主", "本地户号", "电话", "户状态")
    path = sheet(tmp_path, ("贺长青", "0163", "13911111111", "正常"), headings=headings)
    assert [p.code for p in desk.rosters.take(path)[0].problems] == ["household_ended"]
    path = sheet(tmp_path, ("贺长青", "0163", "13911111111", "迁出"), headings=headings)
    assert desk.rosters.take(path)[0].problems == []
    now = desk.store.get(Household, home)
    assert now is not None
    assert (now.status, now.phone) == ("moved", "13911111111")


def test_a_person_who_died_is_not_revived_by_a_sheet(desk: Desk, tmp_path: Path) -> None:
    home = desk.store.questions.numbered("0163")[0].uid
    person = next(m for m in desk.store.find(Member, household=home) if m.relation != "01")
    LifeEvents(desk.registers).death(person.uid, desk.clock.now().date())
    dead = desk.store.get(Member, person.uid)
    headings = ("户主", "本地户号", "姓名", "关系", "民族")
    path = sheet(tmp_path, ("贺长青", "0163", person.name, "其他", "土家族"), headings=headings)
    plan, _done = desk.rosters.take(path)
    assert "person_ended" in {p.code for p in plan.problems}
    assert desk.store.get(Member, person.uid) == dead


def test_a_county_takes_several_villages_and_a_team_only_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    own = desk.store.find(Village)[0].name
    rows = [(own, "甲户", 1), ("别村", "乙户", 1), ("又一村", "丙户", 1)]
    path = sheet(tmp_path, *rows, headings=("行政村", "户主", "人口"))
    team = Rosters(desk.registers, new_villages=False).plan(path)
    assert team.households.created == 1
    assert [p.row for p in team.problems if p.code == "other_village"] == [3, 4]
    asked = Rosters(desk.registers).plan(path, village="别村")
    assert asked.households.created == 1
    Rosters(desk.registers).take(path)
    assert {v.name for v in desk.store.find(Village)} == {own, "别村", "又一村"}


def test_a_new_household_is_made_with_its_head_wherever_that_row_stands(
    desk: Desk, tmp_path: Path
) -> None:
    headings = ("本地户号", "姓名", "与户主关系")
    rows = [("9001", "新乙", "妻"), ("9001", "新甲", "户主"), ("9002", "新丙", "长子")]
    desk.rosters.take(sheet(tmp_path, *rows, headings=headings))
    (first,), (second,) = map(desk.store.questions.numbered, ("9001", "9002"))
    (home,) = desk.store.find(Household, uid=first.uid)
    (head,) = desk.store.find(Member, household=first.uid, name="新甲")
    assert home.head_member == head.uid
    (headless,) = desk.store.find(Household, uid=second.uid)
    assert headless.head_member is None
