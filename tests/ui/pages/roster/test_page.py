"""A roster is taken in through the page: columns, what would change, the act, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.register_village import open_village
from ui.navigation.intents import Saved
from ui.pages.roster.page import RosterPage
from ui.pages.roster.view_model import RosterViewModel
from ui.widgets.buttons import HintButton
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import ThreadRunner

HEADINGS = ("户主", "本地户号", "电话", "耕地总面积(亩)", "手记")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened_desk = open_village(tmp_path / "w")
    yield opened_desk
    opened_desk.store.close()


def sheet(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    listed = rows or (("贺长青", "0163", "13911111111", "3.5亩", "甲"),
                      ("新来户", None, "138", "5", "乙"))  # fmt: skip
    return made.workbook(tmp_path / "农户台账.xlsx", [HEADINGS, *listed])


def opened(qtbot: QtBot, desk: Desk) -> tuple[RosterPage, RosterViewModel]:
    model = RosterViewModel(desk, ImmediateRunner())
    page = RosterPage(model)
    qtbot.addWidget(page)
    page.resize(1190, 712)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, model


def press(page: QWidget, name: str) -> None:
    (found,) = (b for b in page.findChildren(HintButton) if b.isVisible() and b.text() == name)
    assert found.isEnabled(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_file_is_chosen_and_its_columns_are_shown(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    press(page, "选择花名册…")
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(sheet(tmp_path)))
    dialog.close()
    lines = {line.heading: line for line in model.state.columns}
    assert lines["电话"].fills == "户联系电话"
    assert lines["电话"].standing == "已识别"
    assert lines["耕地总面积(亩)"].standing == "是“耕地面积”吗？"
    assert model.state.asking == "有 1 列待您确认"
    assert "“耕地总面积(亩)”与“耕地面积”相近" in words(page)


def test_a_likeness_is_asked_about_and_the_answer_is_kept(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    model.open(sheet(tmp_path))
    press(page, "是这一项")
    lines = {line.heading: line for line in model.state.columns}
    assert (lines["耕地总面积(亩)"].fills, model.state.asking) == ("耕地面积", "")
    model.compare()
    model.start_over()
    model.open(sheet(tmp_path))
    again = {line.heading: line for line in model.state.columns}
    assert again["耕地总面积(亩)"].standing == "按您的选择"
    model.columns.pick("耕地总面积(亩)")
    press(page, "按自动识别")
    assert model.state.asking == "有 1 列待您确认"


def test_a_column_is_given_a_field_or_left_out_by_hand(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    model.open(sheet(tmp_path))
    model.columns.pick("手记")
    field = page.columns._field
    field.setFocus()
    QTest.keyClicks(field, "beizhu")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    lines = {line.heading: line for line in model.state.columns}
    assert (lines["手记"].fills, lines["手记"].standing) == ("备注", "按您的选择")
    model.columns.pick("电话")
    press(page, "不读这一列")
    lines = {line.heading: line for line in model.state.columns}
    assert lines["电话"].standing == "按您的选择不读"


def test_nothing_is_written_before_it_was_seen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = desk.store.state_digest()
    page, model = opened(qtbot, desk)
    model.open(sheet(tmp_path))
    press(page, "查看将有哪些变化")
    assert desk.store.state_digest() == before
    (line,) = model.state.lines
    assert (line.row, line.who, line.what) == (2, "贺长青", "户联系电话")
    assert line.detail.endswith("→ 13911111111")
    model.show_list("created")
    assert [line.who for line in model.state.lines] == ["新来户", "新来户"]
    model.show_list("noted")
    assert (3, "电话") in {(line.row, line.who) for line in model.state.lines}
    press(page, "返回列对照")
    assert model.state.stage == "columns"


def test_the_roster_is_taken_in_and_taken_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = desk.store.state_digest()
    page, model = opened(qtbot, desk)
    saved: list[Saved] = []
    model.saved.connect(saved.append)
    taken_back: list[Done] = []
    model.taken_back.connect(lambda done, _back: taken_back.append(done))
    model.open(sheet(tmp_path))
    model.compare()
    press(page, "正式导入")
    assert desk.store.state_digest() != before
    assert "新增 1 户" in words(page)
    assert [(one.notice(), one.done.undoable) for one in saved] == [("已导入花名册", True)]
    press(page, "撤销导入")
    assert desk.store.state_digest() == before
    assert "登记恢复原样" in words(page)
    assert taken_back == [saved[0].done]
    wanted: list[bool] = []
    model.list_wanted.connect(lambda: wanted.append(True))
    press(page, "查看农户")
    assert wanted == [True]


def test_what_is_undone_and_done_again_elsewhere_is_said_here(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    saved: list[Saved] = []
    model.saved.connect(saved.append)
    model.open(sheet(tmp_path))
    model.compare()
    model.write()
    back = desk.registers.undo(saved[0].done)
    model.was_undone(saved[0].done, back)
    assert "登记恢复原样" in words(page)
    model.was_redone(back, desk.registers.undo(back))
    assert "花名册已导入" in words(page)
    model.was_undone(back, Done())
    assert "花名册已导入" in words(page)


def test_numbers_of_people_are_masked_among_the_columns(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    model.open(made.national_export(tmp_path / "n.xlsx"))
    (line,) = [line for line in model.state.columns if line.heading == "证件号码"]
    assert line.samples.startswith("999900********")
    assert page.isVisible()


def test_a_roster_without_news_cannot_be_written(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page, model = opened(qtbot, desk)
    desk.rosters.export(tmp_path / "own.xlsx")
    model.open(tmp_path / "own.xlsx")
    model.compare()
    assert not model.state.changes_something
    assert "已全部有了" in words(page)
    assert not page._write.isEnabled()


def test_a_file_that_is_no_roster_is_told_and_the_page_waits_for_another(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, desk)
    failures: list[FieldappError] = []
    model.failed.connect(failures.append)
    model.open(made.workbook(tmp_path / "x.xlsx", [("一", "二"), ("三", "四")]))
    assert [failure.code for failure in failures] == ["no_heading_row"]
    assert model.state.stage == "choose"


def test_without_the_name_column_the_columns_stay_as_they_were(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, desk)
    failures: list[FieldappError] = []
    model.failed.connect(failures.append)
    model.open(sheet(tmp_path))
    model.columns.pick("户主")
    model.columns.decide("")
    assert [failure.code for failure in failures] == ["nobody_named"]
    assert {line.heading: line.fills for line in model.state.columns}["户主"] == "户主姓名"


def test_writing_can_be_stopped(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    runner = ThreadRunner()
    model = RosterViewModel(desk, runner)
    rows = [(f"新来{number}", None, None, "3", "") for number in range(400)]
    with qtbot.waitSignal(model.changed, check_params_cb=lambda: bool(model.state.columns)):
        model.open(sheet(tmp_path, *rows))
    qtbot.waitUntil(lambda: model.state.stage == "columns")
    model.compare()
    qtbot.waitUntil(lambda: model.state.stage == "trial")
    before = desk.store.state_digest()
    model.write()
    model.work.cancel()
    qtbot.waitUntil(lambda: not model.state.work)
    assert model.state.stage == "trial"
    assert desk.store.state_digest() == before
    runner.stop()


def test_the_page_speaks_both_languages_with_the_same_model(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, desk)
    model.open(sheet(tmp_path))
    set_language("en")
    again = RosterPage(model)
    qtbot.addWidget(again)
    again.show()
    assert model.state.asking == "1 column waits for your answer"
    assert {line.heading: line.fills for line in model.state.columns}["电话"] == "Household phone"
