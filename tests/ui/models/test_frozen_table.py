"""The one table model keeps Qt's rules and stays quick with a hundred thousand rows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ui.models.frozen_table import Column, FrozenTableModel, Role
from ui.widgets.table import Table


@dataclass(frozen=True)
class Row:
    name: str
    people: int


COLUMNS: Sequence[Column[Row]] = (
    Column("户主", lambda row: row.name, key="name", sort_key=lambda row: row.name, strong=True),
    Column("人口", lambda row: str(row.people), key="people", align="right",
           sort_key=lambda row: row.people, chip=lambda _row: "red"),
    Column("备注", lambda _row: "—", width=0),
)  # fmt: skip
ROWS = (Row("c", 3), Row("a", 1), Row("b", 1))


def names(model: FrozenTableModel[Row]) -> list[str]:
    return [model.row_at(place).name for place in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = FrozenTableModel(COLUMNS, ROWS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0)
    model.set_rows(ROWS[:1])
    model.set_rows(())
    model.set_rows(ROWS)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["c", "a", "b"]


def test_equal_rows_keep_their_order_and_a_column_without_key_does_not_sort() -> None:
    model = FrozenTableModel(COLUMNS, ROWS)
    model.sort(1)
    assert names(model) == ["a", "b", "c"]
    model.sort(2)
    assert names(model) == ["c", "a", "b"]


def test_new_rows_take_the_chosen_order() -> None:
    model = FrozenTableModel(COLUMNS, ROWS)
    model.sort(0)
    model.set_rows((Row("z", 1), Row("y", 1)))
    assert names(model) == ["y", "z"]


def test_a_cell_says_what_its_column_declares() -> None:
    model = FrozenTableModel(COLUMNS, ROWS)
    cell = model.index(0, 1)
    assert cell.data() == "3"
    assert cell.data(Role.CHIP) == "red"
    assert model.index(0, 0).data(Role.STRONG) is True
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "人口: 3"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "户主"


def test_the_chosen_row_stays_chosen_when_the_order_changes(qtbot: QtBot) -> None:
    table = Table(FrozenTableModel(COLUMNS, ROWS), "农户")
    qtbot.addWidget(table)
    table.go_to(1)
    assert table.current() == Row("a", 1)
    table.sort_by("people", Qt.SortOrder.DescendingOrder)
    assert table.current() == Row("a", 1)
    assert table.chosen() == [Row("a", 1)]


def test_a_row_is_gone_to_while_ctrl_is_held_for_a_shortcut(qtbot: QtBot) -> None:
    table = Table(FrozenTableModel(COLUMNS, ROWS), "农户")
    qtbot.addWidget(table)
    table.go_to(0)
    QTest.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    table.go_to(1)
    chosen = table.chosen()
    QTest.keyRelease(table, Qt.Key.Key_Control)
    assert chosen == [Row("a", 1)]
    assert table.current() == Row("a", 1)


def test_enter_opens_and_space_marks(qtbot: QtBot) -> None:
    table = Table(FrozenTableModel(COLUMNS, ROWS), "农户")
    qtbot.addWidget(table)
    table.go_to(0)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [Row("c", 3)]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.chosen() == []


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_shown_without_looking_at_all_of_them(qtbot: QtBot) -> None:
    looked: list[int] = []

    def text(row: Row) -> str:
        looked.append(row.people)
        return row.name

    rows = tuple(Row(f"{number:06}", number) for number in range(100_000))
    columns: Sequence[Column[Row]] = (Column("户主", text, sort_key=lambda row: -row.people),)
    began = time.perf_counter()
    table = Table(FrozenTableModel(columns, rows), "农户")
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.grab()
    table.go_to(99_999)
    table.grab()
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.current() == rows[-1]
    assert len(looked) < 500
    assert time.perf_counter() - began < 2
