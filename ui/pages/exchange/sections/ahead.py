"""The households that a merge would change, and for each what would stand side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.exchange.state import HomeAheadRow, MeetingRow
from ui.style.layouts import column, side_by_side
from ui.widgets.table import Table
from ui.widgets.text import Text

_LEAST = 110
"""Pixels: the heading and two households."""


class HomesAhead(QWidget):
    """Households at the left; before, here and in the bundle at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[HomeAheadRow, ...] = ()
        self._homes: FrozenTableModel[HomeAheadRow] = FrozenTableModel(_home_columns())
        self.table = Table(self._homes, _("Households that would change"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.current_changed.connect(self._moved)
        self._meetings: FrozenTableModel[MeetingRow] = FrozenTableModel(_meeting_columns())
        self.meetings = Table(self._meetings, _("Values that would stand side by side"))
        self._none = QWidget()
        none = Text(_("No conflict in this household"), "strong")
        about = Text(_("Merging would only add or bring up to date."), "quiet")
        self._none.setLayout(column(none, about, None, gap=0.5, margin=1))
        self._right = QStackedWidget()
        self._right.addWidget(self._none)
        self._right.addWidget(self.meetings)
        layout = side_by_side(self.table, self._right, shares=(1, 1))
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.setMinimumHeight(_LEAST)

    def show_homes(self, homes: tuple[HomeAheadRow, ...]) -> None:
        """Show these, the first one opened."""
        self.setVisible(bool(homes))
        if homes != self._shown:
            self._shown = homes
            self._homes.set_rows(homes)
            self._moved(homes[0] if homes else None)

    def _moved(self, home: object) -> None:
        meetings = home.meetings if isinstance(home, HomeAheadRow) else ()
        self._meetings.set_rows(meetings)
        self._right.setCurrentIndex(1 if meetings else 0)


def _home_columns() -> tuple[Column[HomeAheadRow], ...]:
    return (
        Column("", lambda r: r.fate, chip=lambda r: r.tone, width=84),
        Column(_("Household"), lambda r: r.household, strong=True, quiet=lambda r: r.number,
               width=140),
        Column(_("Contents"), lambda r: r.contents, width=0),
    )  # fmt: skip


def _meeting_columns() -> tuple[Column[MeetingRow], ...]:
    return (
        Column(_("Field"), lambda r: r.field, strong=True, width=170),
        Column(_("Before both"), lambda r: r.base, tone=lambda _r: "quiet", width=112),
        Column(_("Here"), lambda r: r.ours, width=112),
        Column(_("In the bundle"), lambda r: r.theirs, tone=lambda _r: "warning", width=0),
    )  # fmt: skip
