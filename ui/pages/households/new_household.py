"""The form of a new household, and what saving it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import Household, Member, VillageGroup
from fieldapp.records.declare import fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_village
from ui.forms.answers import FormAnswers
from ui.forms.identity_check import follows_from_id, id_progress
from ui.forms.likeness_check import look_for_likeness
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.forms.typing_judge import UNNAMED, Saving, TypingJudge
from ui.models.wording import joined
from ui.workers.runner import Runner

_HEAD = ("name", "sex", "id_number", "birth_date", "ethnic")
_NEEDED = frozenset({"name", "sex", "group"})
_HOME = ("hh_class", "phone", "local_no", "address_detail")
_MOST_NAMED = 6


def new_household_form(groups: Sequence[str], today: dt.date) -> FormRequest:
    """The head first, then the home; a group that is not known yet will be made."""

    def check(typed: Values) -> Problems:
        found = id_progress(typed)
        group = typed.get("group")
        if group and groups and group not in groups:
            found["group"] = (_("There is no such group yet; it will be added."), "warning")
        return found

    group_kind = fields_of(VillageGroup)["name"].kind
    group = FormField(
        "group", _("Group"), group_kind, hint=joined(list(groups[:_MOST_NAMED])), required=True
    )
    members, homes = fields_of(Member), fields_of(Household)
    head = tuple(form_field(members[name], required=name in _NEEDED) for name in _HEAD)
    home = tuple(
        form_field(homes[n], hint=_("given by itself when empty") if n == "local_no" else "")
        for n in _HOME
    )
    return FormRequest(
        "new", _("New household"),
        (FormSection(_("The head"), head), FormSection(_("The home"), (group, *home))),
        {"hh_class": "GEN"}, note=_("The other people and the card are added on its page."),
        check=check, follow=lambda key, typed: follows_from_id(key, typed, today),
    )  # fmt: skip


def create_household(registers: Registers, village: str | None, given: Values) -> tuple[str, Done]:
    """Add the household to ``village``, or to the only one held; returns its uid.

    Raises:
        Refused: ``number_taken``, ``several_villages`` …
    """
    place = village or the_village(registers.store, None).uid
    head = {n: given[n] for n in _HEAD if given.get(n) is not None}
    home = {n: given[n] for n in _HOME if given.get(n) is not None}
    group = given.get("group")
    return HouseholdEdits(registers).create(
        place, home, head, None if group is None else str(group)
    )


class NewHousehold(QObject):
    """Takes the form of a new household.

    ``wanted`` carries the form to show, ``created`` the uid and what was done, ``failed`` an
    exception.
    """

    wanted = Signal(object)
    created = Signal(str, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, village: str | None, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._runner = runner
        self._village = village
        self._answers = FormAnswers(self)
        self._judge = TypingJudge(desk.registers, runner, self)
        self._judge.failed.connect(self.failed)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of the form is told."""
        return self._answers

    @property
    def judge(self) -> TypingJudge:
        """Judges what is typed in the form."""
        return self._judge

    def ask(self, groups: Sequence[str]) -> None:
        """Ask for the form; ``groups`` are the groups that are known."""
        self.wanted.emit(new_household_form(groups, self._today()))

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Add the household."""
        create, registers = self._creating(request, changes), self._desk.registers
        self._runner.ask(lambda: create(registers), self._created, self._answers.refused.emit)

    def saving(self, request: FormRequest, changes: Values) -> Saving | None:
        """How the household would be added."""
        return Saving("", self._creating(request, {"name": UNNAMED, **changes}))

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Look whether somebody in the register is the head who is being typed."""
        del request
        look_for_likeness(self._desk, self._runner, self._where, (key, values), None, self._answers)

    def _where(self) -> str:
        return self._village or the_village(self._desk.store, None).uid

    def _creating(
        self, request: FormRequest, changes: Values
    ) -> Callable[[Registers], tuple[str, Done]]:
        village, given = self._village, {**request.values, **changes}
        return lambda registers: create_household(registers, village, given)

    def _created(self, made: tuple[str, Done]) -> None:
        self._answers.done.emit()
        self.created.emit(*made)

    def _today(self) -> dt.date:
        return self._desk.clock.now().date()
