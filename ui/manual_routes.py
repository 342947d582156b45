"""The ways to the manual: F1 on any page, and the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import N_
from ui.navigation.register import PageSpec
from ui.pages.manual.view_model import ManualViewModel


class ManualRoutes(QObject):
    """``gone`` carries the key of the page to bring to the front."""

    gone = Signal(str)

    def __init__(self, model: ManualViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def page(self) -> PageSpec:
        """Its page; it has no entry in the rail."""
        return PageSpec("manual", N_("Manual"), "settings", "", self._page, under="settings")

    def read_about(self, place: str) -> None:
        """Open the manual where it tells of a page of the window."""
        self._model.help_for(place)
        self.gone.emit("manual")

    def _page(self) -> QWidget:
        from ui.pages.manual.page import ManualPage  # read when it is first opened

        return ManualPage(self._model)
