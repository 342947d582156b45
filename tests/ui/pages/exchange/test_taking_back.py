"""A merge of the ledger is looked at and taken back as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.services.profile import ledger
from tests.exchanging import carry, visited, write
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def page(qtbot: QtBot, at_once: ImmediateRunner, desks: TwoDesks, tmp_path: Path) -> ExchangePage:
    """The county's, after a merge, with the cursor on it."""
    write(desks.team, phone="13900000001")
    visited(desks.team)
    carry(desks, tmp_path)
    made = ExchangePage(ExchangeViewModel(desks.county, at_once, lambda: ()))
    put_on_screen(qtbot, made)
    made.refresh()
    (line,) = [line for line in ledger(desks.county.store) if line.brought]
    made.ledger.go_to(f"in/{line.bundle}")
    return made


def test_what_would_go_back_is_told_before_it_does(page: ExchangePage, desks: TwoDesks) -> None:
    before = desks.county.store.state_digest()
    page.ledger.back.click()
    told = words(page)
    assert "将恢复 2 条记录" in told
    assert "走访 1" in told
    page.going_back.leave.click()
    assert desks.county.store.state_digest() == before
    assert not page.going_back.isVisible()


def test_taken_back_it_cannot_be_taken_back_again(page: ExchangePage, desks: TwoDesks) -> None:
    visits = len(desks.county.store.questions.visits())
    page.ledger.back.click()
    page.going_back.take.click()
    assert len(desks.county.store.questions.visits()) == visits - 1
    (line,) = [line for line in ledger(desks.county.store) if line.brought]
    assert line.undone
    page.ledger.go_to(f"in/{line.bundle}")
    assert not page.ledger.back.isEnabled()
