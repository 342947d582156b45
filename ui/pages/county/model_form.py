"""The form of a model of the county's own: its name, its conditions, its measures."""

from __future__ import annotations

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Measure
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Text
from fieldapp.rules.conditions import Condition
from fieldapp.rules.models import Model, ModelMeasure
from ui.forms.code_options import code_options
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values
from ui.pages.county.conditions import (
    condition_problems,
    condition_sections,
    condition_values,
    typed_conditions,
)
from ui.pages.county.wording import condition_words

_LEAST_CONDITIONS, _LEAST_MEASURES, _MORE = 4, 4, 2


def slot_form(model: Model) -> FormRequest:
    """A slot as it is written; there is always room for more conditions and measures."""
    simple, kept = _parted(model)
    measures = max(_LEAST_MEASURES, len(model.measures) + _MORE)
    named = (
        FormField("zh", _("Name in Chinese"), Text(60), required=True),
        FormField("en", _("Name in English"), Text(120), required=True),
        FormField("source", _("Decided by"), Text(60), wide=True),
    )
    values: dict[str, object] = {"zh": model.zh, "en": model.en, "source": model.source}
    values |= condition_values(simple)
    for place, measure in enumerate(model.measures):
        values |= {f"m{place}.{name}": getattr(measure, name) for name in ("catalog", "zh", "en")}
    note = _("A household fits when every condition holds. Its measures are only a proposal.")
    if kept:
        said = "; ".join(condition_words(one) for one in kept)
        note = f"{note} {_('Kept as it was written: {conditions}').format(conditions=said)}"
    return FormRequest(
        "slot", model.id,
        (
            FormSection("", named),
            *condition_sections(max(_LEAST_CONDITIONS, len(simple) + _MORE)),
            *(_measure_section(place) for place in range(measures)),
        ),
        values, model.id, note, check=_problems,
    )  # fmt: skip


def typed_slot(model: Model, values: Values) -> Model:
    """The model that was typed into the slot; compound conditions stay as they were."""
    simple, kept = _parted(model)
    conditions = (*typed_conditions(values, simple), *kept)
    measures = tuple(
        ModelMeasure(*(str(values.get(f"m{place}.{name}")) for name in ("catalog", "zh", "en")))
        for place in _measures(values)
    )
    return Model(
        model.id, str(values["zh"]), str(values["en"]), str(values.get("source") or ""),
        conditions, measures,
    )  # fmt: skip


def _parted(model: Model) -> tuple[list[Condition], list[Condition]]:
    """Conditions that the form shows, and those made of others, which it keeps."""
    simple = [c for c in model.conditions if not (c.any_of or c.all_of)]
    return simple, [c for c in model.conditions if c.any_of or c.all_of]


def _measure_section(place: int) -> FormSection:
    group = fields_of(Measure)["catalog"]
    fields = (
        FormField(
            f"m{place}.catalog", group.label(language()), group.kind,
            options=code_options("C20", language()),
        ),
        FormField(f"m{place}.zh", _("Name in Chinese"), Text(60)),
        FormField(f"m{place}.en", _("Name in English"), Text(120)),
    )  # fmt: skip
    return FormSection(_("Measure {number}").format(number=place + 1), fields)


def _measures(values: Values) -> list[int]:
    ends = ".catalog"
    places = (key[1:].removesuffix(ends) for key in values if key.endswith(ends))
    return sorted(int(place) for place in places if values.get(f"m{place}{ends}") is not None)


def _problems(values: Values) -> Problems:
    """What is wrong with the conditions; a measure needs its group and both names."""
    found = condition_problems(values)
    for key in values:
        place = key.split(".")[0]
        if key.startswith("m") and "." in key and values[key] is None:
            others = (values.get(f"{place}.{name}") for name in ("catalog", "zh", "en"))
            if any(value is not None for value in others):
                found[key] = (_("This is needed."), "error")
    return found
