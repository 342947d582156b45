"""Models of help as data: which conditions a household meets, and which measures a model brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import msgspec

from fieldapp.foundation.assets import asset_path
from fieldapp.foundation.errors import Refused
from fieldapp.rules.conditions import (
    Condition,
    Judged,
    Thresholds,
    Verdict,
    check_condition,
    judge,
    together,
)
from fieldapp.rules.household_facts import FACTS, Known


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that the county sets; ``by_village`` when each village has its own."""

    name: str
    fact: str
    zh: str
    en: str
    by_village: bool = False

    def label(self, language: str) -> str:
        """The name in ``language``."""
        return self.en if language == "en" else self.zh

    def unit(self, language: str) -> str:
        """The unit of the figure; years of age for ages."""
        fact = FACTS[self.fact]
        return fact.units[language == "en"]


@dataclass(frozen=True, slots=True)
class ModelMeasure:
    """A measure that a model brings: its group of C20 and its title."""

    catalog: str
    zh: str
    en: str

    def label(self, language: str) -> str:
        """The title in ``language``."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Model:
    """A model of help; one without conditions is an empty slot that the source does not write."""

    id: str
    zh: str
    en: str
    source: str
    conditions: tuple[Condition, ...] = ()
    measures: tuple[ModelMeasure, ...] = ()

    def label(self, language: str) -> str:
        """The name in ``language``."""
        return self.en if language == "en" else self.zh

    @property
    def empty(self) -> bool:
        """Whether nobody has written yet when this model holds."""
        return not self.conditions


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models with their thresholds; ``apart`` names models that should never both hold.

    A line of ``apart`` is two models, then pairs of thresholds of which each first must be
    smaller than its second so that the models exclude each other.
    """

    thresholds: tuple[Threshold, ...]
    models: tuple[Model, ...]
    apart: tuple[tuple[str, ...], ...] = ()

    def model(self, model_id: str) -> Model:
        """The model of that id.

        Raises:
            Refused: ``unknown_model``.
        """
        for model in self.models:
            if model.id == model_id:
                return model
        raise Refused("unknown_model", model=model_id)


@dataclass(frozen=True, slots=True)
class Match:
    """A model held against a household: every condition with its verdict and reason."""

    model: Model
    conditions: tuple[Judged, ...]

    @property
    def verdict(self) -> Verdict:
        """Met when all conditions are met, not met when one is not, else unknown."""
        return together(self.conditions)


def threshold_names(language: str) -> dict[str, str]:
    """What the thresholds are called in ``language``."""
    return {threshold.name: threshold.label(language) for threshold in shipped().thresholds}


def match(model: Model, facts: Mapping[str, Known], thresholds: Thresholds) -> Match:
    """Hold a model against the facts of a household."""
    return Match(model, tuple(judge(c, facts, thresholds) for c in model.conditions))


def overlapping(catalogue: Catalogue, thresholds: Thresholds) -> list[tuple[str, str]]:
    """Pairs of models that could both hold with these thresholds though they should not.

    While a threshold is not set its models hold for nobody, so nothing is reported.
    """
    found = []
    for first, second, *names in catalogue.apart:
        figures = [thresholds.get(name) for name in names]
        if None in figures:
            continue
        pairs = zip(figures[::2], figures[1::2], strict=True)
        if not all(low < high for low, high in pairs if low is not None and high is not None):
            found.append((first, second))
    return found


@cache
def shipped() -> Catalogue:
    """The models of the study: three written out, four left empty."""
    text = asset_path("catalogues/models.json").read_bytes()
    return checked(msgspec.json.decode(text, type=Catalogue))


def read_model(text: str, thresholds: Sequence[Threshold]) -> Model:
    """A model that a county wrote into an empty slot, from its JSON text.

    Raises:
        Refused: ``condition_unreadable`` with the part that is not understood.
    """
    try:
        model = msgspec.json.decode(text, type=Model)
    except msgspec.MsgspecError as error:
        raise Refused("condition_unreadable", part=str(error)) from None
    return checked(Catalogue(tuple(thresholds), (model,))).models[0]


def checked(catalogue: Catalogue) -> Catalogue:
    """The catalogue, when every condition in it can be judged; raises as ``read_model``."""
    names = [threshold.name for threshold in catalogue.thresholds]
    for model in catalogue.models:
        for condition in model.conditions:
            check_condition(condition, names)
    return catalogue


def figures(raw: Mapping[str, object], village: str, thresholds: Sequence[Threshold]) -> Thresholds:
    """The thresholds that hold in a village; what is not set is ``None``.

    ``raw`` maps a threshold to its figure, or to figures by village uid.
    """
    found: dict[str, Decimal | None] = {}
    for threshold in thresholds:
        value = raw.get(threshold.name)
        if isinstance(value, Mapping):
            value = value.get(village)
        found[threshold.name] = None if value is None else Decimal(str(value))
    return found
