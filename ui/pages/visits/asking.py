"""The form in which a team is asked about a visit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import Question, Visit
from fieldapp.records.declare import fields_of
from fieldapp.services.asking import Asking
from fieldapp.services.desk import Desk
from ui.forms.answers import FormAnswers
from ui.forms.request import FormRequest, FormSection, Values, form_field
from ui.navigation.intents import Saved
from ui.workers.runner import Runner


class AskingAboutVisit(QObject):
    """``form_wanted`` carries the form, ``saved`` a :class:`Saved`."""

    form_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self.answers = FormAnswers(self)

    def ask(self, visit: Visit) -> None:
        """Ask for the form of a question about a visit."""
        text = form_field(fields_of(Question)["text"], required=True)
        self.form_wanted.emit(
            FormRequest(
                "question", _("Ask the team"), (FormSection("", (text,)),), subject=visit.uid,
                note=_("It goes with the next bundle; the answer comes back with theirs."),
            )
        )  # fmt: skip

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Put the question down."""
        asking, text = Asking(self._desk.registers), str(changes.get("text") or "")
        self._runner.ask(
            lambda: asking.ask_about_visit(request.subject, text)[1],
            self._asked, self.answers.refused.emit,
        )  # fmt: skip

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Nothing follows from what is typed."""

    def _asked(self, done: Done) -> None:
        self.answers.done.emit()
        self.saved.emit(Saved(lambda: _("Asked; the question goes with the next bundle"), done))
