"""The table view: quick rows, quiet lines, and everything by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from ui.models.cell_delegate import CellDelegate
from ui.models.frozen_table import FrozenTableModel
from ui.style.theme import tokens
from ui.style.tokens import ROW_HEIGHT, SMALL_SIZE

HEADER_HEIGHT = 32
_EDGE = 10
_LEAST_WIDTH = 48


class TableHeader(QHeaderView):
    """Small bold headings; the arrow of the sorted column stands right behind its words."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One heading."""
        theme = tokens()
        painter.save()
        painter.fillRect(rect, QColor(theme.sunken))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            words += " ▲" if ascending else " ▼"
        font = QFont(painter.font())
        font.setPixelSize(SMALL_SIZE)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.quiet))
        align = model.headerData(
            logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(align or Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class Table(QTableView):
    """A list of records.

    Enter or a double click emits ``opened``, moving emits ``current_changed``, both with the
    frozen row; Space marks more rows, which ``marked`` announces.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    marked = Signal()

    def __init__(self, model: FrozenTableModel[Any], name: str, *, framed: bool = False) -> None:
        super().__init__()
        self._frozen = model
        self.setAccessibleName(name)
        self.setProperty("framed", "true" if framed else "false")
        self.setHorizontalHeader(TableHeader())
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self._set_up()
        self._set_widths()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())

    def current(self) -> object | None:
        """The frozen row the cursor is on."""
        index = self.currentIndex()
        return self._frozen.row_at(index.row()) if index.isValid() else None

    def chosen(self) -> list[object]:
        """The marked rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._frozen.row_at(place) for place in places]

    def go_to(self, place: int) -> None:
        """Put the cursor on the row shown at ``place``."""
        if 0 <= place < self._frozen.rowCount():
            index, flags = self._frozen.index(place, 0), QItemSelectionModel.SelectionFlag
            # setCurrentIndex of the view would toggle the row while Ctrl is held for a shortcut
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def sort_by(self, key: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column declared under ``key``."""
        keys = [column.key or column.title for column in self._frozen.columns]
        self.sortByColumn(keys.index(key), order)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        sortable = any(column.sort_key is not None for column in self._frozen.columns)
        self.setSortingEnabled(sortable)
        if not sortable:
            self.horizontalHeader().setSectionsClickable(False)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(_LEAST_WIDTH)
        for place, column in enumerate(self._frozen.columns):
            if column.width:
                header.resizeSection(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._frozen.row_at(index.row()))

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.current_changed.emit(self._frozen.row_at(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space marks; letters are left to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)
        else:
            super().keyPressEvent(event)
