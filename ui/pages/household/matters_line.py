"""What waits in the household, as pills, and the way to ask its team."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.dialogs.form_host import FormHost
from ui.forms.request import FormRequest
from ui.pages.household.matters import HomeMatters
from ui.style.layouts import row
from ui.widgets.buttons import LinkButton
from ui.widgets.matter_pills import MatterPills


class MattersLine(QWidget):
    """Renders a :class:`HomeMatters`."""

    def __init__(self, model: HomeMatters) -> None:
        super().__init__()
        self._model = model
        self.pills = MatterPills()
        self.pills.picked.connect(model.pick)
        self.forms = FormHost(self, model)
        ask = LinkButton(_("Ask the team…"), "Alt+Q", model.ask_form)
        layout = row(self.pills, ask)
        self.setLayout(layout)
        model.changed.connect(self._show)
        model.form_wanted.connect(self._show_form)
        self._show()

    def _show(self) -> None:
        self.pills.show_matters(self._model.shown)

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._model.today)
