"""What the checks find in the household that is open: counted at the top, explained in its tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.ports.store import changed
from fieldapp.records import Household, Member
from fieldapp.services.desk import Desk
from tests import factories
from tests.register_village import household_uid
from ui.findings.home_list import HomeFindingsList
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def home(desk: Desk) -> str:
    """A household whose head has a damaged ID number."""
    uid = household_uid(desk.store, "0163")
    found = desk.store.get(Household, uid)
    assert found is not None
    assert found.head_member is not None
    damaged = changed(Member, found.head_member, id_type="01", id_number="4.2E+17")
    desk.store.write(factories.act(), [damaged])
    return uid


def opened(qtbot: QtBot, desk: Desk, home: str) -> tuple[HouseholdPage, HouseholdViewModel]:
    model = HouseholdViewModel(desk, ImmediateRunner())
    model.open(home)
    page = HouseholdPage(model)
    qtbot.addWidget(page)
    page.resize(1190, 680)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, model


def test_the_count_at_the_top_leads_to_the_findings(qtbot: QtBot, desk: Desk, home: str) -> None:
    page, model = opened(qtbot, desk, home)
    count = model.findings.waiting
    assert count > 0
    assert page.problems.isVisible()
    assert page.problems.text().startswith(str(count))
    QTest.mouseClick(page.problems, Qt.MouseButton.LeftButton)
    shown = page.findChild(HomeFindingsList)
    assert shown is not None
    assert shown.isVisible()
    assert "V-ID6" in [line.rule for line in model.findings.lines]


def test_a_finding_is_explained_where_it_is_read(qtbot: QtBot, desk: Desk, home: str) -> None:
    page, model = opened(qtbot, desk, home)
    page._show_findings()
    shown = page.findChild(HomeFindingsList)
    assert shown is not None
    before = model.findings.waiting
    place = next(line.place for line in model.findings.lines if line.rule == "V-ID6")
    shown.table.go_to(place)
    shown.pane.words.setPlainText("派出所正在补办")
    with qtbot.waitSignal(model.saved):
        QTest.keyClick(shown.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert model.findings.waiting == before - 1
    last = model.findings.lines[-1]
    assert (last.rule, last.severity, last.tone) == ("V-ID6", "已说明", "quiet")
    model.findings.look_at(last.place)
    assert model.findings.reading is not None
    assert model.findings.reading.explained
    with qtbot.waitSignal(model.saved):
        model.findings.withdraw()
    assert model.findings.waiting == before


def test_another_household_begins_without_the_findings_of_the_last(
    qtbot: QtBot, desk: Desk, home: str
) -> None:
    _page, model = opened(qtbot, desk, home)
    model.findings.open("another")
    assert model.findings.lines == ()
    assert model.findings.reading is None
