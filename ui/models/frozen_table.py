"""One table model for every list: frozen rows below, declared columns across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Align = Literal["left", "right", "center"]

_TOP = QModelIndex()

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


class Role(IntEnum):
    """What a delegate may ask for besides Qt's own roles."""

    TONE = Qt.ItemDataRole.UserRole + 1
    CHIP = Qt.ItemDataRole.UserRole + 2
    QUIET = Qt.ItemDataRole.UserRole + 3
    STRONG = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column, declared.

    Attributes:
        title: the heading, already in the language of the screen.
        text: what a cell says.
        key: a name that stays the same in every language; the title when empty.
        align: where the text stands.
        sort_key: what rows are compared by; without it the column does not sort.
        tone: the text's tone (ok, warning, error, quiet, accent) for a row.
        chip: red, yellow, general or green: the text is drawn as a chip of that tone.
        quiet: a second, grey text behind the first.
        strong: the text is bold.
        width: pixels at the start; 0 lets the column take the room that is left.
    """

    title: str
    text: Callable[[R], str]
    key: str = ""
    align: Align = "left"
    sort_key: Callable[[R], Any] | None = None
    tone: Callable[[R], str] | None = None
    chip: Callable[[R], str] | None = None
    quiet: Callable[[R], str] | None = None
    strong: bool = False
    width: int = 96


class FrozenTableModel(QAbstractTableModel, Generic[R]):
    """Shows ``rows`` through ``columns``; a cell is worked out only when it is looked at."""

    def __init__(self, columns: Sequence[Column[R]], rows: Sequence[R] = ()) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: Sequence[R] = rows
        self._order: list[int] | None = None
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The declared columns."""
        return self._columns

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in the order that is chosen."""
        self.beginResetModel()
        self._rows = rows
        self._order = self._sorted(*self._sorted_by)
        self.endResetModel()

    def row_at(self, place: int) -> R:
        """The row that is shown at ``place``, from 0."""
        return self._rows[place if self._order is None else self._order[place]]

    def place_of(self, wanted: Callable[[R], bool]) -> int:
        """Where the first row that is ``wanted`` is shown; -1 when there is none."""
        places = range(len(self._rows))
        return next((place for place in places if wanted(self.row_at(place))), -1)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, and how."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        asked = _ANSWERS.get(role)
        return asked(column, self.row_at(index.row())) if asked else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self._columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep their order, selected rows stay selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._source(index.row()) for index in before]
        self._sorted_by = (column, order)
        self._order = self._sorted(column, order)
        if before:
            places = self._places()
            after = [
                self.index(places[source], index.column())
                for index, source in zip(before, kept, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _source(self, place: int) -> int:
        return place if self._order is None else self._order[place]

    def _places(self) -> dict[int, int]:
        order = self._order if self._order is not None else range(len(self._rows))
        return {source: place for place, source in enumerate(order)}

    def _sorted(self, column: int, order: Qt.SortOrder) -> list[int] | None:
        if not 0 <= column < len(self._columns):
            return None
        sort_key = self._columns[column].sort_key
        if sort_key is None:
            return None
        rows = self._rows
        return sorted(
            range(len(rows)),
            key=lambda place: sort_key(rows[place]),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )


def _tone(column: Column[R], row: R) -> str:
    return column.tone(row) if column.tone else ""


def _chip(column: Column[R], row: R) -> str:
    return column.chip(row) if column.chip else ""


def _quiet(column: Column[R], row: R) -> str:
    return column.quiet(row) if column.quiet else ""


def _words(column: Column[R], row: R) -> str:
    return f"{column.text(row)} {_quiet(column, row)}".strip()


_ANSWERS: dict[int, Callable[[Column[Any], Any], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.ToolTipRole: _words,
    Qt.ItemDataRole.AccessibleTextRole: lambda c, row: f"{c.title}: {_words(c, row)}",
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: (
        _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
    ),
    Role.TONE: _tone,
    Role.CHIP: _chip,
    Role.QUIET: _quiet,
    Role.STRONG: lambda column, _row: column.strong,
}
