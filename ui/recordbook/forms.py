"""The form of any declared record, judged while it is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records.declare import EntitySpec, FieldSpec, Need, entity_named, record_of
from fieldapp.records.kinds import Ref, Refs, Texts
from fieldapp.rules.derived import body_mass, follows, percent
from fieldapp.rules.entry.judge import judge_entry
from fieldapp.rules.masks import masked_id, masked_phone
from fieldapp.services.record_views import Sheet
from ui.forms.code_options import spellings
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.recordbook.layouts import LAYOUTS, LEFT_OUT, MASKED
from ui.widgets.code_field import CodeOption
from ui.widgets.marks import Mark

_NOT_YET = frozenset({"attachment", "plan"})
"""Entities that no form refers to."""
_NAMES = frozenset({"attendees", "absent", "signers"})
"""Lists of names, where those who work in the village are offered."""
_OPEN = {"meeting_decision": "open"}


def record_form(sheet: Sheet) -> FormRequest:
    """The form of a record, or of a new one with what follows from the day filled in."""
    spec = entity_named(sheet.entity)
    options = {
        entity: tuple(
            CodeOption(uid, str(place), name, spellings(name))
            for place, (uid, name) in enumerate(choices, 1)
        )
        for entity, choices in sheet.choices.items()
    }
    names = [name for name, field in spec.fields.items() if _is_asked(sheet, field)]
    made = {name: _field(sheet, spec.fields[name], options) for name in names}
    title = spec.label(language())
    return FormRequest(
        f"record:{sheet.entity}",
        _("New: {what}").format(what=title) if sheet.record is None else title,
        tuple(_sections(sheet.entity, made)),
        _beginning(sheet, names),
        "" if sheet.record is None else sheet.record.uid,
        _("What is marked * belongs to the record; what is not known yet can be added later."),
        check=lambda values: _problems(sheet, spec, values),
        remark=lambda values: _worked_out(sheet.entity, values),
        follow=lambda key, values: follows(sheet.entity, key, values),
    )


def chosen_owner(sheet: Sheet, values: Values) -> str:
    """Whom the record belongs to: the person chosen in the form, or whoever it was opened for."""
    scope = entity_named(sheet.entity).scope
    return str(values.get(scope) or sheet.owner)


def asks_person(entity: str) -> bool:
    """Whether the form asks which member the record belongs to."""
    return entity_named(entity).scope == "member"


def _is_asked(sheet: Sheet, field: FieldSpec) -> bool:
    spec = entity_named(sheet.entity)
    if field.name == spec.scope:
        return asks_person(sheet.entity) and sheet.record is None
    refers = field.kind.entity if isinstance(field.kind, Ref | Refs) else ""
    return refers not in _NOT_YET and field.name not in LEFT_OUT.get(sheet.entity, frozenset())


def _field(
    sheet: Sheet, field: FieldSpec, options: Mapping[str, tuple[CodeOption, ...]]
) -> FormField:
    refers = field.kind.entity if isinstance(field.kind, Ref | Refs) else ""
    if field.name in _NAMES and isinstance(field.kind, Texts):
        refers = "names"
    held = getattr(sheet.record, field.name) if sheet.record and field.name in MASKED else None
    mask = masked_id if field.name == "id_number" else masked_phone
    made = form_field(field, options=options.get(refers, ()), hint=mask(held) if held else "")
    return replace(made, required=field.structural, expected=field.need is Need.REQUIRED)


def _sections(entity: str, made: Mapping[str, FormField]) -> list[FormSection]:
    layout = LAYOUTS.get(entity)
    if layout is None or not layout.sections:
        return [FormSection("", tuple(made.values()))]
    return [
        FormSection(_(title), tuple(made[name] for name in names if name in made))
        for title, names in layout.sections
    ]


def _beginning(sheet: Sheet, names: list[str]) -> dict[str, object]:
    if sheet.record is not None:
        held = {name: getattr(sheet.record, name) for name in names if name not in MASKED}
        return {name: value for name, value in held.items() if value is not None}
    numbers = [getattr(one, "visit_no", 0) for one in sheet.around.siblings]
    years = {getattr(one, "year", None) for one in sheet.around.siblings}
    this_year = sheet.today.year
    known: dict[str, object] = {
        "year": this_year if sheet.entity == "benefit" or this_year not in years else None,
        "date": sheet.today, "state": _OPEN.get(sheet.entity),
        "visit_no": max(numbers, default=0) + 1,
        "member": next(iter(sheet.people)) if len(sheet.people) == 1 else sheet.owner or None,
        **sheet.known,
    }  # fmt: skip
    return {name: known[name] for name in names if known.get(name) is not None}


def _problems(sheet: Sheet, spec: EntitySpec, values: Values) -> Problems:
    given = {name: value for name, value in values.items() if value is not None}
    if spec.scope:
        given[spec.scope] = chosen_owner(sheet, values)
    held = {} if sheet.record is None else _masked_ones(sheet)
    whole = {**held, **given}
    if any(field.structural and not whole.get(name) for name, field in spec.fields.items()):
        return {}
    record = record_of(spec.cls, "" if sheet.record is None else sheet.record.uid, whole)
    person = sheet.people.get(str(given.get("member"))) or sheet.around.person
    found: Problems = {}
    for said in judge_entry(record, replace(sheet.around, person=person)):
        mark: Mark = "error" if said.blocks else "warning"
        found.setdefault(said.about, (said.sentence(language()), mark))
    return found


def _masked_ones(sheet: Sheet) -> dict[str, object]:
    """Values that the form does not show but keeps."""
    record, spec = sheet.record, entity_named(sheet.entity)
    held = {name: getattr(record, name) for name in spec.fields if name in MASKED}
    return {name: value for name, value in held.items() if value is not None}


def _worked_out(entity: str, values: Values) -> str:
    """What follows from the figures typed, under the form."""

    def figure(name: str) -> Decimal | None:
        value = values.get(name)
        return value if isinstance(value, Decimal) else None

    if entity == "coverage_measure":
        share = percent(figure("numerator"), figure("denominator"))
        return "" if share is None else _("Share: {share} %").format(share=share)
    if entity == "chronic_followup":
        index = body_mass(figure("weight_now"), figure("height_cm"))
        return "" if index is None else _("Body-mass index: {index}").format(index=index)
    if entity == "public_notice":
        start, end = values.get("from_date"), values.get("to_date")
        if isinstance(start, dt.date) and isinstance(end, dt.date):
            return _("Shown for {days} days").format(days=(end - start).days + 1)
    return ""
