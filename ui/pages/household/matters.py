"""What waits in the household on the page, and the form in which its team is asked."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.ports.store import Done
from fieldapp.records import Household, Question
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import OneOf
from fieldapp.services.asking import Asking
from fieldapp.services.desk import Desk
from fieldapp.services.open_matters import Matters, household_matters
from ui.forms.answers import FormAnswers
from ui.forms.code_options import spellings
from ui.forms.request import FormField, FormRequest, FormSection, Values, form_field
from ui.models.matter_words import Matter, matters
from ui.navigation.intents import Saved
from ui.widgets.code_field import CodeOption
from ui.workers.runner import Runner


class HomeMatters(QObject):
    """``wanted`` asks for a list: the kind of matter and the household; ``saved`` a question."""

    changed = Signal()
    wanted = Signal(str, str)
    form_wanted = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._uid = ""
        self._found = Matters()
        self.answers = FormAnswers(self)

    @property
    def shown(self) -> tuple[Matter, ...]:
        """What waits, in the language of the screen."""
        return tuple(matters(self._found, county=True))

    @property
    def today(self) -> dt.date:
        """The day by this machine's clock."""
        return self._desk.clock.now().date()

    def open(self, uid: str) -> None:
        """Be about another household."""
        if uid != self._uid:
            self._uid, self._found = uid, Matters()
            self.changed.emit()

    def load(self) -> None:
        """Count again."""
        uid, store = self._uid, self._desk.store
        if uid:
            self._runner.ask(
                lambda: household_matters(store, uid),
                lambda found: self._take(uid, found),
                self.failed.emit,
            )

    def pick(self, kind: str) -> None:
        """Show the list behind a pill."""
        self.wanted.emit(kind, self._uid)

    def ask_form(self) -> None:
        """Ask for the form of a question."""
        text = form_field(fields_of(Question)["text"], required=True)
        self.form_wanted.emit(
            FormRequest(
                "question", _("Ask the team"), (FormSection("", (_about(), text)),),
                note=_("It goes with the next bundle; the answer comes back with theirs."),
            )
        )  # fmt: skip

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Put the question down."""
        del request
        field, text = str(changes.get("about") or ""), str(changes.get("text") or "")
        about = f"household/{self._uid}/{field}"
        asking = Asking(self._desk.registers)
        self._runner.ask(lambda: asking.ask(about, text)[1], self._asked, self.answers.refused.emit)

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Nothing follows from what is typed."""

    def _asked(self, done: Done) -> None:
        self.answers.done.emit()
        self.saved.emit(Saved(lambda: _("Asked; the question goes with the next bundle"), done))
        self.load()

    def _take(self, uid: str, found: Matters) -> None:
        if uid == self._uid:
            self._found = found
            self.changed.emit()


def _about() -> FormField:
    """Which field of the household; none asks about the household as a whole."""
    labels = {name: spec.label(language()) for name, spec in fields_of(Household).items()}
    options = [
        CodeOption(name, str(place), label, spellings(label))
        for place, (name, label) in enumerate(labels.items(), 1)
    ]
    kind = OneOf(code_list("review_verdict"))
    return FormField("about", _("About which field"), kind, options=options)
