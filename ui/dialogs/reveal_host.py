"""Asks in front of a page which masked value is wanted and why, and shows it for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.dialogs.form_host import FormHost
from ui.dialogs.value_dialog import ValueDialog
from ui.forms.request import FormRequest
from ui.guarding.revealing import SECONDS, Revealed, RevealModel


class RevealHost(QObject):
    """``forms`` keeps the question for the reason; ``today`` tells the day by the workspace."""

    def __init__(self, page: QWidget, model: RevealModel, today: Callable[[], dt.date]) -> None:
        super().__init__(page)
        self._page = page
        self._today = today
        self.forms = FormHost(page, model)
        model.form_wanted.connect(self._ask)
        model.revealed.connect(self._show)

    def _ask(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._today())

    def _show(self, revealed: Revealed) -> None:
        ValueDialog(revealed.whose, revealed.what, revealed.value, SECONDS, self._page).open()
