"""What happens on the page of the county's rules: reading them, their forms, saving them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.rules.models import shipped
from fieldapp.services.county_rules import CountyRules, county_rules
from fieldapp.services.desk import Desk
from ui.forms.answers import FormAnswers
from ui.forms.request import FormRequest, Values
from ui.navigation.intents import Saved
from ui.pages.county import forms
from ui.pages.county.model_form import slot_form
from ui.pages.county.saving import save_rule
from ui.pages.county.state import CountyState
from ui.pages.county.template_model import TemplateModel
from ui.pages.county.wording import county_state
from ui.workers.runner import Runner


class CountyViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``form_wanted`` carries a form to show; ``saved``
    a :class:`Saved`; ``back_wanted`` asks for the settings; ``failed`` carries an exception.
    """

    changed = Signal()
    form_wanted = Signal(object)
    saved = Signal(object)
    back_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._rules: CountyRules | None = None
        self._answers = FormAnswers(self)
        self.templates = TemplateModel(desk, runner)
        self.templates.saved.connect(self.saved)
        self.templates.failed.connect(self.failed)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of a form is told."""
        return self._answers

    @property
    def state(self) -> CountyState:
        """The state now, in the language of the screen."""
        today = self._desk.clock.now().date()
        return CountyState(today) if self._rules is None else county_state(today, self._rules)

    @property
    def _ours(self) -> CountyRules | None:
        """The rules, where they may be changed: a laptop only shows what the county set."""
        return self._rules if self._rules is not None and self._rules.ours else None

    def refresh(self) -> None:
        """Read the rules again."""
        registers = self._desk.registers
        self._runner.ask(lambda: county_rules(registers), self._take, self.failed.emit)
        self.templates.refresh()

    def ask_threshold(self, name: str) -> None:
        """Ask for the form of a threshold."""
        rules = self._ours
        if rules is not None:
            threshold = next(t for t in shipped().thresholds if t.name == name)
            self.form_wanted.emit(forms.threshold_form(threshold, rules.thresholds[name]))

    def ask_limit(self, name: str) -> None:
        """Ask for the form of a figure that records and due days go by."""
        if self._ours is not None:
            self.form_wanted.emit(forms.limit_form(name, self._ours))

    def ask_card(self, colour: str) -> None:
        """Ask for the form of a card's conditions."""
        rules = self._ours
        if rules is not None:
            self.form_wanted.emit(forms.card_form(colour, rules))

    def ask_formula(self, year: str) -> None:
        """Ask for the form of an income formula; without a year that of every year."""
        rules = self._ours
        if rules is not None:
            self.form_wanted.emit(forms.formula_form(int(year) if year else None, rules))

    def ask_scheme(self, uid: str) -> None:
        """Ask for the form of a card scheme."""
        rules = self._ours
        if rules is not None:
            scheme = next(known for known in rules.schemes if known.uid == uid)
            self.form_wanted.emit(forms.scheme_form(scheme))

    def ask_slot(self, model: str) -> None:
        """Ask for the form of a model of the county's own; those of the study stay as written."""
        if self._ours is not None and shipped().model(model).empty:
            self.form_wanted.emit(slot_form(self._ours.model(model)))

    def ask_code(self, name: str) -> None:
        """Ask for the form of another cause (``C06``) or card (``card_colour``)."""
        if self._ours is not None:
            self.form_wanted.emit(forms.code_form(name))

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Save a form."""
        registers, rules = self._desk.registers, self._rules
        if rules is not None:
            self._runner.ask(
                lambda: save_rule(registers, rules, request, changes),
                self._done,
                self._answers.refused.emit,
            )

    def typed(self, _request: FormRequest, _key: str, _values: Values) -> None:
        """Nothing here depends on what stands elsewhere."""

    def _done(self, done: Done) -> None:
        self._answers.done.emit()
        self.saved.emit(Saved(lambda: _("The county's rule is set"), done))
        self.refresh()

    def _take(self, rules: CountyRules) -> None:
        self._rules = rules
        self.changed.emit()
