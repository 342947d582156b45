"""Everything a county sets for models, cards and incomes, read together for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from fieldapp.ports.store import Done
from fieldapp.records import CardScheme
from fieldapp.rules.card_advice import CardRule
from fieldapp.rules.conditions import Thresholds
from fieldapp.rules.entry.limits import Limits
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.income import IncomeFormula, read_formula
from fieldapp.rules.models import Model
from fieldapp.services.advice import Advice
from fieldapp.services.county_settings import county_sets, set_setting, setting_years
from fieldapp.services.households import Registers
from fieldapp.services.limits import load_limits


@dataclass(frozen=True)
class CountyRules:
    """The rules as they stand; thresholds are those of one village."""

    village: str
    village_name: str
    thresholds: Thresholds
    overlaps: Sequence[tuple[Model, Model]]
    cards: tuple[CardRule, ...]
    formulas: tuple[tuple[int | None, IncomeFormula], ...]
    models: tuple[Model, ...]
    schemes: tuple[CardScheme, ...]
    limits: Limits
    ours: bool
    """Whether this workspace may set them: the county's, no laptop."""

    def model(self, model_id: str) -> Model:
        """The model of that id as it is written now; ``StopIteration`` when there is none."""
        return next(model for model in self.models if model.id == model_id)


def county_rules(registers: Registers, village: str | None = None) -> CountyRules:
    """Read the rules; without a village those of the first one held."""
    advice = Advice(registers)
    held = registers.store.questions.villages()
    row = next((v for v in held if v.uid == village), held[0] if held else None)
    uid = row.uid if row else ""
    texts = setting_years(registers.store, INCOME)
    return CountyRules(
        uid,
        row.name if row else "",
        advice.thresholds(uid),
        advice.overlaps(uid),
        advice.card_rules(),
        tuple((year, read_formula(text)) for year, text in texts),
        advice.catalogue().models,
        tuple(registers.store.find(CardScheme)),
        load_limits(registers.store, registers.clock.now().date()),
        county_sets(registers.store),
    )


def set_card_rule(registers: Registers, rule: CardRule) -> Done:
    """Set when a card is suggested; without conditions it is suggested no more.

    Raises:
        Refused: ``condition_unreadable``.
    """
    advice = Advice(registers)
    others = [known for known in advice.card_rules() if known.colour != rule.colour]
    return advice.set_card_rules([*others, *([rule] if rule.conditions else [])])


def set_formula(registers: Registers, year: int | None, formula: Mapping[str, object]) -> Done:
    """Set how incomes of a year, or of every year, are added up.

    Raises:
        Refused: ``formula_unreadable``.
    """
    read_formula(msgspec.json.encode(formula))
    return set_setting(registers, INCOME, formula, year=year)
