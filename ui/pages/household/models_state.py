"""What the panel of models shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.foundation.i18n import _, language
from fieldapp.rules.card_advice import CardAdvice
from fieldapp.rules.conditions import Judged, Verdict
from fieldapp.rules.models import Match, threshold_names
from fieldapp.services.advice import Counsel
from ui.models.wording import card_word
from ui.widgets.text import Tone

_TONES: dict[Verdict, Tone] = {"met": "ok", "not_met": "quiet", "unknown": "warning"}
_SIGNS: dict[Verdict, str] = {"met": "✓", "not_met": "×", "unknown": "?"}


@dataclass(frozen=True)
class ConditionLine:
    """A condition: its sign, what it asks, and why the verdict is what it is."""

    sign: str
    asks: str
    reason: str
    tone: Tone


@dataclass(frozen=True)
class ModelLine:
    """A model with its verdict and its conditions; ``takeable`` when it brings measures."""

    uid: str
    name: str
    verdict: str
    tone: Tone
    conditions: tuple[ConditionLine, ...]
    takeable: bool


@dataclass(frozen=True)
class AdviceState:
    """Models, those that fit first; what the county's card conditions suggest, if anything."""

    summary: str = ""
    models: tuple[ModelLine, ...] = ()
    cards: tuple[ConditionLine, ...] = ()


def advice_state(counsel: Counsel) -> AdviceState:
    """Everything the panel says of a household."""
    fitting = [found for found in counsel.models if found.verdict == "met"]
    said = _("No model fits for certain; the team decides.")
    if fitting:
        names = ("; " if language() == "en" else "；").join(f.model.id for f in fitting)
        said = _("Fits: {models}. The team chooses.").format(models=names)
    return AdviceState(said, tuple(map(_model_line, counsel.models)), _card_lines(counsel.cards))


def _model_line(found: Match) -> ModelLine:
    words = {"met": _("fits"), "not_met": _("does not fit"), "unknown": _("not known yet")}
    return ModelLine(
        found.model.id,
        found.model.label(language()),
        words[found.verdict],
        _TONES[found.verdict],
        tuple(map(_condition_line, found.conditions)),
        bool(found.model.measures),
    )


def _condition_line(judged: Judged) -> ConditionLine:
    return ConditionLine(
        _SIGNS[judged.verdict],
        judged.condition.label(language()),
        judged.sentence(language(), threshold_names(language())),
        _TONES[judged.verdict],
    )


def _card_lines(cards: CardAdvice) -> tuple[ConditionLine, ...]:
    """The suggested card first, then what would have to change for the others."""
    lines = []
    if cards.suggested is not None:
        asks = _("The county's conditions suggest: {card}").format(
            card=card_word(cards.suggested.colour)
        )
        lines.append(ConditionLine("✓", asks, cards.suggested.reason(language()), "ok"))
    for option in cards.others:
        asks = _("For {card} it would take").format(card=card_word(option.colour))
        lines.append(ConditionLine("", asks, option.reason(language()), "quiet"))
    return tuple(lines)
