"""The list of everything due, over a real store."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.records import Member
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import household_view
from fieldapp.services.overview import overview
from fieldapp.services.records import Records
from tests.register_village import household_uid
from ui.pages.due.page import DuePage
from ui.pages.due.view_model import DueViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def home(desk: Desk) -> str:
    """A household with a card that is followed up too late, in a village with an open decision."""
    records = Records(desk.registers)
    village = desk.store.questions.villages()[0].uid
    meeting, _ = records.add("meeting", village, {"date": "2015-11-09"})
    decision = {"text": "修路", "owner": "王芳", "state": "open", "due": "2015-12-01"}
    records.add("meeting_decision", meeting, decision)
    home = household_uid(desk.store, "0163")
    person = desk.store.find(Member, household=home)[0].uid
    records.add("chronic_card", person, {"disease": "hypertension", "issue_date": "2015-05-01"})
    return home


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner, home: str) -> DueViewModel:
    made = DueViewModel(desk, at_once)
    made.load()
    return made


@pytest.fixture
def page(qtbot: QtBot, model: DueViewModel) -> DuePage:
    made = DuePage(model)
    qtbot.addWidget(made)
    return made


def test_everything_due_stands_in_one_list_the_oldest_first(model: DueViewModel) -> None:
    state = model.state
    assert [row.day for row in state.rows] == sorted(row.day for row in state.rows)
    followup = next(row for row in state.rows if row.kind == "慢病随访")
    assert (followup.day, followup.what, followup.who) == ("2015-08-01", "高血压", "贺长青")
    assert (followup.when, followup.tone) == ("116 天前", "error")
    assert followup.home == "贺长青 · 3组 · 0163"
    assert {"措施", "会议决定"} <= {row.kind for row in state.rows}


def test_what_is_further_away_than_a_fortnight_is_left_out(model: DueViewModel) -> None:
    assert all(row.day <= "2015-12-09" for row in model.state.rows)
    assert "养蜂技术培训" not in {row.what for row in model.state.rows}


def test_one_kind_is_chosen(page: DuePage, model: DueViewModel) -> None:
    page.kinds.choose("decision")
    assert [row.what for row in model.state.rows] == ["修路"]
    assert page.list.table.model().rowCount() == 1
    page.kinds.choose("")
    assert page.list.table.model().rowCount() > 1


def test_a_line_opens_its_household_or_the_village(
    qtbot: QtBot, page: DuePage, model: DueViewModel, home: str
) -> None:
    rows = {row.kind: row for row in model.state.rows}
    with qtbot.waitSignal(model.household_wanted) as told:
        page.list.opened.emit(rows["慢病随访"])
    assert told.args == [home]
    with qtbot.waitSignal(model.village_wanted):
        page.list.opened.emit(rows["会议决定"])


def test_the_week_and_the_household_tell_of_it(desk: Desk, home: str) -> None:
    week = overview(desk.store, desk.clock, desk.exchange)
    assert [(item.kind, item.due) for item in week.also] == [
        ("followup", dt.date(2015, 8, 1)), ("decision", dt.date(2015, 12, 1)),
    ]  # fmt: skip
    view = household_view(desk.store, desk.clock, home)
    assert [item.kind for item in view.due] == ["followup"]


def test_the_page_speaks_english(qtbot: QtBot, model: DueViewModel) -> None:
    set_language("en")
    made = DuePage(model)
    qtbot.addWidget(made)
    assert made.list.title.text() == "Things due"
    assert "Chronic follow-up" in {row.kind for row in model.state.rows}
