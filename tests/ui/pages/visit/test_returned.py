"""Whoever records a visit sees what the county sent back of that household."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fieldapp.services.reviewing import Reviewing
from tests.exchanging import HOME, carry, visited
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.visit.page import VisitPage
from ui.pages.visit.returned import ReturnedBanner
from ui.pages.visit.view_model import VisitViewModel
from ui.workers.immediate import ImmediateRunner

SAID = "县办退回：次日安排写清楚"


def opened(qtbot: QtBot, runner: ImmediateRunner, desks: TwoDesks) -> VisitPage:
    team = desks.team
    model = VisitViewModel(team.visits, runner, team.profile.author, team.attachments)
    page = VisitPage(model)
    put_on_screen(qtbot, page)
    model.open(household_uid(team.store, HOME))
    return page


def test_a_returned_visit_stands_above_the_form_until_it_is_put_right(
    qtbot: QtBot, at_once: ImmediateRunner, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = visited(desks.team)
    carry(desks, tmp_path)
    Reviewing(desks.county.registers).send_back(uid, "次日安排写清楚")
    carry(desks, tmp_path, back=True)
    page = opened(qtbot, at_once, desks)
    assert SAID in words(page)
    (banner,) = page.findChildren(ReturnedBanner)
    (button,) = banner.findChildren(QAbstractButton)
    with qtbot.waitSignal(banner.model.wanted):
        button.click()
    Reviewing(desks.team.registers).correct(uid, {}, "已补")
    assert SAID not in words(opened(qtbot, at_once, desks))
