"""Years side by side, with what changed marked beside the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.models.year_table import YearRow, YearTable
from ui.widgets.buttons import QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.listing import Command, Emptiness
from ui.widgets.panel import Panel
from ui.widgets.table import Table

_LABEL_WIDTH = 300


class YearsPanel(Panel):
    """A table whose columns are years; made anew when the years change.

    With ``numbers`` the values stand right-aligned and what changed in a column beside them.
    """

    def __init__(
        self,
        title: str,
        note: str,
        empty: Emptiness,
        commands: Sequence[Command],
        *,
        numbers: bool = False,
    ) -> None:
        super().__init__(title, note)
        self._numbers = numbers
        self._years: tuple[str, ...] = ()
        self._model = FrozenTableModel[YearRow]([])
        self._table: Table | None = None
        for command in commands:
            self.header.addWidget(
                QuietButton(command.words, command.shortcut, command.act, changes=command.changes)
            )
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        full = QWidget()
        self._place = QVBoxLayout(full)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(full)
        self._layers.addWidget(EmptyState(empty.picture, empty.sentence, empty.what_to_do))
        self.body.addWidget(holder, 1)

    def show_years(self, shown: YearTable) -> None:
        """Show these years."""
        if shown.years != self._years or self._table is None:
            self._years = shown.years
            self._remake()
        self._model.set_rows(shown.rows)
        self._layers.setCurrentIndex(0 if shown.rows else 1)

    def _remake(self) -> None:
        if self._table is not None:
            self._place.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        first: Column[YearRow] = Column(
            _("What"), lambda r: r.label, key="label",
            tone=lambda r: "quiet" if r.kind == "value" else "accent", width=_LABEL_WIDTH,
        )  # fmt: skip
        columns = [first]
        for place, year in enumerate(self._years):
            columns += _numbers(place, year) if self._numbers else [_column(place, year)]
        self._model = FrozenTableModel[YearRow](columns)
        self._table = Table(self._model, self.title.text())
        self._place.addWidget(self._table)


def _column(place: int, year: str) -> Column[YearRow]:
    return Column(
        year,
        lambda row: row.cells[place],
        key=year,
        quiet=lambda row: row.marks[place] if place < len(row.marks) else "",
        tone=lambda row: "accent" if row.kind == "sum" else "",
        width=0,
    )


def _numbers(place: int, year: str) -> list[Column[YearRow]]:
    value: Column[YearRow] = Column(
        year,
        lambda row: row.cells[place],
        key=year,
        align="right",
        tone=lambda row: "accent" if row.kind == "sum" else "",
        width=130,
    )
    change: Column[YearRow] = Column(
        "",
        lambda row: row.marks[place] if place < len(row.marks) else "",
        key=f"{year} change",
        tone=lambda _row: "quiet",
        width=0,
    )
    return [value, change]
