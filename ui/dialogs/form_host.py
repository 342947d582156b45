"""Shows the forms that a view model asks for, one at a time, in front of a page."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.forms.answers import FormAnswers
from ui.forms.request import FormRequest, Values


class FormTaker(Protocol):
    """Whoever saves what was typed."""

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome is told."""
        ...

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Save the changed values."""
        ...

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """A field was edited; look up what its value means elsewhere."""
        ...


class FormHost(QObject):
    """Keeps the dialog that is open; its page may be made anew meanwhile."""

    def __init__(self, page: QWidget, taker: FormTaker) -> None:
        super().__init__(page)
        self._page = page
        self._taker = taker
        self.dialog: FormDialog | None = None
        taker.answers.done.connect(self._done)
        taker.answers.refused.connect(self._refused)
        taker.answers.resembled.connect(self._resembled)

    def show_form(self, request: FormRequest, today: dt.date) -> FormDialog:
        """Open a form in front of the page."""
        dialog = self.dialog = FormDialog(request, today, self._page.window())
        dialog.submitted.connect(lambda changes: self._taker.submit(request, changes))
        dialog.form.changed.connect(
            lambda key: self._taker.typed(request, key, dialog.form.values())
        )
        dialog.opening.connect(self._open)
        dialog.finished.connect(self._closed)
        dialog.open()
        return dialog

    def _done(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _refused(self, failure: BaseException) -> None:
        if self.dialog is not None:
            self.dialog.refuse(failure)

    def _resembled(self, whom: str, household: str) -> None:
        if self.dialog is not None:
            self.dialog.resemble(whom, household)

    def _open(self, household: str) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self._taker.answers.opening.emit(household)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
