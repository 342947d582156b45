"""The county's rules as a person reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records import CardScheme
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Condition
from fieldapp.rules.entry.limits import Limits
from fieldapp.rules.household_facts import FACTS
from fieldapp.rules.income import IncomeFormula
from fieldapp.rules.models import Model, Threshold, shipped, threshold_names
from fieldapp.services.county_rules import CountyRules
from ui.models.wording import card_word, code_word, english, full_day, joined
from ui.pages.county.state import (
    CardRow,
    CodeRow,
    CountyState,
    FormulaRow,
    LimitRow,
    ModelRow,
    SchemeRow,
    ThresholdRow,
)
from ui.widgets.facts import Fact


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
        schemes=tuple(map(_scheme_row, rules.schemes)),
        ours=rules.ours,
        limits=_limit_rows(rules.limits),
        causes=_code_rows("C06"),
        catalogue=_code_rows("C20"),
        models=tuple(map(_model_row, rules.models)),
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


def _scheme_row(scheme: CardScheme) -> SchemeRow:
    """A scheme, with a warning while it does not say what its cards mean."""
    specs = fields_of(CardScheme)
    values = {
        "name": scheme.name,
        "issued_by": scheme.issued_by,
        "document_no": scheme.document_no,
        "valid_from": full_day(scheme.valid_from),
        "colours": joined([card_word(colour) for colour in scheme.colours or ()]),
        "definition_text": scheme.definition_text,
    }
    said = tuple(
        Fact(specs[name].label(language()), value or "—") for name, value in values.items()
    )
    defined = bool(scheme.definition_text)
    return SchemeRow(
        scheme.uid, scheme.name, full_day(scheme.valid_from),
        _("given") if defined else _("not given"), "" if defined else "warning", said,
    )  # fmt: skip


def limit_names() -> dict[str, tuple[str, str]]:
    """What each limit is called, with its unit."""
    return {
        "followups_a_year": (_("Follow-ups of a chronic card a year"), _("times")),
        "antenatal_visits": (_("Antenatal visits"), _("times")),
        "notice_days": (_("A public notice is shown for"), _("days")),
        "second_homes": (_("Households that somebody may be second helper of"), _("households")),
    }


def _limit_rows(limits: Limits) -> tuple[LimitRow, ...]:
    def said(figure: int, unit: str) -> str:
        return f"{figure} {unit}"

    return tuple(
        LimitRow(
            name, words, said(getattr(limits, name), unit), said(getattr(Limits(), name), unit)
        )
        for name, (words, unit) in limit_names().items()
    )


def _code_rows(name: str) -> tuple[CodeRow, ...]:
    return tuple(
        CodeRow(code.value, code.label(language()), joined(code.synonyms))
        for code in code_list(name).codes
    )


def _model_row(model: Model) -> ModelRow:
    conditions = [
        Fact(_("Condition {number}").format(number=place), _told(condition))
        for place, condition in enumerate(model.conditions, 1)
    ]
    measures = [
        Fact(
            _("Measure {number}").format(number=place),
            f"{measure.label(language())} ({code_word('C20', measure.catalog)})",
        )
        for place, measure in enumerate(model.measures, 1)
    ]
    head = [
        Fact(_("What it is called"), model.label(language())),
        Fact(_("Decided by"), model.source or "—"),
    ]
    return ModelRow(
        model.id, model.label(language()),
        str(len(model.conditions) or "—"), str(len(model.measures) or "—"), model.empty,
        () if model.empty and not model.measures else (*head, *conditions, *measures),
    )  # fmt: skip


def _told(condition: Condition) -> str:
    """What a condition asks, in its own words where it has some, and how it is judged."""
    words = condition_words(condition)
    named = condition.en if english() else condition.zh
    return f"{named}: {words}" if english() and named else f"{named}：{words}" if named else words


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
    inside = condition.any_of or condition.all_of
    if inside:
        link = _(" or ") if condition.any_of else _(" and ")
        return link.join(map(condition_words, inside))
    fact = FACTS[condition.fact]
    limits = [_limit_words(condition, limit) for limit in condition.limits]
    words = comparison_words()[condition.test]
    return f"{fact.label(language())} {words} {joined(limits)}".strip()


def _limit_words(condition: Condition, limit: str) -> str:
    """A code or a figure; a threshold by its name."""
    named = threshold_names(language()).get(limit)
    if named is not None:
        return f"[{named}]" if english() else f"「{named}」"
    fact = FACTS[condition.fact]
    return fact.shown(limit if condition.test == "one_of" else Decimal(limit), language())


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
        "recorded": _("is recorded"),
        "any_aged": _("one aged from, to"),
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
