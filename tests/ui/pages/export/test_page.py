"""The register is written through the page: choices, the open errors before, where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import FieldappError
from fieldapp.ports.store import changed
from fieldapp.records import Member
from fieldapp.services.desk import Desk
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.register_village import open_village
from tests.ui.screen import put_on_screen, words
from ui.pages.export.page import ExportPage
from ui.pages.export.view_model import ExportViewModel
from ui.widgets.buttons import HintButton
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import ThreadRunner


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened_desk = open_village(tmp_path / "w")
    yield opened_desk
    opened_desk.store.close()


def opened(qtbot: QtBot, desk: Desk) -> tuple[ExportPage, ExportViewModel]:
    model = ExportViewModel(desk, ImmediateRunner())
    page = ExportPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


def button(page: QWidget, name: str) -> HintButton:
    (found,) = (b for b in page.findChildren(HintButton) if b.isVisible() and b.text() == name)
    return found


def press(page: QWidget, name: str) -> None:
    found = button(page, name)
    assert found.isEnabled(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def choose_file(page: QWidget, file: Path) -> None:
    (dialog,) = (one for one in page.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(file))
    dialog.close()


def accept(page: QWidget, model: ExportViewModel, target: Path) -> None:
    """Write to ``target``, whatever stands open."""
    press(page, "导出文件…")
    choose_file(page, target)
    if model.state.errors:
        press(page, "仍然导出")


def test_the_roster_is_written_and_said_where_it_lies(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    accept(page, model, tmp_path / "花名册.xlsx")
    assert (tmp_path / "花名册.xlsx").exists()
    people = len(desk.store.find(Member))
    assert f"已导出：{tmp_path / '花名册.xlsx'}" in words(page)
    assert f"共 {people} 行" in words(page)
    assert button(page, "打开所在文件夹").isEnabled()
    assert model.folder == tmp_path


def test_open_errors_are_told_before_anything_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    person = next(m for m in desk.store.find(Member) if m.id_number)
    act = desk.registers.act("test")
    desk.store.write(act, [changed(Member, person.uid, id_number="110105194912310021")])
    page, model = opened(qtbot, desk)
    asked: list[bool] = []
    model.checks_wanted.connect(lambda: asked.append(True))
    press(page, "导出文件…")
    choose_file(page, tmp_path / "r.xlsx")
    assert "V-ID2 1" in words(page)
    assert not (tmp_path / "r.xlsx").exists()
    press(page, "逐条查看")
    assert asked == [True]
    press(page, "仍然导出")
    assert (tmp_path / "r.xlsx").exists()
    assert "V-ID2" not in words(page)


def test_the_whole_register_offers_no_masks(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page, model = opened(qtbot, desk)
    model.choose_level("public")
    assert model.state.file_name == "花名册-公开.xlsx"
    page.kinds.switch(1)
    assert (model.state.kind, model.state.level, model.state.masks) == ("register", "full", False)
    assert not page.levels.isEnabled()
    accept(page, model, tmp_path / "all.xlsx")
    assert (tmp_path / "all.xlsx").exists()


def test_a_form_is_asked_for_before_it_can_be_filled(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    page.kinds.switch(2)
    assert not button(page, "导出文件…").isEnabled()
    form = made.workbook(tmp_path / "表样.xlsx", [("户主姓名", "户联系电话", "谁也不懂的一列")])
    press(page, "选择表样…")
    choose_file(page, form)
    assert model.state.template == "表样.xlsx"
    accept(page, model, tmp_path / "out.xlsx")
    assert "有 1 列无法识别，保持原样：谁也不懂的一列" in words(page)


def test_a_file_that_is_no_form_is_refused_and_another_can_be_chosen(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desk)
    failures: list[FieldappError] = []
    model.failed.connect(failures.append)
    page.kinds.switch(2)
    model.choose_template(made.workbook(tmp_path / "x.xlsx", [("一", "二"), ("三", "四")]))
    accept(page, model, tmp_path / "out.xlsx")
    assert [failure.code for failure in failures] == ["no_heading_row"]
    assert button(page, "导出文件…").isEnabled()
    assert not (tmp_path / "out.xlsx").exists()


def test_another_choice_forgets_the_file_that_waited(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    person = next(m for m in desk.store.find(Member) if m.id_number)
    act = desk.registers.act("test")
    desk.store.write(act, [changed(Member, person.uid, id_number="110105194912310021")])
    page, model = opened(qtbot, desk)
    model.write_to(tmp_path / "r.xlsx")
    assert model.state.errors
    page.levels.switch(2)
    assert not model.state.errors
    model.write_nevertheless()
    assert not (tmp_path / "r.xlsx").exists()


def test_writing_can_be_stopped(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    runner = ThreadRunner()
    model = ExportViewModel(desk, runner)
    model.write_to(tmp_path / "r.xlsx")
    model.work.cancel()
    qtbot.waitUntil(lambda: not model.state.work)
    assert not (tmp_path / "r.xlsx").exists()
    assert not model.state.written
    runner.stop()
