"""What waits in a household stands at its head as pills, and its team can be asked from there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.records import Question
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.forms.request import FormRequest
from ui.pages.household.matters import HomeMatters
from ui.pages.household.matters_line import MattersLine
from ui.widgets.chips import PillButton
from ui.workers.immediate import ImmediateRunner


def pills(line: MattersLine) -> list[PillButton]:
    return [pill for pill in line.findChildren(PillButton) if not pill.isHidden()]


def test_a_conflict_is_a_pill_that_leads_to_it(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    model = HomeMatters(desks.county, ImmediateRunner())
    line = MattersLine(model)
    put_on_screen(qtbot, line)
    wanted: list[tuple[str, str]] = []
    model.wanted.connect(lambda kind, uid: wanted.append((kind, uid)))
    uid = household_uid(desks.county.store, HOME)
    model.open(household_uid(desks.county.store, "0107"))
    model.load()
    assert pills(line) == []
    model.open(uid)
    model.load()
    qtbot.waitUntil(lambda: len(pills(line)) == 1)
    (pill,) = pills(line)
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert wanted == [("conflicts", uid)]


def test_a_question_about_the_household_is_put_down_in_a_form(
    qtbot: QtBot, desks: TwoDesks
) -> None:
    model = HomeMatters(desks.county, ImmediateRunner())
    line = MattersLine(model)
    put_on_screen(qtbot, line)
    uid = household_uid(desks.county.store, HOME)
    model.open(uid)
    wanted: list[FormRequest] = []
    model.form_wanted.connect(wanted.append)
    saved: list[object] = []
    model.saved.connect(saved.append)
    model.ask_form()
    (form,) = line.findChildren(FormDialog)
    assert form.isVisible()
    model.submit(wanted[0], {"about": "phone", "text": "哪个能打通？"})
    qtbot.waitUntil(lambda: not line.findChildren(FormDialog))
    (question,) = desks.county.store.find(Question)
    assert (question.about, question.text) == (f"household/{uid}/phone", "哪个能打通？")
    assert len(saved) == 1
    assert [matter.kind for matter in model.shown] == ["asked"]
