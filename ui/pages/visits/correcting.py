"""The form in which a returned visit is put right and sent again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.ports.store import Done
from fieldapp.records import Visit, VisitReview
from fieldapp.records.declare import fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.reviewing import Reviewing
from ui.forms.answers import FormAnswers
from ui.forms.request import FormField, FormRequest, FormSection, Values, form_field
from ui.navigation.intents import Saved
from ui.workers.runner import Runner

_WHO = ("place_kind", "purpose", "people_met", "nobody_home_reason", "companions", "weather")
_FOUND = (
    "income_problem", "income_note", "food_clothes_problem", "food_clothes", "housing_problem",
    "housing", "water_problem", "water", "schooling_problem", "schooling", "medical_problem",
    "medical",
)  # fmt: skip
_SAID = ("family_change", "appeal_text", "explained_text", "next_visit_date", "sign_kind",
         "signer_name", "proxy_name")  # fmt: skip
_REPLY = "reply"


class Correcting(QObject):
    """``form_wanted`` carries the form, ``saved`` a :class:`Saved`."""

    form_wanted = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self.answers = FormAnswers(self)

    def ask(self, visit: Visit) -> None:
        """Ask for the form of a visit."""
        names = (*_WHO, *_FOUND, *_SAID)
        values = {name: getattr(visit, name) for name in names if getattr(visit, name) is not None}
        self.form_wanted.emit(
            FormRequest(
                "visit.correct", _("Put the visit right"),
                (
                    FormSection(_("Reply to the county"), (_reply(),)),
                    _section(_("Who and where"), _WHO), _section(_("Findings"), _FOUND),
                    _section(_("What was said"), _SAID),
                ),
                values, visit.uid, _("It goes back to the county with the next bundle."),
            )
        )  # fmt: skip

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Put the visit right."""
        given = dict(changes)
        reply = str(given.pop(_REPLY, "") or "")
        reviewing = Reviewing(self._desk.registers)
        self._runner.ask(
            lambda: reviewing.correct(request.subject, given, reply),
            self._corrected, self.answers.refused.emit,
        )  # fmt: skip

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Nothing follows from what is typed."""

    def _corrected(self, done: Done) -> None:
        self.answers.done.emit()
        self.saved.emit(Saved(lambda: _("Put right; it goes back with the next bundle"), done))


def _section(title: str, names: tuple[str, ...]) -> FormSection:
    fields = fields_of(Visit)
    return FormSection(title, tuple(form_field(fields[name]) for name in names))


def _reply() -> FormField:
    field = fields_of(VisitReview)[_REPLY]
    return FormField(_REPLY, field.label(language()), field.kind, wide=True)
