"""The form in which a model's measures are looked through before they are promised."""

from __future__ import annotations

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Measure
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Bool3
from fieldapp.rules.models import Model
from fieldapp.services.household_view import HouseholdView
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.pages.household.forms import team_options

_EACH = ("title", "quantity", "unit", "amount_planned")
_SHARED = ("helper", "start_date", "due_date")


def model_form(view: HouseholdView, model: Model) -> FormRequest:
    """The measures of a model as a proposal: each can be changed or left out."""
    specs = fields_of(Measure)
    team = team_options(view)
    shared = tuple(
        form_field(specs[name], required=True, options=team if name == "helper" else ())
        for name in _SHARED
    )
    values: dict[str, object] = {"start_date": view.today}
    sections = [FormSection(_("For all of them"), shared)]
    for place, measure in enumerate(model.measures):
        take = FormField(f"{place}.take", _("Promise it"), Bool3())
        fields = [_renamed(form_field(specs[name]), place) for name in _EACH]
        group = specs["catalog"].codes
        title = group.label(measure.catalog, language()) if group else measure.catalog
        sections.append(FormSection(title, (take, *fields)))
        values |= {f"{place}.take": True, f"{place}.title": measure.zh}
    return FormRequest(
        "model", model.label(language()), tuple(sections), values, model.id,
        note=_("A proposal: change it, leave out what does not suit, then save."),
        check=_problems,
    )  # fmt: skip


def model_measures(model: Model, values: Values) -> list[dict[str, object]]:
    """The measures that the person left in the form, ready to be promised."""
    shared = {name: values[name] for name in _SHARED if values.get(name) is not None}
    chosen: list[dict[str, object]] = []
    for place, measure in enumerate(model.measures):
        if values.get(f"{place}.take"):
            own = {name: values.get(f"{place}.{name}") for name in _EACH}
            told = {name: value for name, value in own.items() if value is not None}
            chosen.append({"catalog": measure.catalog, **told, **shared})
    return chosen


def _renamed(known: FormField, place: int) -> FormField:
    return FormField(
        f"{place}.{known.key}", known.label, known.kind, known.unit, known.hint, known.options
    )


def _problems(typed: Values) -> Problems:
    start, due = typed.get("start_date"), typed.get("due_date")
    if start is not None and due is not None and str(due) < str(start):
        return {"due_date": (_("Due before it starts."), "error")}
    return {}
