"""The change log is packed from the settings, as far as everybody has confirmed it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.clock import FixedClock
from fieldapp.services.desk import Desk
from tests.exchanging import carry, write
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.settings.packing_model import PackingModel
from ui.pages.settings.sections.packing import PackingPanel
from ui.workers.immediate import ImmediateRunner


def later(desk: Desk) -> Desk:
    """The same a year later."""
    return replace(desk, clock=FixedClock(desk.clock.now() + dt.timedelta(days=365)))


@pytest.fixture
def model(desks: TwoDesks, at_once: ImmediateRunner) -> PackingModel:
    return PackingModel(later(desks.county), at_once)


def test_it_names_whom_it_waits_for(
    qtbot: QtBot, model: PackingModel, desks: TwoDesks, tmp_path: Path
) -> None:
    panel = PackingPanel(model)
    put_on_screen(qtbot, panel)
    assert model.state.lines == (), "nothing is worked out before it is asked for"
    write(desks.county, phone="1")
    model.look()
    assert "条须等郑家村一号机确认，从未收到其数据包。" in words(panel)
    carry(desks, tmp_path)
    model.look()
    assert "条须等郑家村一号机确认，最近一次收到其数据包：" in words(panel)


def test_what_everybody_confirmed_is_packed_and_the_state_stays(
    qtbot: QtBot, model: PackingModel, desks: TwoDesks, tmp_path: Path
) -> None:
    for number in range(1200):
        write(desks.county, phone=str(number))
    carry(desks, tmp_path, back=True)
    carry(desks, tmp_path)
    before = desks.county.store.state_digest()
    panel = PackingPanel(model)
    put_on_screen(qtbot, panel)
    model.look()
    assert panel._pack.isVisible()
    with qtbot.waitSignal(model.said) as said:
        panel._pack.click()
    assert "已压缩" in said.args[0]()
    assert desks.county.store.state_digest() == before
    assert "已压缩" in words(panel)
    assert not panel._pack.isVisible()
