"""Records the events of one household: asks for their forms, saves them, tells what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import N_, _
from fieldapp.ports.store import Done
from fieldapp.records import Member
from fieldapp.records.lists_household import ENDED
from fieldapp.rules.life_events import DEAD, lives_here
from fieldapp.services.desk import Desk
from fieldapp.services.families import any_family
from fieldapp.services.household_view import HouseholdView
from ui.forms.answers import FormAnswers
from ui.forms.likeness_check import look_for_likeness
from ui.forms.request import FormRequest, Values
from ui.forms.typing_judge import Saving, TypingJudge
from ui.navigation.intents import Saved
from ui.pages.household.events import changes, forms
from ui.pages.household.events.forms import Around
from ui.pages.household.events.steps import Step
from ui.workers.runner import Runner

EVENTS: Mapping[str, tuple[str, str]] = {
    "birth": (N_("Birth…"), N_("Recorded a birth in {name}'s household")),
    "marriage_in": (
        N_("Marriage in, from outside…"), N_("Recorded a marriage into {name}'s household"),
    ),
    "marriage_within": (
        N_("Marriage in, from the village…"), N_("Recorded a marriage into {name}'s household"),
    ),
    "marriage_out": (
        N_("Marriage out…"), N_("Recorded a marriage out of {name}'s household"),
    ),
    "death": (N_("Death…"), N_("Recorded a death in {name}'s household")),
    "leave": (N_("Leaving…"), N_("Recorded who left {name}'s household")),
    "return": (N_("Return…"), N_("Recorded who came back to {name}'s household")),
    "new_head": (N_("New head…"), N_("Recorded the new head of {name}'s household")),
    "split": (N_("Household splits…"), N_("Recorded the split of {name}'s household")),
    "merge": (N_("Another household joins…"), N_("Recorded who joined {name}'s household")),
}  # fmt: skip
"""By kind: the entry in the menu, and what is said once it is recorded."""

_FORMS: Mapping[str, Callable[[Around], Step]] = {
    "birth": forms.birth,
    "marriage_in": forms.marriage_in,
    "marriage_within": forms.marriage_within,
    "marriage_out": forms.marriage_out,
    "death": forms.death,
    "leave": forms.leaving,
    "return": forms.coming_back,
    "new_head": forms.new_head,
}


class EventBook(QObject):
    """Takes the forms of events.

    ``form_wanted`` carries a form to show, ``saved`` a :class:`Saved`, ``failed`` an exception.
    """

    form_wanted = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._step: Step | None = None
        self._kind = ""
        self._name = ""
        self._village = self._home = ""
        self._answers = FormAnswers(self)
        self._judge = TypingJudge(desk.registers, runner, self)
        self._judge.failed.connect(self.failed)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of a form is told."""
        return self._answers

    @property
    def judge(self) -> TypingJudge:
        """Judges what is typed in a form."""
        return self._judge

    def ask(self, kind: str, view: HouseholdView) -> None:
        """Ask for the form of an event; ``kind`` is a key of ``EVENTS``."""
        self._kind, self._name = kind, view.row.head_name or view.row.local_no
        self._village, self._home = view.row.village, view.row.uid
        desk = self._desk
        self._runner.ask(lambda: first_step(desk, kind, view), self._show, self.failed.emit)

    def submit(self, request: FormRequest, changed: Values) -> None:
        """Save a form, or ask for the next one."""
        step, desk = self._step, self._desk
        if step is None or step.request is not request:
            return
        given = _given(request, changed)
        self._runner.ask(lambda: step.go(desk, given), self._went, self._answers.refused.emit)

    def saving(self, request: FormRequest, changes: Values) -> Saving | None:
        """How a form would be saved, once everything is answered without which it cannot be."""
        step, desk, given = self._step, self._desk, _given(request, changes)
        if step is None or any(one.required and given[one.key] is None for one in request.fields()):
            return None
        return Saving(self._home, lambda registers: step.go(desk.through(registers), given))

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Look whether somebody who is new here is in the register already."""
        del request
        village = self._village
        look_for_likeness(
            self._desk, self._runner, lambda: village, (key, values), None, self._answers
        )

    def _went(self, outcome: Step | Done) -> None:
        self._answers.done.emit()
        if isinstance(outcome, Step):
            self._show(outcome)
            return
        self._step = None
        kind, name = self._kind, self._name
        self.saved.emit(Saved(lambda: _(EVENTS[kind][1]).format(name=name), outcome))

    def _show(self, step: Step) -> None:
        self._step = step
        self.form_wanted.emit(step.request)


def _given(request: FormRequest, changes: Values) -> dict[str, object]:
    """What stands in every field of a form."""
    return {field.key: None for field in request.fields()} | {**request.values, **changes}


def first_step(desk: Desk, kind: str, view: HouseholdView) -> Step:
    """The first form of an event; runs on the database lane."""
    store, home = desk.store, view.row.uid
    family = any_family(store, home)
    if kind == "split":
        return changes.split(view, family)
    if kind == "merge":
        rows = store.questions.households(view.row.village)
        return changes.merge(view, [row for row in rows if row.uid != home])
    neighbours: list[Member] = []
    numbers: dict[str, str] = {}
    if kind == "marriage_within":
        rows = store.questions.households(view.row.village)
        numbers = {row.uid: row.local_no for row in rows if row.uid != home}
        found = store.find(Member, household=list(numbers))
        neighbours = sorted((p for p in found if lives_here(p)), key=_reading)
    gone = [*family.members]
    if kind == "return":
        gone += store.find(Member, household=[joined.row.uid for joined in view.joined])
    away = [p for p in gone if not lives_here(p) and p.status != DEAD]
    return _FORMS[kind](Around(view.today, family, neighbours, numbers, away))


def possible(view: HouseholdView) -> tuple[str, ...]:
    """The events that can happen to a household as it is."""
    away = [m.person for m in view.members if not m.here and m.person.status != DEAD]
    if view.row.status in ENDED:
        return ("return",) if away and view.row.status != "merged" else ()
    people = sum(member.here for member in view.members)
    few = {kind for kind in ("new_head", "split") if people < 2}
    return tuple(
        kind for kind in EVENTS if kind not in few and (kind != "return" or away or view.joined)
    )


def _reading(person: Member) -> tuple[str, str]:
    return person.name_pinyin or "", person.name
