"""The form of a person: who it is, and what is recorded of this year, health to its roles."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import N_, _
from fieldapp.records import Household, Member, MemberYear
from fieldapp.records.declare import fields_of
from fieldapp.rules.masks import is_child, mask_of, masked
from fieldapp.services.household_view import HouseholdView, MemberView
from ui.forms.identity_check import follows_from_id, id_progress
from ui.forms.request import FormRequest, FormSection, Values, form_field

_NEEDED = frozenset({"name", "relation", "sex"})
_HEAD = "01"
PERSON = (
    "name", "relation", "sex", "id_number", "birth_date", "id_type", "id_missing_reason", "ethnic",
    "political", "phone", "name_pinyin", "national_person_no", "identified_at", "note",
)  # fmt: skip
PERSON_YEAR: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Schooling in {year}"), ("education", "school_status", "school_name", "dropout_reason",
                                 "mandarin", "left_behind")),
    (N_("Work in {year}"), ("labour", "work_area", "work_place", "employer", "work_months",
                            "public_post", "willing_training", "willing_training_date")),
    (N_("Insurance and support in {year}"), (
        "ins_resident_medical", "ins_employee_medical", "ins_serious", "ins_commercial",
        "ins_accident", "pension_resident", "pension_employee", "dibao", "tekun")),
    (N_("Health in {year}"), ("health", "disease_name", "disease_grade", "disability_card")),
)  # fmt: skip
"""The yearly fields by heading; those of health are asked only of whom it is open to."""


def member_form(view: HouseholdView, uid: str) -> FormRequest:
    """A new person, or with a uid the person as recorded; masked numbers stay when untouched."""
    found = next((known for known in view.members if known.person.uid == uid), None)
    person = found.person if found else None
    own = tuple(
        form_field(
            fields_of(Member)[name],
            required=name in _NEEDED,
            hint=stars(person, name, view.today) if person else "",
            without=frozenset() if person else frozenset({_HEAD} if name == "relation" else ()),
        )
        for name in PERSON
    )
    sections = [FormSection("", own)]
    values: dict[str, object] = {}
    if found is not None:
        values = {n: getattr(person, n) for n in PERSON if not stars(found.person, n)}
        sections += _yearly_sections(view, found)
        values |= _yearly_values(found, sections)
    return FormRequest(
        "member", _("Add a person") if person is None else person.name, tuple(sections), values,
        uid, check=id_progress,
        follow=lambda key, typed: follows_from_id(key, typed, view.today),
        note=_("Numbers shown with stars stay as they are unless you type over them.")
        if person
        else _("Schooling, work and the rest of the year are asked under “Change”."),
    )  # fmt: skip


def standing_person(view: HouseholdView, uid: str) -> Values:
    """The values behind a person's form, masked or not."""
    found = next(one for one in view.members if one.person.uid == uid)
    return {**(vars(found.year) if found.year else {}), **vars(found.person)}


def stars(record: Household | Member, name: str, today: dt.date | None = None) -> str:
    """What a form shows in place of a masked value; such a field stands empty."""
    born = record.birth_date if isinstance(record, Member) else None
    child = today is not None and is_child(born, today)
    value = getattr(record, name)
    return masked(fields_of(type(record))[name], value, health=False, child=child) or ""


def _yearly_sections(view: HouseholdView, found: MemberView) -> list[FormSection]:
    specs = fields_of(MemberYear)
    made = []
    for title, names in PERSON_YEAR:
        shown = [name for name in names if view.health or mask_of(specs[name]) != "health"]
        fields = tuple(form_field(specs[n], hint=_year_stars(found, n)) for n in shown)
        if fields:
            made.append(FormSection(_(title).format(year=view.today.year), fields))
    return made


def _yearly_values(found: MemberView, sections: list[FormSection]) -> dict[str, object]:
    names = [field.key for section in sections[1:] for field in section.fields]
    return {n: getattr(found.year, n) for n in names if found.year and not _year_stars(found, n)}


def _year_stars(found: MemberView, name: str) -> str:
    """A card's number in part; whoever sees the form may see the rest of health."""
    if found.year is None:
        return ""
    return masked(fields_of(MemberYear)[name], getattr(found.year, name), health=True) or ""
