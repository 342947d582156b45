"""Two lists of records, one above the other, with the chosen record whole at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.recordbook.book import BookState
from ui.recordbook.panel import RecordKeeper, RecordPanel, RecordReader
from ui.style.layouts import side_by_side
from ui.style.tokens import GRID


class TwoLists(QWidget):
    """One list above another, the chosen record whole at the right."""

    def __init__(self, keeper: RecordKeeper, above: str, below: str) -> None:
        super().__init__()
        self.panels = {entity: RecordPanel(entity, keeper) for entity in (above, below)}
        self.reader = RecordReader()
        lists = QVBoxLayout()
        lists.setSpacing(2 * GRID)
        for panel in self.panels.values():
            panel.chosen.connect(lambda row: self.reader.show_record(row) if row else None)
            lists.addWidget(panel, 1)
        self.setLayout(side_by_side(lists, self.reader, shares=(7, 4)))

    def show_state(self, state: BookState) -> None:
        """Show these records, the first of the upper list whole."""
        self.reader.show_record(None)
        for entity, panel in reversed(self.panels.items()):
            panel.show_records(state.rows.get(entity, ()))
