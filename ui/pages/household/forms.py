"""The forms of the page of one household: which fields, from which values."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.foundation.i18n import N_, _
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    Measure,
    VillageGroup,
)
from fieldapp.records.declare import Record, fields_of
from fieldapp.services.cards import DECISION
from fieldapp.services.household_view import HouseholdView
from ui.forms.code_options import spellings
from ui.forms.request import (
    FormField,
    FormRequest,
    FormSection,
    Problems,
    Values,
    form_field,
)
from ui.models.wording import card_word, full_day
from ui.pages.household.card_rows import paper_options
from ui.pages.household.income_forms import income_form, income_line_form
from ui.pages.household.person_form import member_form, standing_person, stars
from ui.pages.household.tables import LIVING
from ui.widgets.code_field import CodeOption

NEW = frozenset({"card", "model"})
"""Forms of records that are always new: nobody else can have changed them."""
NEW_UNNAMED = frozenset({"member", "measure", "income_line"})
"""Forms of records that are new while they have no subject."""
_PROMISED = (
    "catalog", "title", "quantity", "unit", "unit_rate", "amount_planned", "funding_unit",
    "expected_income", "helper", "start_date", "due_date", "content",
)  # fmt: skip
_NEEDED_NEW = frozenset({"catalog", "title", "due_date"})
_BECAME: tuple[str, ...] = (
    "state", "due_date", "amount_paid", "result_date", "result_income", "result_text",
    "head_signed", "head_signed_date", "reason_text",
)  # fmt: skip
_NEEDED_THEN = frozenset({"state"})
HOME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("group", "hh_class", "poor_attribute", "standard_used", "phone", "national_hh_no",
          "declared_size", "address_detail", "altitude_m", "gps_lat", "gps_lon",
          "is_martyr_army", "is_family_planning")),
    (N_("Identified and lifted"), ("first_identified", "exit_planned_year", "exit_status",
                                   "exit_year", "not_exit_reason", "return_year")),
    (N_("Consent and bank"), ("consent_date", "bank_name", "bank_account", "note")),
)  # fmt: skip
"""What does not change from year to year, by heading."""


def made(
    key: str, view: HouseholdView, groups: tuple[VillageGroup, ...], subject: str
) -> FormRequest:
    """The form of that key; ``subject`` is the uid of the person, item or measure it is about."""
    forms: dict[str, Callable[[], FormRequest]] = {
        "member": lambda: member_form(view, subject),
        "household": lambda: household_form(view, groups),
        "living": lambda: living_form(view),
        "income": lambda: income_form(view),
        "income_line": lambda: income_line_form(view, subject),
        "card": lambda: card_form(view),
        "rating": lambda: rating_form(view, subject),
        "causes": lambda: causes_form(view),
        "measure": lambda: measure_form(view, subject),
    }
    return forms[key]()


def standing(view: HouseholdView, request: FormRequest) -> Values:
    """The values behind a form as the household has them in ``view``, masked or not."""
    if request.key in NEW or (request.key in NEW_UNNAMED and not request.subject):
        return {}
    values = made(request.key, view, (), request.subject).values
    if request.key == "household":
        return {**values, **vars(view.home)}
    if request.key == "member":
        return {**values, **standing_person(view, request.subject)}
    return values


def household_form(view: HouseholdView, groups: tuple[VillageGroup, ...]) -> FormRequest:
    """What does not change from year to year."""
    specs = fields_of(Household)
    options = tuple(
        CodeOption(group.uid, str(place), group.name, spellings(group.name))
        for place, group in enumerate(groups, 1)
    )
    sections = tuple(
        FormSection(
            _(title) if title else "",
            tuple(
                form_field(
                    specs[name],
                    options=options if name == "group" else (),
                    hint=stars(view.home, name),
                )
                for name in names
            ),
        )
        for title, names in HOME
    )
    asked = [name for _title, names in HOME for name in names]
    values = {n: getattr(view.home, n) for n in asked if not stars(view.home, n)}
    return FormRequest(
        "household", _("Household {number}").format(number=view.row.local_no), sections, values,
        view.row.uid, _("Numbers shown with stars stay as they are unless you type over them."),
    )  # fmt: skip


def living_form(view: HouseholdView) -> FormRequest:
    """Living and land of a year; what is known of the newest year stands in it already."""
    newest = view.years[0].record if view.years else None
    names = [name for _title, group in LIVING for name in group]
    year = fields_of(HouseholdYear)["year"]
    sections = (
        FormSection("", (form_field(year, required=True),)),
        *(FormSection(_(title), _fields(HouseholdYear, *group)) for title, group in LIVING),
    )
    values = {name: getattr(newest, name) for name in names} if newest else {}
    return FormRequest(
        "living", _("Living and land"), sections, {**values, "year": view.today.year},
        view.row.uid, _("Saved for the year above; other years stay as they are."),
    )  # fmt: skip


def card_form(view: HouseholdView) -> FormRequest:
    """Another card, from a day on, with its reason."""
    specs = fields_of(CardRating)
    now = frozenset({view.row.card} if view.row.card else ())
    fields = (
        form_field(specs["colour"], required=True, without=now),
        form_field(specs["valid_from"], required=True),
        form_field(specs["reason_text"], required=True),
    )
    note = _("Now: {card}. The reason is kept for ever.").format(card=card_word(view.row.card))
    if not view.scheme_defined:
        note = f"{note} {_('The county has not written yet what its cards mean.')}"
    return FormRequest(
        "card", _("Change the card"),
        (FormSection("", fields), FormSection(_("Who decided"), _decision_fields(view))),
        {"valid_from": view.today}, view.row.uid, note,
    )  # fmt: skip


def rating_form(view: HouseholdView, uid: str) -> FormRequest:
    """Who proposed, reviewed and approved a card that was given."""
    rating = next(known for known in view.ratings if known.uid == uid)
    return FormRequest(
        "rating", _("Who decided"), (FormSection("", _decision_fields(view)),),
        {name: getattr(rating, name) for name in DECISION}, uid,
        _("{card} since {day}; the card and its reason stay as they were given.").format(
            card=card_word(rating.colour), day=full_day(rating.valid_from)
        ),
    )  # fmt: skip


def _decision_fields(view: HouseholdView) -> tuple[FormField, ...]:
    specs = fields_of(CardRating)
    options = {"proposed_by": team_options(view), "evidence": paper_options(view)}
    hint = _("↓ shows what is kept") if view.papers else _("No file is kept: add it under Files")
    hints = {"evidence": hint}
    return tuple(
        form_field(specs[name], options=options.get(name, ()), hint=hints.get(name, ""))
        for name in DECISION
    )


def causes_form(view: HouseholdView) -> FormRequest:
    """The causes of poverty of this year."""
    newest = view.causes
    names = ("main_cause", "other_causes", "cause_note")
    values = {name: getattr(newest, name) for name in names} if newest else {}
    return FormRequest(
        "causes", _("Causes in {year}").format(year=view.today.year),
        (FormSection("", _fields(HouseholdYear, *names)),), values, view.row.uid,
    )  # fmt: skip


def measure_form(view: HouseholdView, uid: str) -> FormRequest:
    """A new measure, or with a uid what became of one."""
    found = next((known for known in view.measures if known.uid == uid), None)
    team = team_options(view)
    names, needed = (_PROMISED, _NEEDED_NEW) if found is None else (_BECAME, _NEEDED_THEN)
    specs = fields_of(Measure)
    fields = tuple(
        form_field(specs[n], required=n in needed, options=team if n == "helper" else ())
        for n in names
    )
    values: dict[str, object] = {"start_date": view.today}
    if found is not None:
        values = {name: getattr(found, name) for name in names}
    title = _("Promise a measure") if found is None else found.title or ""
    return FormRequest(
        "measure", title, (FormSection("", fields),), values, uid,
        check=_measure_problems if found else _new_measure_problems,
    )  # fmt: skip


def team_options(view: HouseholdView) -> tuple[CodeOption, ...]:
    """The people who may be responsible, by number, name and pinyin."""
    return tuple(
        CodeOption(person.uid, str(place), person.name, spellings(person.name))
        for place, person in enumerate(view.team, 1)
    )


def _measure_problems(typed: Values) -> Problems:
    if typed.get("state") == "done" and typed.get("result_date") is None:
        return {"result_date": (_("A measure that is done needs the day it was done."), "error")}
    return {}


def _new_measure_problems(typed: Values) -> Problems:
    start, due = typed.get("start_date"), typed.get("due_date")
    if start is not None and due is not None and str(due) < str(start):
        return {"due_date": (_("Due before it starts."), "error")}
    return {}


def _fields(cls: type[Record], *names: str) -> tuple[FormField, ...]:
    return tuple(form_field(fields_of(cls)[name]) for name in names)
