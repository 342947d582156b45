"""The form of a new household, and what saving it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import Household, Member, VillageGroup
from fieldapp.records.declare import fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.lookup import the_village
from ui.forms.identity_check import follows_from_id, person_problems
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.models.wording import joined

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
