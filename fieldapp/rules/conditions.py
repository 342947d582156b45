"""Conditions that a county writes as data, judged met, not met or unknown, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Literal

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import N_, translator
from fieldapp.rules.household_facts import COMPARISONS, FACTS, Ages, Known

Verdict = Literal["met", "not_met", "unknown"]
Thresholds = Mapping[str, Decimal | None]

_WORDS = {
    "at_least": N_("{fact} {value}; needed: at least {limit}"),
    "at_most": N_("{fact} {value}; needed: at most {limit}"),
    "more_than": N_("{fact} {value}; needed: more than {limit}"),
    "less_than": N_("{fact} {value}; needed: less than {limit}"),
    "one_of": N_("{fact} {value}; needed: {limit}"),
    "yes": N_("{fact} {value}; needed: yes"),
    "no": N_("{fact} {value}; needed: no"),
    "recorded": N_("{fact}: recorded"),
    "any_aged": N_("{fact} {value}; needed: one aged {limit}"),
}
_NOT_RECORDED = N_("{fact} is not recorded")
_NOT_SET = N_("the threshold {limit} is not set")
_NOT_ALL_RECORDED = N_("{fact} {value}, but not recorded for everybody")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as data: a test of a fact, or some (``any_of``) or all of other conditions.

    ``limits`` are numbers, code values or names of thresholds, by the test.
    """

    id: str = ""
    zh: str = ""
    en: str = ""
    stated: str = ""
    fact: str = ""
    test: str = ""
    limits: tuple[str, ...] = ()
    any_of: tuple[Condition, ...] = ()
    all_of: tuple[Condition, ...] = ()

    def label(self, language: str) -> str:
        """What the condition asks, in ``language``; a bare test is named by its fact."""
        written = self.en if language == "en" else self.zh
        return written or (FACTS[self.fact].label(language) if self.fact else "")


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition with its verdict; ``parts`` are the judged conditions inside it."""

    condition: Condition
    verdict: Verdict
    value: Known = None
    missing_limit: str = ""
    limits: tuple[Decimal | str, ...] = ()
    parts: tuple[Judged, ...] = ()

    def sentence(self, language: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """Why the verdict is what it is, with the figures; ``names`` are those of thresholds."""
        if self.parts:
            telling = [p for p in self.parts if p.verdict == self.verdict] or list(self.parts)
            return ("; " if language == "en" else "；").join(
                part.sentence(language, names) for part in telling
            )
        gettext = translator(language).gettext
        fact = FACTS[self.condition.fact]
        words = _WORDS[self.condition.test]
        if self.missing_limit:
            words = _NOT_SET
        elif self.value is None:
            words = _NOT_RECORDED
        elif self.verdict == "unknown":
            words = _NOT_ALL_RECORDED
        return gettext(words).format(
            fact=fact.label(language),
            value=fact.shown(self.value, language),
            limit=names.get(self.missing_limit, self.missing_limit) or self._limit(language),
        )

    def _limit(self, language: str) -> str:
        fact = FACTS[self.condition.fact]
        if self.condition.test == "any_aged":
            return "-".join(str(limit) for limit in self.limits)
        told = [fact.shown(limit, language) for limit in self.limits]
        return (" / " if language == "en" else "或").join(told)


def judge(condition: Condition, facts: Mapping[str, Known], thresholds: Thresholds) -> Judged:
    """Judge one condition; what is not recorded or not set makes it unknown, never false."""
    inside = condition.any_of or condition.all_of
    if inside:
        parts = tuple(judge(part, facts, thresholds) for part in inside)
        strong: Verdict = "met" if condition.any_of else "not_met"
        weak: Verdict = "not_met" if condition.any_of else "met"
        verdicts = {part.verdict for part in parts}
        verdict = strong if strong in verdicts else "unknown" if "unknown" in verdicts else weak
        return Judged(condition, verdict, parts=parts)
    value = facts[condition.fact]
    limits: list[Decimal | str] = []
    for written in condition.limits:
        limit = _limit_of(condition.test, written, thresholds)
        if limit is None:
            return Judged(condition, "unknown", value, missing_limit=written)
        limits.append(limit)
    if value is None:
        return Judged(condition, "unknown", None, limits=tuple(limits))
    return Judged(condition, _verdict(condition.test, value, limits), value, limits=tuple(limits))


def together(judged: Sequence[Judged]) -> Verdict:
    """The verdict over conditions that must all hold; without any it is unknown."""
    verdicts = {one.verdict for one in judged}
    if "not_met" in verdicts:
        return "not_met"
    return "unknown" if "unknown" in verdicts or not verdicts else "met"


def _limit_of(test: str, written: str, thresholds: Thresholds) -> Decimal | str | None:
    if test == "one_of":
        return written
    return thresholds[written] if written in thresholds else Decimal(written)


def _verdict(test: str, value: Known, limits: Sequence[Decimal | str]) -> Verdict:
    if isinstance(value, Ages):
        return _of_ages(test, value, limits)
    if test == "recorded":
        return "met"
    if test in {"yes", "no"}:
        return "met" if value is (test == "yes") else "not_met"
    if test == "one_of":
        return "met" if str(value) in limits else "not_met"
    number, limit = Decimal(str(value)), Decimal(limits[0])
    holds = {
        "at_least": number >= limit,
        "at_most": number <= limit,
        "more_than": number > limit,
        "less_than": number < limit,
    }[test]
    return "met" if holds else "not_met"


def _of_ages(test: str, value: Ages, limits: Sequence[Decimal | str]) -> Verdict:
    """Of people, some of whom may not be recorded: one who fits is enough."""
    if test == "any_aged":
        low, high = (Decimal(limit) for limit in limits)
        fitting = sum(1 for age in value.ages if low <= age <= high)
        return "met" if fitting else "not_met" if value.complete else "unknown"
    number, limit = Decimal(len(value.ages)), Decimal(limits[0])
    if test == "at_least":
        return "met" if number >= limit else "not_met" if value.complete else "unknown"
    return "not_met" if number > limit else "met" if value.complete else "unknown"


def check_condition(condition: Condition, thresholds: Sequence[str]) -> None:
    """See that a written condition can be judged.

    Raises:
        Refused: ``condition_unreadable`` with the part that is not understood.
    """
    for part in (*condition.any_of, *condition.all_of):
        check_condition(part, thresholds)
    if condition.any_of or condition.all_of:
        return
    if condition.fact not in FACTS:
        raise Refused("condition_unreadable", part=condition.fact or condition.id)
    wanted = WANTED_LIMITS.get(condition.test, 0)
    fits = condition.test in FACTS[condition.fact].tests()
    if not fits or len(condition.limits) < wanted:
        raise Refused("condition_unreadable", part=f"{condition.fact} {condition.test}")
    if condition.test != "one_of":
        for limit in condition.limits:
            _check_limit(limit, thresholds)


WANTED_LIMITS = {**dict.fromkeys(COMPARISONS, 1), "one_of": 1, "any_aged": 2}
"""How many limits a test takes at least; those not named take none."""


def _check_limit(limit: str, thresholds: Sequence[str]) -> None:
    if limit in thresholds:
        return
    try:
        Decimal(limit)
    except InvalidOperation:
        raise Refused("condition_unreadable", part=limit) from None
