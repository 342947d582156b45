"""The county's rules as a person reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records.codes import code_list
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.rules.household_facts import FACTS
from fieldapp.rules.income import IncomeFormula
from fieldapp.rules.models import Threshold, shipped
from fieldapp.services.county_rules import CountyRules
from ui.models.wording import card_word, joined
from ui.pages.county.state import CardRow, CauseRow, CountyState, FormulaRow, ThresholdRow


def county_state(today: dt.date, rules: CountyRules) -> CountyState:
    """The page for these rules."""
    return CountyState(
        today=today,
        village=rules.village_name,
        warning=_warning(rules),
        thresholds=tuple(
            _threshold_row(threshold, rules.thresholds[threshold.name])
            for threshold in shipped().thresholds
        ),
        cards=tuple(_card_row(code.value, rules.cards) for code in code_list("card_colour").codes),
        scheme=_scheme(rules),
        ours=rules.ours,
        causes=tuple(CauseRow(code.value, code.label(language())) for code in rules.causes),
        formulas=tuple(_formula_row(year, formula) for year, formula in rules.formulas),
    )


def _warning(rules: CountyRules) -> str:
    if not rules.overlaps:
        return ""
    first, second = rules.overlaps[0]
    return _(
        "With these figures a household may fit {first} and {second} at once: "
        "the figures of {second} should be smaller."
    ).format(first=first.id, second=second.id)


def _scheme(rules: CountyRules) -> str:
    """The scheme's name, with a warning while it does not say what its cards mean."""
    if not rules.schemes:
        return ""
    scheme = rules.schemes[0]
    return (
        scheme.name
        if scheme.definition_text
        else _("{name}: no definition is given").format(name=scheme.name)
    )


def _threshold_row(threshold: Threshold, figure: Decimal | None) -> ThresholdRow:
    unit = threshold.unit(language())
    value = _("not set") if figure is None else f"{figure.normalize():f} {unit}".strip()
    return ThresholdRow(threshold.name, threshold.label(language()), value, figure is None)


def _card_row(colour: str, rules: Sequence[CardRule]) -> CardRow:
    found = next((rule for rule in rules if rule.colour == colour), None)
    said = joined([condition_words(c) for c in found.conditions]) if found else _("no suggestion")
    return CardRow(colour, card_word(colour), said)


def condition_words(condition: Condition) -> str:
    """A condition such as ``Net income per head less than 2800 yuan``."""
    fact = FACTS[condition.fact]
    limits = [
        fact.shown(limit if condition.test == "one_of" else Decimal(limit), language())
        for limit in condition.limits
    ]
    words = comparison_words()[condition.test]
    return f"{fact.label(language())} {words} {joined(limits)}".strip()


def comparison_words() -> dict[str, str]:
    """What the tests are called."""
    return {
        "less_than": _("less than"),
        "at_most": _("at most"),
        "at_least": _("at least"),
        "more_than": _("more than"),
        "one_of": _("one of"),
        "yes": _("is yes"),
        "no": _("is no"),
    }


def _formula_row(year: int | None, formula: IncomeFormula) -> FormulaRow:
    items = code_list("C19")
    shares = [
        f"{items.label(item, language())} {share.normalize():f} %"
        for item, share in formula.cost_shares.items()
    ]
    return FormulaRow(
        str(year or ""),
        str(year or _("every year")),
        formula.version,
        joined(shares) or _("as recorded"),
        joined([items.label(item, language()) for item in formula.not_counted]) or "—",
    )
