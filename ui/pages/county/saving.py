"""What each form of the county's rules does when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from fieldapp.ports.store import Done
from fieldapp.rules.models import shipped
from fieldapp.services.advice import Advice
from fieldapp.services.cards import set_scheme
from fieldapp.services.county_codes import add_code
from fieldapp.services.county_rules import CountyRules, set_card_rule, set_formula
from fieldapp.services.households import Registers
from fieldapp.services.limits import set_limit
from ui.forms.request import FormRequest, Values
from ui.pages.county import forms
from ui.pages.county.model_form import typed_slot

Command = Callable[[Registers, CountyRules, str, Values], Done]
"""Takes what the form is about, and everything that stands in it."""


def save_rule(
    registers: Registers, rules: CountyRules, request: FormRequest, changes: Values
) -> Done:
    """Save a form; raises ``Refused`` as the services do."""
    if request.key == "scheme":
        return set_scheme(registers, request.subject, changes)
    values = {**request.values, **changes}
    return _COMMANDS[request.key](registers, rules, request.subject, values)


def _card(registers: Registers, rules: CountyRules, colour: str, values: Values) -> Done:
    known = forms.card_rule(colour, rules)
    return set_card_rule(registers, forms.typed_card_rule(colour, values, known))


def _slot(registers: Registers, rules: CountyRules, model: str, values: Values) -> Done:
    return Advice(registers).fill_slot(typed_slot(rules.model(model), values))


def _formula(registers: Registers, _rules: CountyRules, _year: str, values: Values) -> Done:
    return set_formula(registers, *forms.typed_formula(values))


def _code(registers: Registers, _rules: CountyRules, name: str, values: Values) -> Done:
    return add_code(registers, name, str(values["zh"]), str(values["en"]))[1]


def _limit(registers: Registers, _rules: CountyRules, name: str, values: Values) -> Done:
    figure = values["figure"]
    return set_limit(registers, name, figure if isinstance(figure, int) else None)


def _threshold(registers: Registers, rules: CountyRules, name: str, values: Values) -> Done:
    figure = values["figure"]
    threshold = next(t for t in shipped().thresholds if t.name == name)
    village = rules.village if threshold.by_village else None
    kept = figure if isinstance(figure, Decimal) else None
    return Advice(registers).set_threshold(name, kept, village)


_COMMANDS: Mapping[str, Command] = {
    "card": _card,
    "slot": _slot,
    "formula": _formula,
    "code": _code,
    "limit": _limit,
    "threshold": _threshold,
}
