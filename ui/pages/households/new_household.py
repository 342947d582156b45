"""The form of a new household, and what saving it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done
from fieldapp.records import Household, Member, VillageGroup
from fieldapp.records.declare import fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.lookup import the_village
from ui.forms.answers import FormAnswers
from ui.forms.identity_check import follows_from_id, is_sound, person_problems, taken_words
from ui.forms.likeness_check import look_for_likeness
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.models.wording import joined
from ui.workers.runner import Runner

_HEAD = ("name", "sex", "id_number", "birth_date", "ethnic")
_NEEDED = frozenset({"name", "sex", "group"})
_HOME = ("hh_class", "phone", "local_no", "address_detail")
_MOST_NAMED = 6


def new_household_form(groups: Sequence[str], today: dt.date) -> FormRequest:
    """The head first, then the home; a group that is not known yet will be made."""

    def check(typed: Values) -> Problems:
        found = person_problems(typed, today)
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


def create_household(desk: Desk, village: str | None, given: Values) -> tuple[str, Done]:
    """Add the household to ``village``, or to the only one held; returns its uid.

    Raises:
        Refused: ``id_taken``, ``number_taken``, ``several_villages`` …
    """
    place = village or the_village(desk.store, None).uid
    head = {n: given[n] for n in _HEAD if given.get(n) is not None}
    home = {n: given[n] for n in _HOME if given.get(n) is not None}
    group = given.get("group")
    return HouseholdEdits(desk.registers).create(
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

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of the form is told."""
        return self._answers

    def ask(self, groups: Sequence[str]) -> None:
        """Ask for the form; ``groups`` are the groups that are known."""
        self.wanted.emit(new_household_form(groups, self._today()))

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Add the household."""
        desk, village = self._desk, self._village
        given = {**request.values, **changes}
        self._runner.ask(
            lambda: create_household(desk, village, given), self._created,
            self._answers.refused.emit,
        )  # fmt: skip

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Look whether somebody in the register is the head who is being typed."""
        del request
        look_for_likeness(self._desk, self._runner, self._where, (key, values), None, self._answers)
        number = str(values.get("id_number") or "")
        if key == "id_number" and is_sound(number, self._today()):
            edits = HouseholdEdits(self._desk.registers)
            self._runner.ask(lambda: edits.holder(number), self._held, self.failed.emit)

    def _where(self) -> str:
        return self._village or the_village(self._desk.store, None).uid

    def _held(self, holder: HouseholdRow | None) -> None:
        if holder is not None:
            self._answers.told.emit("id_number", taken_words(holder))

    def _created(self, made: tuple[str, Done]) -> None:
        self._answers.done.emit()
        self.created.emit(*made)

    def _today(self) -> dt.date:
        return self._desk.clock.now().date()
