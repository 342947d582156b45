"""A bundle is looked at by household before it is merged, and taken back as a whole after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Act, changed
from fieldapp.records import Member
from tests.exchanging import HOME, visited, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone
from tests.ui.screen import put_on_screen, words
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.sections.ahead import HomesAhead
from ui.pages.exchange.state import MeetingRow
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.workers.immediate import ImmediateRunner

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model(desks: TwoDesks, tmp_path: Path) -> ExchangeViewModel:
    """The county's, with the team's bundle looked at: a conflict, and a change elsewhere."""
    write(desks.county, phone="13900000001")
    write(desks.team, phone="13900000002")
    visited(desks.team)
    telephone(desks.team, "0107", "3")
    made = ExchangeViewModel(desks.county, ImmediateRunner(), tuple)
    made.refresh()
    made.imports.preview([desks.team.exchange.export(tmp_path / "1.fsync").file])
    return made


@pytest.fixture
def page(qtbot: QtBot, model: ExchangeViewModel) -> ExchangePage:
    made = ExchangePage(model)
    put_on_screen(qtbot, made)
    return made


def test_households_are_named_with_before_here_and_the_bundle_side_by_side(
    page: ExchangePage, model: ExchangeViewModel
) -> None:
    bringing = model.state.bringing
    assert bringing is not None
    first, second = bringing.homes
    assert (first.number, first.fate, second.number, second.fate) == (
        HOME, "有分歧", "0107", "有变化",
    )  # fmt: skip
    (meeting,) = first.meetings
    assert (meeting.field, meeting.ours, meeting.theirs) == (
        "户联系电话", "139****0001", "139****0002",
    )  # fmt: skip
    ahead = page.findChild(HomesAhead)
    assert isinstance(ahead, HomesAhead)
    assert ahead.meetings.isVisible()
    QTest.keyClick(ahead.table, Qt.Key.Key_Down)
    QTest.keyClick(ahead.table, Qt.Key.Key_Down)
    assert not ahead.meetings.isVisible()
    assert "这一户没有分歧" in words(page)


def test_a_merge_is_taken_back_with_a_key(
    page: ExchangePage, model: ExchangeViewModel, desks: TwoDesks
) -> None:
    before = desks.county.store.state_digest()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert desks.county.store.state_digest() != before
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Backspace, CONTROL)
    assert desks.county.store.state_digest() == before
    assert desks.county.store.questions.conflicts() == []
    assert model.state.bringing is not None
    assert not model.state.bringing.can_take_back
    assert [line.note for line in model.state.ledger if line.way == "in"] == ["已撤回"]


def test_what_was_built_upon_is_refused_and_stays(
    page: ExchangePage, model: ExchangeViewModel, desks: TwoDesks
) -> None:
    failures: list[object] = []
    model.failed.connect(failures.append)
    model.imports.merge()
    write(desks.county, phone="13900000009")
    model.imports.take_back()
    (failure,) = failures
    assert isinstance(failure, Refused)
    assert (failure.code, failure.facts) == ("merge_built_upon", {"count": 1})
    assert page.isVisible()
    assert model.state.bringing is not None
    assert model.state.bringing.can_take_back


def test_the_conflicts_that_came_lead_to_their_page(
    page: ExchangePage, model: ExchangeViewModel
) -> None:
    wanted: list[bool] = []
    model.conflicts_wanted.connect(lambda: wanted.append(True))
    model.imports.merge()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_J, CONTROL)
    assert wanted == [True]


@pytest.fixture
def met(desks: TwoDesks, tmp_path: Path) -> Callable[..., tuple[MeetingRow, ...]]:
    """What the county's preview shows of one person's values, hers and the team's."""

    def shown(ours: dict[str, object], theirs: dict[str, object]) -> tuple[MeetingRow, ...]:
        home = household_uid(desks.county.store, HOME)
        person = desks.county.store.find(Member, household=home)[0].uid
        for desk, values in ((desks.county, ours), (desks.team, theirs)):
            act = Act(desk.profile.author or "county", "test.person", desk.clock.now())
            desk.store.write(act, [changed(Member, person, **values)])
        model = ExchangeViewModel(desks.county, ImmediateRunner(), tuple)
        model.refresh()
        model.imports.preview([desks.team.exchange.export(tmp_path / "1.fsync").file])
        assert model.state.bringing is not None
        return model.state.bringing.homes[0].meetings

    return shown


def test_numbers_that_differ_only_in_what_is_masked_say_so(
    met: Callable[..., tuple[MeetingRow, ...]],
) -> None:
    (row,) = met({"phone": "13911110001"}, {"phone": "13922220001"})
    assert (row.ours, row.theirs) == ("139****0001", "≠ 139****0001")


def test_of_a_child_not_a_digit_is_shown(met: Callable[..., tuple[MeetingRow, ...]]) -> None:
    born = dt.date(2010, 5, 1)
    rows = met(
        {"birth_date": born, "phone": "13900000001"}, {"birth_date": born, "phone": "13900000002"}
    )
    (row,) = (row for row in rows if "电话" in row.field)
    assert row.ours == "*" * 11
    assert "1390" not in row.theirs
