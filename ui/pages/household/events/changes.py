"""The forms of a split and of a merge, which show what goes and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done
from fieldapp.records import Household, HouseholdYear
from fieldapp.records.codes import Code, CodeList
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import OneOf
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.life_events import LAND
from fieldapp.services.desk import Desk
from fieldapp.services.families import Family, Succession, any_family
from fieldapp.services.household_changes import HouseholdChanges, NewHousehold, newest_land
from fieldapp.services.household_view import HouseholdView
from ui.forms.code_options import spellings
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.models.wording import NOTHING, card_word, code_word, dotted, joined
from ui.pages.household.events.forms import day_field, day_of, note_field, note_of
from ui.pages.household.events.relations import (
    certain_relations,
    heir_follows,
    heir_section,
    joining_form,
    relation_field,
    relations_of,
    succession_of,
)
from ui.pages.household.events.steps import Step, people_field
from ui.widgets.code_field import CodeOption

_MOVING, _HEAD, _OTHER = "moving", "head", "other"
_HOME = ("hh_class", "phone", "address_detail", "local_no")


def split(view: HouseholdView, family: Family) -> Step:
    """Some people found a household of their own."""
    land = newest_land([year.record for year in view.years], view.today.year)
    homes = fields_of(Household)
    home = tuple(
        form_field(
            homes[name],
            required=name == "hh_class",
            hint=_("given by itself when empty") if name == "local_no" else "",
        )
        for name in _HOME
    )
    people = FormSection(
        _("Who founds the new household"),
        (
            people_field(_MOVING, _("They move"), family.living, several=True),
            people_field(_HEAD, _("New head"), family.living), day_field(), note_field(),
        ),
    )  # fmt: skip
    sections = [people, FormSection(_("The new household"), home)]
    if land:
        sections.append(FormSection(_("Land that goes along"), tuple(_shares(land))))
    request = FormRequest(
        "event.split", _("The household splits"), tuple(sections),
        {"date": view.today, "hh_class": family.home.hh_class}, family.home.uid,
        _("Card, causes, helpers, measures and visits stay with household {number}; nothing is "
          "copied.").format(number=family.home.local_no),
        check=lambda values: _split_problems(values, family),
        remark=lambda values: _split_words(values, view, family),
    )  # fmt: skip
    return Step(request, lambda desk, values: _after_split(desk, family, values))


def merge(view: HouseholdView, others: Sequence[HouseholdRow]) -> Step:
    """Another household of the village joins this one."""
    options = tuple(
        CodeOption(
            row.uid, row.local_no, dotted(row.head_name, row.group), spellings(row.head_name)
        )
        for row in others
    )
    codes = CodeList(_OTHER, tuple(Code(o.value, o.label, o.label) for o in options))
    other = FormField(
        _OTHER, _("Household that joins"), OneOf(codes), options=options, required=True, wide=True
    )

    def go(desk: Desk, values: Values) -> Step:
        joining = any_family(desk.store, str(values[_OTHER]))

        def act(desk: Desk, stated: Values) -> Done:
            return HouseholdChanges(desk.registers).merge(
                view.row.uid, joining.home.uid, day_of(values), relations_of(stated),
                note_of(values),
            )  # fmt: skip

        return joining_form(joining, view.row.local_no, act)

    request = FormRequest(
        "event.merge", _("Another household joins this one"),
        (FormSection("", (other, day_field(), note_field())),), {"date": view.today}, view.row.uid,
        _("Household {number} keeps its number. The visits, cards and measures of the other one "
          "stay readable from here; its open card, helpers and measures end on the day.").format(
            number=view.row.local_no),
    )  # fmt: skip
    return Step(request, go)


def _after_split(desk: Desk, family: Family, values: Values) -> Step | Done:
    """Ask for the relations that are not certain, and for the head of the old household."""
    moving = _moving(values)
    going = [p for p in family.living if p.uid in moving]
    staying = family.without(moving)
    heir = next(p for p in going if p.uid == values[_HEAD])
    head_goes = family.home.head_member in moving
    certain = {} if heir.uid == family.home.head_member or family.head is None else (
        certain_relations(family.head, heir, [p for p in going if p is not heir])
    )  # fmt: skip
    sections = []
    if None in certain.values():
        fields = tuple(relation_field(p) for p in going if p is not heir)
        title = _("In the new household, to {name}").format(name=heir.name)
        sections.append(FormSection(title, fields))
    if head_goes:
        title = _("In household {number}").format(number=family.home.local_no)
        sections.append(heir_section(staying, staying, title))
    if not sections:
        return _split(desk, family, values, {}, None)
    request = FormRequest(
        "split", _("Who is what to the head?"), tuple(sections),
        {key: value for key, value in certain.items() if value}, family.home.uid,
        _("Relations stand filled in where they are certain; the others are yours to choose."),
        follow=heir_follows(family, staying),
    )  # fmt: skip
    return Step(
        request,
        lambda desk, told: _split(
            desk, family, values, relations_of(told), succession_of(told) if head_goes else None
        ),
    )


def _split(
    desk: Desk,
    family: Family,
    values: Values,
    relations: dict[str, str],
    heir: Succession | None,
) -> Done:
    fields = {name: values[name] for name in _HOME if values.get(name) is not None}
    land = {name: values[name] for name in LAND if values.get(name) is not None}
    new = NewHousehold(fields, str(values[_HEAD]), None, relations, land)
    return HouseholdChanges(desk.registers).split(
        family.home.uid, day_of(values), sorted(_moving(values)), new, heir, note_of(values)
    )[1]


def _shares(land: dict[str, Decimal]) -> list[FormField]:
    specs = fields_of(HouseholdYear)
    fields = []
    for name, amount in land.items():
        held = _("of {mu} mu").format(mu=specs[name].kind.show(amount, ""))
        fields.append(replace(form_field(specs[name]), unit=held))
    return fields


def _split_problems(values: Values, family: Family) -> Problems:
    moving, found = _moving(values), Problems()
    if moving and not family.without(moving):
        found[_MOVING] = (_("At least one person must stay."), "error")
    if values.get(_HEAD) and values[_HEAD] not in moving:
        found[_HEAD] = (_("The new head must be one of those who move."), "error")
    return found


def _split_words(values: Values, view: HouseholdView, family: Family) -> str:
    """What goes and what stays, as the form stands."""
    moving = _moving(values)
    going = [p.name for p in family.living if p.uid in moving]
    if not going:
        return ""
    staying = [p.name for p in family.without(moving)]
    measures = sum(m.state in OPEN_MEASURES for m in view.measures)
    visits = view.row.visits
    kept = dotted(
        card_word(view.row.card), code_word("C06", view.row.main_cause),
        _n("{count} open measure", "{count} open measures", measures).format(count=measures),
        _n("{count} visit made", "{count} visits made", visits).format(count=visits),
    )  # fmt: skip
    return _("Goes: {going}\nStays: {staying} — {kept}").format(
        going=joined(going), staying=joined(staying) or NOTHING, kept=kept
    )


def _moving(values: Values) -> frozenset[str]:
    chosen = values.get(_MOVING)
    return frozenset(chosen) if isinstance(chosen, tuple) else frozenset()
