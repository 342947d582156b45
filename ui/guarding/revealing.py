"""What happens when somebody wants to see a masked value of a household or a village."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.records import AccessEntry
from fieldapp.records.declare import entity_named, fields_of
from fieldapp.records.kinds import Ref
from fieldapp.services.desk import Desk
from fieldapp.services.looking_up import REASONS, SECONDS, Hidden, LookingUp
from ui.forms.answers import FormAnswers
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.models.wording import dotted
from ui.widgets.code_field import CodeOption
from ui.workers.runner import Runner

__all__ = ["SECONDS", "RevealModel", "Revealed", "reveal_form"]

HiddenOf = Callable[[LookingUp, str], tuple[Hidden, ...]]
"""What is masked of the household or the village with that uid."""


@dataclass(frozen=True)
class Revealed:
    """A value to be shown for a while."""

    whose: str
    what: str
    value: str


class RevealModel(QObject):
    """``form_wanted`` carries the question for the reason, ``revealed`` a :class:`Revealed`."""

    form_wanted = Signal(object)
    revealed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, runner: Runner, hidden_of: HiddenOf = LookingUp.of_household
    ) -> None:
        super().__init__()
        self._hidden_of = hidden_of
        self._looking = LookingUp(desk.registers)
        self._runner = runner
        self._hidden: tuple[Hidden, ...] = ()
        self.answers = FormAnswers(self)

    def ask(self, owner: str) -> None:
        """Ask which value is wanted, and why; ``owner`` is the household or the village."""
        if owner:
            self._runner.ask(
                lambda: self._hidden_of(self._looking, owner), self._offer, self.failed.emit
            )

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Put the look on record and show the value."""
        del request
        wanted = next((h for h in self._hidden if h.key == changes.get("what")), None)
        if wanted is None:
            return
        reason, note = str(changes.get("reason") or ""), str(changes.get("note") or "")

        def told(value: str) -> None:
            self.answers.done.emit()
            self.revealed.emit(Revealed(wanted.whose, _label(wanted), value))

        self._runner.ask(
            lambda: self._looking.reveal(wanted.entity, wanted.uid, wanted.field, reason, note),
            told,
            self.answers.refused.emit,
        )

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Nothing follows from what is typed here."""

    def _offer(self, hidden: tuple[Hidden, ...]) -> None:
        self._hidden = hidden
        self.form_wanted.emit(reveal_form(hidden))


def reveal_form(hidden: Sequence[Hidden]) -> FormRequest:
    """Which value, and why."""
    specs = fields_of(AccessEntry)
    options = tuple(
        CodeOption(one.key, str(place), dotted(one.whose, _label(one), one.shown))
        for place, one in enumerate(hidden, 1)
    )
    fields = (
        FormField(
            "what",
            specs["what"].label(language()),
            Ref("member"),
            options=options,
            required=True,
            wide=True,
        ),
        form_field(specs["reason"], required=True, without=frozenset({"office"})),
        form_field(specs["note"]),
    )
    return FormRequest(
        "reveal", _("Show a masked value"), (FormSection("", fields),),
        note=_("It is shown for a short while. Who looked at what, when and why is put on record."),
        check=_needs_words, act=_("Show"),
    )  # fmt: skip


def _needs_words(typed: Values) -> Problems:
    if typed.get("reason") not in (None, *REASONS[:-1]) and not typed.get("note"):
        return {"note": (_("“Other” needs a few words."), "error")}
    return {}


def _label(one: Hidden) -> str:
    return entity_named(one.entity).fields[one.field].label(language())
