"""The findings of one household as a list, with the one under the cursor to explain."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.findings.columns import finding_columns
from ui.findings.home_model import HomeFindings
from ui.findings.lines import FindingLine
from ui.findings.reading_pane import ReadingPane
from ui.models.frozen_table import FrozenTableModel
from ui.style.layouts import side_by_side
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table


class HomeFindingsList(QWidget):
    """Shows what a :class:`HomeFindings` holds."""

    def __init__(self, model: HomeFindings) -> None:
        super().__init__()
        self._model = model
        self._lines: tuple[FindingLine, ...] = ()
        self._rows: FrozenTableModel[FindingLine] = FrozenTableModel(finding_columns())
        self.table = Table(self._rows, _("Open findings"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.current_changed.connect(self._moved)
        self.pane = ReadingPane(at_home=True)
        self.pane.explained.connect(model.explain)
        self.pane.withdrawn.connect(model.withdraw)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("ok", _("Nothing to look at"), _("Every rule holds in this household."))
        )
        panel = Panel(flush=True)
        panel.body.addWidget(self._stack)
        layout = side_by_side(panel, self.pane, shares=(1, 0))
        self.setLayout(layout)

    def show_state(self) -> None:
        """Show this moment."""
        lines, reading = self._model.lines, self._model.reading
        if lines != self._lines:
            self._lines = lines
            self._rows.set_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        self.pane.show_reading(reading)
        self.pane.setVisible(reading is not None)
        if reading is not None:
            place = self._rows.place_of(lambda line: line.place == reading.place)
            if self.table.currentIndex().row() != place:
                self.table.go_to(place)

    def _moved(self, line: object) -> None:
        if isinstance(line, FindingLine):
            self._model.look_at(line.place)
