"""The ways from a scanned sheet to where what was written on it is keyed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.services.paper import PaperEntry, entry_of_code
from ui.view_models import ViewModels
from ui.widgets.reading import is_reading

_VISITS = ("visit", "blank")


class PaperRoutes(QObject):
    """``gone`` names the page to go to; ``failed`` carries an exception."""

    gone = Signal(str)
    failed = Signal(object)

    def __init__(self, models: ViewModels, parent: QObject) -> None:
        super().__init__(parent)
        self._models = models

    def open(self, code: str) -> None:
        """Open the entry of a sheet, with the cursor in its first blank."""
        store = self._models.desk.store
        self._models.runner.ask(lambda: entry_of_code(store, code), self._show, self.failed.emit)

    def _show(self, entry: PaperEntry) -> None:
        if entry.form in _VISITS and not is_reading():
            self._models.visit.open(entry.household, at_blank=True)
            self.gone.emit("visit")
            return
        self.gone.emit("household")
        self._models.household.open(entry.household, entry)
