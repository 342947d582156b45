"""The health records of a household, for those who may see them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QTabWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.recordbook.book import BookState
from ui.recordbook.panel import RecordDesk, RecordKeeper, RecordPair, RecordPanel
from ui.widgets.empty_state import EmptyState


class Health(QWidget):
    """Chronic disease, mothers, vaccination; closed to everybody but doctor and county office."""

    def __init__(self, keeper: RecordKeeper) -> None:
        super().__init__()
        self.chronic = RecordPair(
            RecordPanel("chronic_card", keeper), RecordPanel("chronic_followup", keeper)
        )
        self.mothers = RecordPair(
            RecordPanel("maternal", keeper), RecordPanel("maternal_visit", keeper)
        )
        self.doses = RecordDesk(RecordPanel("vaccination", keeper))
        self.kinds = QTabWidget()
        self.kinds.setDocumentMode(True)
        for widget, title in (
            (self.chronic, _("Chronic disease")),
            (self.mothers, _("Mothers")),
            (self.doses, _("Vaccination")),
        ):
            self.kinds.addTab(widget, title)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.kinds)
        self._layers.addWidget(
            EmptyState(
                "lock", _("Health records are open to the village doctor and the county office."),
                _("F9 lets the village doctor take the keyboard."),
            )
        )  # fmt: skip

    def show_state(self, state: BookState) -> None:
        """Show these records, or that they are closed."""
        self._layers.setCurrentIndex(1 if state.closed else 0)
        rows = state.rows
        self.chronic.show_records(rows.get("chronic_card", ()), rows.get("chronic_followup", ()))
        self.mothers.show_records(rows.get("maternal", ()), rows.get("maternal_visit", ()))
        self.doses.show_records(rows.get("vaccination", ()))
