"""What the county's models and card conditions say of a household; a person always decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, created
from fieldapp.records import CardRating, Measure
from fieldapp.rules.card_advice import CardAdvice, CardRule, card_advice, read_card_rules
from fieldapp.rules.conditions import Thresholds, Verdict
from fieldapp.rules.household_facts import Person, Picture, facts_of
from fieldapp.rules.models import (
    Catalogue,
    Match,
    Model,
    figures,
    match,
    overlapping,
    read_model,
    shipped,
)
from fieldapp.services.county_settings import set_setting, setting_text
from fieldapp.services.household_view import HouseholdView, household_view
from fieldapp.services.households import Registers
from fieldapp.services.lookup import person_named
from fieldapp.services.values import new_record, read_fields

THRESHOLDS = "models.thresholds"
SLOT = "models.{}"
CARD_RULES = "cards.conditions"
_ORDER: tuple[Verdict, ...] = ("met", "unknown", "not_met")


@dataclass(frozen=True, slots=True)
class Counsel:
    """What is said of one household: every written model, those that fit first, and the card.

    Without conditions of the county no card is suggested.
    """

    models: tuple[Match, ...]
    cards: CardAdvice


@dataclass(frozen=True)
class Advice:
    """Models and card conditions held against households, and the settings they need."""

    registers: Registers

    def catalogue(self) -> Catalogue:
        """The models, the empty slots filled with what the county wrote into them."""
        known = shipped()
        return Catalogue(
            known.thresholds,
            tuple(self._written(known, m) if m.empty else m for m in known.models),
            known.apart,
        )

    def thresholds(self, village: str) -> Thresholds:
        """The thresholds of a village by name; ``None`` while the county has not set them."""
        return figures(self._thresholds(), village, shipped().thresholds)

    def set_threshold(self, name: str, value: Decimal | None, village: str | None = None) -> Done:
        """Set a threshold; one that each village has of its own needs the village.

        Raises:
            Refused: ``unknown_threshold``, ``threshold_village``.
        """
        threshold = next((t for t in shipped().thresholds if t.name == name), None)
        if threshold is None:
            raise Refused("unknown_threshold", name=name)
        written = dict(self._thresholds())
        if threshold.by_village:
            if village is None:
                raise Refused("threshold_village", name=name)
            by_village = written.get(name)
            inside = dict(by_village) if isinstance(by_village, Mapping) else {}
            written[name] = {**inside, village: value}
        else:
            written[name] = value
        return set_setting(self.registers, THRESHOLDS, written)

    def overlaps(self, village: str) -> list[tuple[Model, Model]]:
        """Models that could both hold with these thresholds though they should not."""
        known = shipped()
        found = overlapping(known, self.thresholds(village))
        return [(known.model(first), known.model(second)) for first, second in found]

    def fill_slot(self, model: Model) -> Done:
        """Write a model of the county's own into an empty slot.

        Raises:
            Refused: ``unknown_model``, ``model_not_empty``, ``condition_unreadable``.
        """
        known = shipped()
        if not known.model(model.id).empty:
            raise Refused("model_not_empty", model=model.id)
        read_model(msgspec.json.encode(model).decode(), known.thresholds)
        return set_setting(self.registers, SLOT.format(model.id), msgspec.to_builtins(model))

    def about(self, household: str) -> Counsel:
        """What models and card conditions say of a household; raises ``unknown_household``."""
        store, clock = self.registers.store, self.registers.clock
        return self.about_view(household_view(store, clock, household))

    def about_view(self, view: HouseholdView) -> Counsel:
        """The same of a household that was read already."""
        thresholds = self.thresholds(view.home.village)
        facts = facts_of(picture_of(view))
        written = [model for model in self.catalogue().models if not model.empty]
        found = [match(model, facts, thresholds) for model in written]
        present = _open_card(view)
        return Counsel(
            tuple(sorted(found, key=lambda m: _ORDER.index(m.verdict))),
            card_advice(self.card_rules(), facts, present.colour if present else None),
        )

    def card_rules(self) -> tuple[CardRule, ...]:
        """The county's conditions, in its order; empty until the county writes them."""
        text = setting_text(self.registers.store, CARD_RULES)
        return read_card_rules(text) if text else ()

    def set_card_rules(self, rules: Sequence[CardRule]) -> Done:
        """Set the county's conditions; raises as ``read_card_rules``."""
        written = msgspec.to_builtins(tuple(rules))
        read_card_rules(msgspec.json.encode(written).decode())
        return set_setting(self.registers, CARD_RULES, written)

    def assign(
        self, household: str, model: str, measures: Sequence[Mapping[str, object]]
    ) -> tuple[tuple[str, ...], Done]:
        """Promise the measures of a model, as the person edited them, in one act.

        Raises:
            Refused: ``unknown_model``, ``nothing_assigned``, and as ``read_fields``.
        """
        registers = self.registers
        known = self.catalogue().model(model)
        if not measures:
            raise Refused("nothing_assigned")
        records = []
        for given in measures:
            raw = dict(given)
            if raw.get("helper"):
                raw["helper"] = person_named(registers.store, str(raw["helper"])).uid
            values = {"state": "planned", **read_fields(Measure, raw)}
            values.update(household=household, model_ref=known.id)
            records.append(new_record(Measure, registers.ids.uid(), values))
        act = registers.act("model.assign")
        done = registers.store.write(act, [created(record) for record in records])
        return tuple(record.uid for record in records), done

    def _thresholds(self) -> Mapping[str, object]:
        text = setting_text(self.registers.store, THRESHOLDS)
        value = msgspec.json.decode(text) if text else {}
        return value if isinstance(value, dict) else {}

    def _written(self, known: Catalogue, slot: Model) -> Model:
        text = setting_text(self.registers.store, SLOT.format(slot.id))
        return read_model(text, known.thresholds) if text else slot


def picture_of(view: HouseholdView) -> Picture:
    """What conditions may ask of a household, from what its page shows."""
    newest = view.years[0] if view.years else None
    return Picture(
        view.today,
        view.home,
        tuple(Person(m.person, m.year) for m in view.members if m.here),
        _open_card(view),
        newest.record if newest else None,
        newest.per_head if newest else None,
    )


def _open_card(view: HouseholdView) -> CardRating | None:
    return next((rating for rating in view.ratings if rating.valid_to is None), None)
