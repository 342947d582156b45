"""Lines that are worked through: the one in hand is marked, and stays so."""

from __future__ import annotations

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from ui.models.frozen_table import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.inbox import Inbox


@dataclass(frozen=True)
class Line:
    key: str


LINES = (Line("a"), Line("b"))


def inbox(qtbot: QtBot) -> Inbox:
    made = Inbox("lines", (Column[Line]("Key", lambda line: line.key, key="key", width=0),))
    qtbot.addWidget(made)
    made.show()
    return made


def marked(made: Inbox) -> list[int]:
    return [index.row() for index in made.table.selectionModel().selectedRows()]


def test_the_line_in_hand_is_marked_though_the_cursor_stood_there_already(qtbot: QtBot) -> None:
    made = inbox(qtbot)
    made.show_lines(LINES)
    model = made.table.selectionModel()
    model.setCurrentIndex(made.table.model().index(0, 0), model.SelectionFlag.NoUpdate)
    assert marked(made) == []
    made.go_to(lambda line: line.key == "a")
    assert marked(made) == [0]


def test_equal_lines_leave_the_cursor_alone(qtbot: QtBot) -> None:
    made = inbox(qtbot)
    made.show_lines(LINES)
    made.go_to(lambda line: line.key == "b")
    made.show_lines(tuple(Line(line.key) for line in LINES))
    assert marked(made) == [1]


def test_without_lines_it_says_why(qtbot: QtBot) -> None:
    made = inbox(qtbot)
    made.show_lines((), "Nothing waits.", "Widen the filter.")
    shown = made.currentWidget()
    assert isinstance(shown, EmptyState)
    assert shown.accessibleName() == "Nothing waits."
