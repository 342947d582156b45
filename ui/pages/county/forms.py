"""The forms of the county's rules, and what is made of what was typed."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records import CardScheme, CountySetting
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Dec, Int, ManyOf, Text
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.household_facts import FACTS
from fieldapp.rules.income import IncomeFormula
from fieldapp.rules.models import Threshold
from fieldapp.services.county_codes import CARDS
from fieldapp.services.county_rules import CountyRules
from ui.forms.code_options import code_options
from ui.forms.request import FormField, FormRequest, FormSection, Values, form_field
from ui.models.wording import card_word
from ui.pages.county.conditions import (
    condition_problems,
    condition_sections,
    condition_values,
    typed_conditions,
)
from ui.pages.county.wording import limit_names

MOST_CONDITIONS = 4
_SCHEME = ("name", "issued_by", "document_no", "valid_from", "definition_text")
_OPERATIONS = ("B1", "B2", "B3", "B4")
_FIGURE = Dec(10, 2, Decimal(0))
_MOST = 365
_SHARE = Dec(5, 2, Decimal(0))
_NOT_ASKED = frozenset(("able", "away", "outside"))
"""Facts that are ages of people; a card is not suggested by them."""


def threshold_form(threshold: Threshold, figure: Decimal | None) -> FormRequest:
    """One figure of the models; left empty it is not set."""
    name = threshold.label(language())
    known = FormField("figure", name, _FIGURE, threshold.unit(language()))
    return FormRequest(
        "threshold", name, (FormSection("", (known,)),), {"figure": figure}, threshold.name,
        note=_("Left empty, the condition is not known for any household."),
    )  # fmt: skip


def limit_form(name: str, rules: CountyRules) -> FormRequest:
    """One figure that records and due days go by; left empty the usual one holds."""
    words, unit = limit_names()[name]
    known = FormField("figure", words, Int(1, _MOST), unit)
    return FormRequest(
        "limit", words, (FormSection("", (known,)),), {"figure": getattr(rules.limits, name)},
        name, note=_("Left empty, the usual figure holds."),
    )  # fmt: skip


def card_form(colour: str, rules: CountyRules) -> FormRequest:
    """When the county would suggest a card: up to four conditions, all of which must hold."""
    rule = card_rule(colour, rules) or CardRule(colour, ())
    places = max(MOST_CONDITIONS, len(rule.conditions))
    title = _("When is {card} suggested?").format(card=card_word(colour))
    return FormRequest(
        "card", title, condition_sections(places, [f for f in FACTS if f not in _NOT_ASKED]),
        condition_values(rule.conditions), colour,
        note=_("Every condition that stands here must hold. A person always decides."),
        check=condition_problems,
    )  # fmt: skip


def card_rule(colour: str, rules: CountyRules) -> CardRule | None:
    """The county's conditions for a card, where it has some."""
    return next((rule for rule in rules.cards if rule.colour == colour), None)


def formula_form(year: int | None, rules: CountyRules) -> FormRequest:
    """How incomes are added up; a share of an operation's income is taken as its cost."""
    known = dict(rules.formulas).get(year, IncomeFormula())
    items = code_list("C19")
    shares = tuple(
        FormField(f"share.{item}", items.label(item, language()), _SHARE, "%")
        for item in _OPERATIONS
    )
    head = (
        form_field(fields_of(CountySetting)["year"], hint=_("every year")),
        FormField("version", _("Formula version"), Text(20), required=True),
    )
    left_out = FormField(
        "not_counted", _("Not part of net income"), ManyOf(code_list("C19")), wide=True,
        options=code_options("C19", language()),
    )  # fmt: skip
    values: dict[str, object] = {
        "year": year, "version": known.version, "not_counted": known.not_counted or None,
    }  # fmt: skip
    values |= {f"share.{item}": known.cost_shares.get(item) for item in _OPERATIONS}
    return FormRequest(
        "formula", _("How incomes are added up"),
        (
            FormSection("", head),
            FormSection(_("Share taken as cost while no cost is recorded"), shares),
            FormSection("", (left_out,)),
        ),
        values, str(year or ""),
    )  # fmt: skip


def scheme_form(scheme: CardScheme) -> FormRequest:
    """What the cards of a scheme mean, who issued it and since when."""
    specs = fields_of(CardScheme)
    values = {name: getattr(scheme, name) for name in _SCHEME}
    fields = tuple(form_field(specs[name]) for name in _SCHEME)
    return FormRequest("scheme", scheme.name, (FormSection("", fields),), values, scheme.uid)


def code_form(name: str) -> FormRequest:
    """A cause or a card of the county's own."""
    title = _("Add a card") if name == CARDS else _("Add a cause")
    fields = (
        FormField("zh", _("Name in Chinese"), Text(20), required=True),
        FormField("en", _("Name in English"), Text(60), required=True),
    )
    return FormRequest(
        "code", title, (FormSection("", fields),), {}, name,
        note=_("It stands behind the others and keeps its code for ever."),
    )  # fmt: skip


def typed_card_rule(colour: str, values: Values, known: CardRule | None) -> CardRule:
    """The conditions that were typed; a line without a fact is empty."""
    return CardRule(colour, tuple(typed_conditions(values, known.conditions if known else ())))


def typed_formula(values: Values) -> tuple[int | None, dict[str, object]]:
    """The year and the formula that were typed."""
    year, left_out = values.get("year"), values.get("not_counted")
    shares = {item: values.get(f"share.{item}") for item in _OPERATIONS}
    formula: dict[str, object] = {
        "version": values.get("version"),
        "cost_shares": {item: v for item, v in shares.items() if v is not None},
        "not_counted": list(left_out) if isinstance(left_out, tuple) else [],
    }
    return (year if isinstance(year, int) else None), formula
