"""Shows forms whose values the rules judge while they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import language
from fieldapp.services.while_typing import TypedFinding
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.form_host import FormHost, FormTaker
from ui.forms.request import FormRequest, Values
from ui.forms.typing_judge import Saving, TypingJudge, in_form


class JudgedTaker(FormTaker, Protocol):
    """Whoever saves what was typed, and can tell beforehand how."""

    @property
    def judge(self) -> TypingJudge:
        """Judges what is typed."""
        ...

    def saving(self, request: FormRequest, changes: Values) -> Saving | None:
        """How these values would be saved; ``None`` when that cannot be told."""
        ...


class JudgingHost(FormHost):
    """Asks for the judgement of what is typed and shows it in the form."""

    def __init__(self, page: QWidget, taker: JudgedTaker) -> None:
        super().__init__(page, taker)
        self._judged = taker
        taker.judge.found.connect(self._found)

    @override
    def show_form(self, request: FormRequest, today: dt.date) -> FormDialog:
        """Open a form in front of the page."""
        taker, dialog = self._judged, super().show_form(request, today)
        form = dialog.form
        form.changed.connect(
            lambda _key: taker.judge.typed(taker.saving(request, form.sound_changes()))
        )
        form.left.connect(taker.judge.settle)
        dialog.finished.connect(taker.judge.forget)
        return dialog

    def _found(self, found: Iterable[TypedFinding]) -> None:
        if self.dialog is not None:
            self.dialog.form.show_findings(in_form(self.dialog.request, found, language()))
