"""Both sides of the exchange, through the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from tests.two_desks import TwoDesks, telephone
from tests.ui.screen import put_on_screen, words
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.sections.starting_file import StartingFileDialog
from ui.pages.exchange.sticks import Stick
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.widgets.buttons import HintButton
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Stick("KINGSTON", folder, 1 << 30)


def opened(
    qtbot: QtBot, desk: Desk, *sticks: Stick, failures: list[object] | None = None
) -> tuple[ExchangePage, ExchangeViewModel]:
    model = ExchangeViewModel(desk, ImmediateRunner(), lambda: sticks)
    model.failed.connect((failures if failures is not None else []).append)
    page = ExchangePage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


def press(page: QWidget, name: str) -> None:
    found = [b for b in page.findChildren(HintButton) if b.isVisible() and b.text() == name]
    assert found, name
    assert found[0].isEnabled(), name
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_changes_go_to_the_county_and_come_back_confirmed(
    qtbot: QtBot, desks: TwoDesks, stick: Stick
) -> None:
    telephone(desks.team, "0163", "13900000001")
    telephone(desks.team, "0107", "13900000002")
    team_page, team = opened(qtbot, desks.team, stick)
    qtbot.waitUntil(lambda: "2 条新记录、2 户" in words(team_page))
    press(team_page, "做交换包")
    safe = [team.state.safe]
    assert "可以拔出" not in words(team_page)
    press(team_page, "写到 U 盘")
    safe.append(team.state.safe)
    assert safe == [False, True]
    qtbot.waitUntil(lambda: "可以拔出" in words(team_page))
    qtbot.waitUntil(lambda: team.state.check_code in words(team_page))

    county_page, county = opened(qtbot, desks.county, stick)
    with qtbot.waitSignal(county.imports.merged):
        county_page.ask_bundles()
        dialog = county_page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.filesSelected.emit([str(path) for path in stick.folder.glob("*.fsync")])
        dialog.close()
        assert county.state.bringing is not None
        assert [row.changes for row in county.state.bringing.rows] == [2]
        press(county_page, "并入")
    assert desks.county.store.questions.numbered("0163")
    assert desks.county.store.state_digest() == desks.team.store.state_digest()
    press(county_page, "回到台账")
    press(county_page, "做交换包")
    press(county_page, "写到 U 盘")

    team.imports.preview(stick.folder.glob("*.fsync"))
    team.imports.merge()
    team.imports.dismiss()
    qtbot.waitUntil(lambda: "县办已全部确认" in words(team_page))
    assert team.state.ledger[-1].place == 4
    assert team.state.ledger[-1].places == ("本机", "U 盘", "收到", "并入")


def test_a_held_bundle_is_told_with_its_reason(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desks.county)
    broken = tmp_path / "broken.fsync"
    broken.write_bytes(b"FSYNC1\n123")
    model.imports.preview([broken])
    assert model.state.bringing is not None
    assert not model.state.bringing.can_merge
    qtbot.waitUntil(lambda: "broken.fsync" in words(page))
    qtbot.waitUntil(lambda: "没有合并任何数据" in words(page))


def test_a_stick_that_fails_is_reported_and_never_called_safe(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    failures: list[object] = []
    telephone(desks.team, "0163", "13900000001")
    gone = Stick("gone", tmp_path / "gone", 0)
    page, model = opened(qtbot, desks.team, gone, failures=failures)
    model.make()
    model.carry()
    assert [str(failure) for failure in failures] == ["drive_gone"]
    assert not model.state.safe
    assert "可以拔出" not in words(page)


def test_another_folder_or_bundle_is_not_safe_because_the_last_one_was(
    qtbot: QtBot, desks: TwoDesks, stick: Stick, tmp_path: Path
) -> None:
    telephone(desks.team, "0163", "13900000001")
    _page, model = opened(qtbot, desks.team, stick)
    model.make()
    model.carry()
    safe = [model.state.safe]
    model.targets.add_folder(tmp_path)
    safe.append(model.state.safe)
    assert safe == [True, False]


def test_the_county_writes_a_starting_file(qtbot: QtBot, desks: TwoDesks, tmp_path: Path) -> None:
    page, model = opened(qtbot, desks.county)
    press(page, "新电脑…")
    dialog = page.findChild(StartingFileDialog)
    assert isinstance(dialog, StartingFileDialog)
    asked: list[object] = []
    dialog.wanted.connect(lambda *wanted: asked.append(wanted))
    press(dialog, "保存起始文件…")
    qtbot.waitUntil(lambda: "口令至少 8 个字符" in words(dialog))
    dialog.name.set_value("郑家村二号机")
    for field in (dialog.passphrase, dialog.again):
        field.setText("another passphrase")
    press(dialog, "保存起始文件…")
    assert asked == [(("郑家村",), "郑家村二号机", "another passphrase")]
    for where in dialog.findChildren(QFileDialog):
        where.fileSelected.emit(str(tmp_path / "second.fstart"))
        where.close()
    assert (tmp_path / "second.fstart").is_file()
    assert [row.name for row in model.state.devices] == ["郑家村一号机", "郑家村二号机"]
    assert not dialog.isVisible()


def test_the_page_speaks_both_languages_with_the_same_model(qtbot: QtBot, desks: TwoDesks) -> None:
    _page, model = opened(qtbot, desks.team)
    set_language("en")
    again = ExchangePage(model)
    qtbot.addWidget(again)
    again.show()
    again.refresh()
    qtbot.waitUntil(lambda: "No bundle from the county has been imported yet." in words(again))
    assert "County key" in again.status_hints()


def test_the_county_page_shows_no_window_of_its_own_while_it_is_made(
    qtbot: QtBot, desks: TwoDesks
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = {widget for widget in app.topLevelWidgets() if widget.isVisible()}
    shown: list[object] = []
    watch = Watch(shown)
    app.installEventFilter(watch)
    page = ExchangePage(ExchangeViewModel(desks.county, ImmediateRunner(), tuple))
    qtbot.addWidget(page)
    app.removeEventFilter(watch)
    assert shown == []
    assert {widget for widget in app.topLevelWidgets() if widget.isVisible()} == before


class Watch(QObject):
    """Notes every window that comes up."""

    def __init__(self, shown: list[object]) -> None:
        super().__init__()
        self._shown = shown

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._shown.append(watched)
        return False


def test_a_bundle_that_only_confirms_has_arrived_once_it_lies_on_the_stick(
    qtbot: QtBot, desks: TwoDesks, stick: Stick
) -> None:
    page, model = opened(qtbot, desks.county, stick)
    press(page, "做交换包")
    press(page, "写到 U 盘")
    line = model.state.ledger[0]
    assert line.changes == 0
    assert line.place == len(line.places) == 2


def test_the_keys_go_to_the_bundles_that_are_looked_at(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, "0163", "13900000001")
    bundle = desks.team.exchange.export(tmp_path).file
    page, model = opened(qtbot, desks.county)
    model.imports.preview([bundle])
    qtbot.waitUntil(lambda: model.imports.bringing is not None)
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "要导入的包"
