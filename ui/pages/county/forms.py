"""The forms of the county's rules, and what is made of what was typed."""

from __future__ import annotations

import re
from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records import CardScheme, CountySetting
from fieldapp.records.codes import Code, CodeList, code_list
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Dec, ManyOf, OneOf, Text
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.rules.household_facts import FACTS
from fieldapp.rules.income import IncomeFormula
from fieldapp.rules.models import Threshold
from fieldapp.services.county_codes import CARDS
from fieldapp.services.county_rules import CountyRules
from ui.forms.code_options import code_options, spellings
from ui.forms.request import FormField, FormRequest, FormSection, Values, form_field
from ui.models.wording import card_word
from ui.pages.county.wording import comparison_words
from ui.widgets.code_field import CodeOption

MOST_CONDITIONS = 4
_SCHEME = ("name", "issued_by", "document_no", "valid_from", "definition_text")
_OPERATIONS = ("B1", "B2", "B3", "B4")
_FIGURE = Dec(10, 2, Decimal(0))
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


def card_form(colour: str, rules: CountyRules) -> FormRequest:
    """When the county would suggest a card: up to four conditions, all of which must hold."""
    rule = next((rule for rule in rules.cards if rule.colour == colour), CardRule(colour, ()))
    sections: list[FormSection] = []
    values: dict[str, object] = {}
    for place in range(MOST_CONDITIONS):
        title = _("Condition {number}").format(number=place + 1)
        sections.append(FormSection(title, _condition_fields(place)))
        if place < len(rule.conditions):
            values |= _condition_values(place, rule.conditions[place])
    title = _("When is {card} suggested?").format(card=card_word(colour))
    return FormRequest(
        "card", title, tuple(sections), values, colour,
        note=_("Every condition that stands here must hold. A person always decides."),
    )  # fmt: skip


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


def typed_card_rule(colour: str, values: Values) -> CardRule:
    """The conditions that were typed; a line without a fact is empty."""
    conditions = []
    for place in range(MOST_CONDITIONS):
        fact, test = values.get(f"{place}.fact"), values.get(f"{place}.test")
        if fact is not None:
            typed = str(values.get(f"{place}.limit") or "")
            limits = tuple(part for part in _PARTS.split(typed) if part)
            if test == "one_of":
                limits = tuple(_code_value(str(fact), part) for part in limits)
            conditions.append(Condition(fact=str(fact), test=str(test or ""), limits=limits))
    return CardRule(colour, tuple(conditions))


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


_PARTS = re.compile(r"[\s,，、;；]+")


def _condition_fields(place: int) -> tuple[FormField, ...]:
    facts = {name: fact.label(language()) for name, fact in FACTS.items() if name not in _NOT_ASKED}
    return (
        _choice(f"{place}.fact", _("Fact"), facts),
        _choice(f"{place}.test", _("Comparison"), comparison_words()),
        FormField(f"{place}.limit", _("Figure or code"), Text(60)),
    )


def _choice(key: str, label: str, words: dict[str, str]) -> FormField:
    codes = CodeList(key, tuple(Code(value, said, said) for value, said in words.items()))
    options = tuple(
        CodeOption(value, str(number), said, spellings(said))
        for number, (value, said) in enumerate(words.items(), 1)
    )
    return FormField(key, label, OneOf(codes), options=options)


def _condition_values(place: int, condition: Condition) -> dict[str, object]:
    fact = FACTS[condition.fact]
    shown = [
        fact.shown(limit, language()) if condition.test == "one_of" else limit
        for limit in condition.limits
    ]
    return {
        f"{place}.fact": condition.fact, f"{place}.test": condition.test,
        f"{place}.limit": " ".join(shown) or None,
    }  # fmt: skip


def _code_value(fact: str, typed: str) -> str:
    known = FACTS[fact]
    codes = fields_of(known.source)[known.field].codes if known.source else None
    return (codes.find(typed) if codes else None) or typed
