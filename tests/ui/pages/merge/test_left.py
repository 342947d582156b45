"""A removed household under which something was entered is decided about on the merge page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.records import Household, Visit
from tests.exchanging import HOME, carry, visited
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.around import ask_around
from ui.pages.merge.page import MergePage
from ui.pages.merge.view_model import MergeViewModel
from ui.widgets.buttons import QuietButton
from ui.workers.immediate import ImmediateRunner


@pytest.mark.parametrize(
    ("name", "stands", "visits"), [("恢复这户", True, 1), ("一并删除", False, 0)]
)
def test_the_line_names_what_waits_and_goes_once_it_is_decided(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, name: str, stands: bool, visits: int
) -> None:
    uid = household_uid(desks.county.store, HOME)
    model = MergeViewModel(desks.county, ImmediateRunner())
    page = MergePage(model)
    model.saved.connect(lambda _saved: page.refresh())
    put_on_screen(qtbot, page)
    page.refresh()
    assert not page.left.isVisible()
    desks.county.registers.remove(uid, "重复登记")
    seen = len(desks.county.store.find(Visit, household=uid))
    visited(desks.team)
    carry(desks, tmp_path)
    assert ask_around(desks.county).conflicts == 1, "the rail shows that something waits"
    page.refresh()
    qtbot.waitUntil(lambda: "贺长青 · 0163 · 郑家村：已被删除" in words(page))
    set_language("en")
    assert "while records were entered under it: Visit 1" in model.state.left[0].words
    (button,) = (one for one in page.left.findChildren(QuietButton) if one.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (desks.county.store.get(Household, uid) is not None) == stands
    assert len(desks.county.store.find(Visit, household=uid)) == seen + visits
    assert not page.left.isVisible()
    assert ask_around(desks.county).conflicts == 0
