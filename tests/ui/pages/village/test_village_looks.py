"""A masked number on the village page: asked with a reason, shown for a while, on record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.ports.store import created
from fieldapp.records import AccessEntry, Cadre
from fieldapp.services.desk import Desk
from ui.dialogs.value_dialog import ValueDialog
from ui.pages.village.page import VillagePage
from ui.pages.village.view_model import VillageViewModel
from ui.workers.immediate import ImmediateRunner


def test_alt_s_asks_for_the_reason_and_shows_a_cadres_number(
    qtbot: QtBot, desk: Desk, at_once: ImmediateRunner
) -> None:
    village = desk.store.questions.villages()[0].uid
    cadre = Cadre(uid=desk.ids.uid(), village=village, name="某村干部", phone="13800005678")
    desk.store.write(desk.registers.act("test"), [created(cadre)])
    model = VillageViewModel(desk, at_once)
    model.load()
    page = VillagePage(model)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    dialog = page.reveals.forms.dialog
    assert dialog is not None
    what = dialog.request.fields()[0].options
    wanted = next(one.value for one in what if cadre.uid in one.value)
    model.reveal.submit(dialog.request, {"what": wanted, "reason": "check"})
    (shown,) = page.findChildren(ValueDialog)
    assert "13800005678" in [label.text() for label in shown.findChildren(QLabel)]
    shown.accept()
    assert [entry.what for entry in desk.store.find(AccessEntry)] == ["cadre/phone"]
