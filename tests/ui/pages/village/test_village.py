"""The village page over a real store."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import created
from fieldapp.records import (
    CoverageMeasure,
    Meeting,
    Member,
    PublicNotice,
    Training,
    Village,
    VillageYear,
)
from fieldapp.records.declare import entity_named, fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.notices import notice_rows
from fieldapp.services.records import Records
from tests.exchanging import carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.pages.village.page import VillagePage
from ui.pages.village.sections.figures import Audit, Coverages, Profile
from ui.pages.village.sections.places import Sketch
from ui.pages.village.view_model import VillageViewModel
from ui.recordbook.layouts import LAYOUTS, YEAR_SECTIONS
from ui.recordbook.panel import RecordDesk, RecordPair
from ui.recordbook.tab import LateTab
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import ThreadRunner

CONFLICT = "这些数字里有 1 处分歧待定"
PROFILE, PLACES, COVERAGES, MEETINGS, TRAINING, _TEAM, NOTICES, LINES, AUDIT = range(9)
PartT = TypeVar("PartT", bound=QWidget)


@pytest.fixture
def village(desk: Desk) -> str:
    return desk.store.questions.villages()[0].uid


@pytest.fixture
def records(desk: Desk) -> Records:
    return Records(desk.registers)


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> VillageViewModel:
    made = VillageViewModel(desk, at_once)
    made.load()
    return made


@pytest.fixture
def page(qtbot: QtBot, model: VillageViewModel) -> VillagePage:
    made = VillagePage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def subject(page: VillagePage, place: int, kind: type[PartT]) -> PartT:
    """Bring a subject to the front and take the part of that kind out of it."""
    page.tabs.setCurrentIndex(place)
    held = page.tabs.widget(place)
    assert held is not None
    tabs = [held, *held.findChildren(LateTab)]
    insides = [tab.inside for tab in tabs if isinstance(tab, LateTab)]
    return next(inside for inside in insides if isinstance(inside, kind))


def form(page: VillagePage, model: VillageViewModel, entity: str, owner: str = "") -> FormDialog:
    model.book.ask_form(entity, "", owner)
    assert page.forms.dialog is not None
    return page.forms.dialog


def fill(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        dialog.form.editor(key).show(value)
        dialog.form.editor(key).changed.emit()


def words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def test_the_village_is_there_the_first_time_the_page_is_opened(
    qtbot: QtBot, desk: Desk, village: str, records: Records
) -> None:
    records.add("village_year", village, {"year": 2015, "households_total": 384})
    runner = ThreadRunner()  # which village it is becomes known only after the page is shown
    fresh = VillageViewModel(desk, runner)
    opened = VillagePage(fresh)
    qtbot.addWidget(opened)
    opened.show()
    opened.refresh()
    qtbot.waitUntil(lambda: "village_year" in fresh.book.state.rows)
    runner.stop()


def test_the_heading_counts_what_the_register_holds(page: VillagePage, desk: Desk) -> None:
    people = desk.store.questions.stats().total.persons
    assert {"郑家村", f"水月寺镇 · 5组 · 24 户 · {people} 人"} <= words(page)
    assert not page.villages.isVisible()


def test_years_stand_side_by_side_with_their_changes(
    page: VillagePage, model: VillageViewModel, records: Records, village: str
) -> None:
    for year, people in ((2013, 1200), (2014, 1250), (2015, 1279)):
        records.add("village_year", village, {"year": year, "people_total": people})
    page.refresh()
    profile = subject(page, PROFILE, Profile)
    rows = {row.label: row for row in model.state.profile.rows}
    assert model.state.profile.years == ("2015", "2014", "2013")
    assert rows["总人口数 (人)"].cells == ("1279", "1250", "1200")
    assert rows["总人口数 (人)"].marks == ("↑ 29", "↑ 50", "")
    assert profile.years.current_uid()


def test_every_declared_figure_of_a_year_has_its_place_in_the_form() -> None:
    placed = [name for _title, names in YEAR_SECTIONS for name in names]
    assert sorted(placed) == sorted(set(fields_of(VillageYear)) - {"village"})


@pytest.mark.parametrize("entity", sorted(LAYOUTS))
def test_every_list_and_form_names_declared_fields(entity: str) -> None:
    layout = LAYOUTS[entity]
    named = {shown.field for shown in layout.columns if not shown.field.startswith("@")}
    named |= {name for _title, names in layout.sections for name in names}
    assert named <= set(entity_named(entity).fields)
    if layout.newest_by:
        assert layout.newest_by in entity_named(entity).fields


def test_a_figure_that_contradicts_another_is_said_and_saved(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, desk: Desk
) -> None:
    dialog = form(page, model, "village_year")
    fill(dialog, year=2015, people_total=100, women=101)
    dialog.form.left.emit()
    assert "错误：2015年“妇女人口数”为101，大于“总人口数”100" in words(dialog)
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    assert desk.store.find(VillageYear)[0].women == 101


def test_a_coverage_is_worked_out_and_drawn_over_time(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, records: Records, village: str
) -> None:
    records.add("coverage_measure", village, {
        "date": "2015-01-05", "kind": "network", "numerator": 6, "denominator": 24, "unit": "户",
    })  # fmt: skip
    part = subject(page, COVERAGES, Coverages)
    dialog = form(page, model, "coverage_measure")
    fill(dialog, kind="network", numerator=Decimal(30), denominator=Decimal(24), unit="户")
    dialog.form.left.emit()
    assert "错误：2015-11-25的覆盖率为30/24，超过全部" in words(dialog)
    fill(dialog, numerator=Decimal(12))
    assert "覆盖率：50.0%" in words(dialog)
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    (line,) = model.state.shares
    assert [share for _day, share in line.points] == [25.0, 50.0]
    assert (line.newest, line.detail) == ("50.0 %", "12 / 24 户")
    assert part.lines.accessibleDescription() == "网络覆盖 50.0 % (12 / 24 户)"


def test_a_meeting_has_its_decisions_below_it(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, desk: Desk
) -> None:
    part = subject(page, MEETINGS, RecordPair)
    dialog = form(page, model, "meeting")
    fill(dialog, attendees=("王芳", "陈刚", "郑光明"), agenda=("models", "medical"))
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    (meeting,) = desk.store.find(Meeting)
    assert meeting.attendees == ("王芳", "陈刚", "郑光明")
    assert part.below.table.model().rowCount() == 0
    add = next(b for b in part.below.findChildren(QAbstractButton) if b.text() == "新增")
    add.click()
    assert page.forms.dialog is not None
    fill(page.forms.dialog, text="修路", due=dt.date(2015, 1, 1), state="done")
    assert {"完成期限早于会议日期", "决定已办的，要填办结日期"} <= words(page.forms.dialog)
    fill(page.forms.dialog, due=dt.date(2015, 12, 1), state="open")
    with qtbot.waitSignal(model.saved):
        page.forms.dialog.submit()
    assert part.below.table.model().rowCount() == 1


def test_people_of_the_village_attend_a_course(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, desk: Desk
) -> None:
    part = subject(page, TRAINING, RecordDesk)
    dialog = form(page, model, "training")
    home = household_uid(desk.store, "0163")
    there = tuple(member.uid for member in desk.store.find(Member, household=home)[:2])
    fill(dialog, title="养蜂", attendees=there)
    assert dialog.form.editor("count").value() == 2
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    assert desk.store.find(Training)[0].attendees == there
    assert any("贺长青" in text for text in words(part.reader))


def test_a_notice_is_made_from_the_register_with_masked_names_and_nothing_sensitive(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, desk: Desk, village: str
) -> None:
    subject(page, NOTICES, RecordDesk)
    dialog = form(page, model, "public_notice")
    fill(dialog, title="红卡黄卡公示", kind="card", from_date=dt.date(2015, 11, 1))
    fill(dialog, to_date=dt.date(2015, 11, 5))
    assert {"公示5天", "公示5天，至少应公示7天"} <= words(dialog)
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    (notice,) = desk.store.find(PublicNotice)
    assert notice.rows is not None
    assert "0163 3组 贺*青 3人 红卡" in notice.rows
    assert len(notice.rows) == 15
    whole = "".join(notice.rows)
    assert "贺长青" not in whole
    assert "999900" not in whole


def test_help_for_illness_is_never_announced(desk: Desk, records: Records, village: str) -> None:
    home = household_uid(desk.store, "0163")
    records.add("benefit", home, {"type": "outpatient_help", "amount": 300, "year": 2015})
    records.add("benefit", home, {"type": "planting_subsidy", "amount": 3000, "year": 2015})
    assert notice_rows(desk.registers, village, "benefit") == ["0163 3组 贺*青 3人 种植补贴 3000元"]


def test_a_household_is_opened_from_the_sketch(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel, desk: Desk
) -> None:
    home = household_uid(desk.store, "0163")
    desk.registers.set(home, {"altitude_m": 1130})
    part = subject(page, PLACES, Sketch)
    state = model.sketch
    mark = next(spot for spot in state.spots if spot.key == home)
    assert (state.columns[mark.column], mark.height, mark.tone) == ("3组", 1130, "red")
    assert "贺长青" in mark.words
    place = next(point for point, spot in part.marks._places if spot.key == home)
    assert part.marks.spot_at(QPointF(place.x() + 2, place.y())) == mark
    with qtbot.waitSignal(model.household_wanted) as told:
        part.marks.pressed.emit(mark.key)
    assert told.args == [home]


def test_declared_figures_stand_beside_those_counted(
    page: VillagePage, model: VillageViewModel, records: Records, village: str
) -> None:
    records.add("village_year", village, {
        "year": 2015, "households_total": 30, "people_total": 79, "poor_households": 10,
        "general_households": 9,
    })  # fmt: skip
    part = subject(page, AUDIT, Audit)
    rows = {row.id: row for row in model.audited}
    assert (rows["A3"].declared, rows["A3"].computed, rows["A3"].difference) == ("30", "19", "-11")
    assert rows["A3"].result == "矛盾"
    assert part.list.table.model().rowCount() == len(rows)


def test_another_village_is_chosen(
    qtbot: QtBot, desk: Desk, at_once: ImmediateRunner, records: Records
) -> None:
    other = Village(uid=desk.ids.uid(), name="别的村")
    day = CoverageMeasure(uid=desk.ids.uid(), village=other.uid, date=dt.date(2015, 1, 1))
    desk.store.write(desk.registers.act("test"), [created(other), created(day)])
    model = VillageViewModel(desk, at_once)
    model.load()
    made = VillagePage(model)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert made.villages.isVisible()
    made.tabs.setCurrentIndex(COVERAGES)
    made.villages.choose(other.uid)
    assert model.state.name == "别的村"
    assert len(model.book.state.rows["coverage_measure"]) == 1


def test_the_page_speaks_english(qtbot: QtBot, model: VillageViewModel) -> None:
    set_language("en")
    made = VillagePage(model)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    for place in range(made.tabs.count()):
        made.tabs.setCurrentIndex(place)
        buttons = [b for b in made.findChildren(QAbstractButton) if b.isVisible()]
        assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
    assert {"Declared and counted", "The arithmetic", "Nothing is declared yet."} <= words(made)


def test_the_figures_say_how_many_open_conflicts_are_in_them(
    qtbot: QtBot, at_once: ImmediateRunner, desks: TwoDesks, tmp_path: Path
) -> None:
    model = VillageViewModel(desks.county, at_once)
    page = VillagePage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    assert not page.conflicts.isVisible()
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    page.refresh()
    assert page.conflicts.text() == CONFLICT
    with qtbot.waitSignal(model.conflicts_wanted) as wanted:
        QTest.mouseClick(page.conflicts, Qt.MouseButton.LeftButton)
    assert wanted.args == [model.state.village]


def test_ctrl_p_prints_the_sheet_of_meetings_and_of_notices_alone(
    qtbot: QtBot, page: VillagePage, model: VillageViewModel
) -> None:
    wanted: list[str] = []
    model.sheet_wanted.connect(wanted.append)
    for place in (MEETINGS, LINES, NOTICES):
        page.tabs.setCurrentIndex(place)
        QTest.keyClick(page.tabs, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wanted == ["meeting", "notice"])
