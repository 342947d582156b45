"""Conditions of a county that suggest a card, with the reason; a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.records.codes import code_list
from fieldapp.rules.conditions import Condition, Judged, Verdict, check_condition, judge, together
from fieldapp.rules.household_facts import Known


@dataclass(frozen=True, slots=True)
class CardRule:
    """When the county would suggest a card: all conditions must be met."""

    colour: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class CardOption:
    """A card with its judged conditions."""

    colour: str
    conditions: tuple[Judged, ...]

    @property
    def verdict(self) -> Verdict:
        """Met when every condition is; unknown while none fails but something is missing."""
        return together(self.conditions)

    def reason(self, language: str) -> str:
        """One sentence: what holds when the card is suggested, else what is missing for it."""
        told = [j for j in self.conditions if self.verdict == "met" or j.verdict != "met"]
        return ("; " if language == "en" else "；").join(j.sentence(language) for j in told)


@dataclass(frozen=True, slots=True)
class CardAdvice:
    """What the county's conditions say of a household; ``options`` in the county's order."""

    present: str | None
    options: tuple[CardOption, ...]

    @property
    def suggested(self) -> CardOption | None:
        """The first card whose conditions are all met, or ``None``."""
        return next((option for option in self.options if option.verdict == "met"), None)

    @property
    def others(self) -> tuple[CardOption, ...]:
        """Cards that do not hold, with what would have to change: "what would turn it yellow"."""
        return tuple(option for option in self.options if option.verdict != "met")


def card_advice(
    rules: Sequence[CardRule], facts: Mapping[str, Known], present: str | None
) -> CardAdvice:
    """Hold the county's conditions against the facts of a household."""
    return CardAdvice(
        present,
        tuple(
            CardOption(rule.colour, tuple(judge(c, facts, {}) for c in rule.conditions))
            for rule in rules
        ),
    )


def read_card_rules(text: str) -> tuple[CardRule, ...]:
    """The county's conditions from their JSON text.

    Raises:
        Refused: ``condition_unreadable``, ``unknown_card`` with the colour.
    """
    try:
        rules = msgspec.json.decode(text, type=tuple[CardRule, ...])
    except msgspec.MsgspecError as error:
        raise Refused("condition_unreadable", part=str(error)) from None
    for rule in rules:
        if rule.colour not in code_list("card_colour"):
            raise Refused("unknown_card", card=rule.colour)
        if not rule.conditions:
            raise Refused("condition_unreadable", part=rule.colour)
        for condition in rule.conditions:
            check_condition(condition, ())
    return rules
