"""What a roster would change: four figures, and the list behind the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.models.wording import NOTHING
from ui.pages.roster.state import ListKey, RosterState, TrialLine
from ui.style.layouts import column, side_by_side
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure import Figure
from ui.widgets.panel import Panel
from ui.widgets.table import Table


class TrialSection(QWidget):
    """``list_asked`` carries the key of a figure."""

    list_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._version = -1
        self._figures = {key: Figure(label, NOTHING) for key, label in _labels().items()}
        for key, figure in self._figures.items():
            figure.clicked.connect(lambda _checked=False, chosen=key: self.list_asked.emit(chosen))
        self._rows = FrozenTableModel[TrialLine](_columns())
        self.table = Table(self._rows, _("What would change"))
        self._panel = Panel(" ", flush=True)
        inside = QWidget()
        self._layers = QStackedLayout(inside)
        self._layers.addWidget(self.table)
        self._layers.addWidget(EmptyState("ok", _("Nothing of this kind.")))
        self._panel.body.addWidget(inside, 1)
        layout = column(side_by_side(*self._figures.values()), self._panel, gap=2)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_state(self, state: RosterState) -> None:
        """Show this moment."""
        for figure in state.figures:
            self._figures[figure.key].set_figure(
                figure.number, figure.unit, figure.caption, figure.tone
            )
        self._panel.title.setText(_titles()[state.shown])
        if state.version != self._version:
            self._version = state.version
            self._rows.set_rows(state.lines)
            self.table.go_to(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._layers.setCurrentIndex(0 if state.lines else 1)


def _labels() -> dict[ListKey, str]:
    return {
        "created": _("New"),
        "changed": _("Changed"),
        "refused": _("Not taken"),
        "noted": _("Please check"),
    }


def _titles() -> dict[ListKey, str]:
    return {
        "created": _("New households and people"),
        "changed": _("What the register says, and what the roster says"),
        "refused": _("Cells and rows that stay out"),
        "noted": _("Taken as written; look at them again"),
    }


def _columns() -> tuple[Column[TrialLine], ...]:
    return (
        Column(
            _("Row"), lambda line: str(line.row) if line.row else NOTHING, key="row",
            align="right", sort_key=lambda line: line.row, tone=lambda _line: "quiet", width=64,
        ),
        Column(
            _("Who or which column"), lambda line: line.who, key="who", strong=True,
            sort_key=lambda line: line.who, width=190,
        ),
        Column(
            _("What"), lambda line: line.what, key="what", sort_key=lambda line: line.what,
            width=190,
        ),
        Column("", lambda line: line.detail, key="detail", tone=lambda line: line.tone, width=0),
    )  # fmt: skip
