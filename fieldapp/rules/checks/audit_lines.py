"""What one line of the audit says: declared, computed, difference, result, the arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from typing_extensions import override

from fieldapp.foundation.i18n import translator
from fieldapp.records import Village, VillageYear
from fieldapp.records.declare import fields_of
from fieldapp.rules.checks.facts import Around, VillageFacts
from fieldapp.rules.checks.findings import (
    Fact,
    Hit,
    Rule,
    Severity,
    add_village_rule,
    hit,
    number,
    shown,
)
from fieldapp.rules.checks.settings import CheckSettings

Result = Literal["pass", "fail", "warn", "info"]
Numbers = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """The declared figures of a village: the newest year, and all of them."""

    village: Village
    year: VillageYear
    years: tuple[VillageYear, ...]
    settings: CheckSettings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check of the audit found; ``difference`` is computed less declared."""

    result: Result
    declared: Numbers
    computed: Numbers
    difference: Numbers
    says: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    warning: str = ""
    """What is to be asked although the figures pass."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit of one village; its label is the arithmetic in a sentence."""

    id: str
    title: str
    """What is compared; empty when the field alone says it."""
    field: str
    """The declared field that the line is about."""
    village: str
    village_name: str
    year: int
    outcome: Outcome

    @property
    def result(self) -> Result:
        """Whether the figures fit."""
        return self.outcome.result

    def check(self, language: str) -> str:
        """What is compared."""
        if not self.title:
            return fields_of(VillageYear)[self.field].label(language)
        return translator(language).gettext(self.title)

    def label(self, language: str) -> str:
        """The arithmetic in one sentence."""
        words = translator(language)
        outcome = self.outcome
        facts = {name: shown(fact, language) for name, fact in outcome.facts.items()}
        told = [words.gettext(outcome.says).format_map(facts)]
        if outcome.warning:
            told.append(words.gettext(outcome.warning).format_map(facts))
        return ("; " if language == "en" else "；").join(told)


@dataclass(frozen=True)
class AuditRule(Rule):
    """The rule behind a line of the audit: broken when the line does not pass."""

    @override
    def sentence(self, language: str, facts: Mapping[str, Fact]) -> str:
        colon = ": " if language == "en" else "："
        return f"{self.listed(language)}{colon}{shown(facts['line'], language)}"


Judge = Callable[[Declared], Outcome | None]


@dataclass(frozen=True)
class AuditCheck:
    """One check of the audit: its id, what it compares, and the function that does."""

    id: str
    title: str
    field: str
    judge: Judge

    def line(self, declared: Declared) -> AuditLine | None:
        """The line for these figures; ``None`` when they are not declared."""
        outcome = self.judge(declared)
        if outcome is None:
            return None
        village, year = declared.village, declared.year
        return AuditLine(
            self.id, self.title, self.field, village.uid, village.name, year.year, outcome
        )


AUDIT: list[AuditCheck] = []


def audited(key: str, name: str, title: str, severity: Severity = "E") -> Callable[[Judge], Judge]:
    """Register a check of the audit and the rule it belongs to, such as ``V-VIL/A1``.

    ``name`` is the declared field that a finding points to.
    """

    def register(judge: Judge) -> Judge:
        rule = AuditRule(key, severity, title)
        check = AuditCheck(rule.part, title, name, judge)
        AUDIT.append(check)
        add_village_rule(rule, lambda village, around: _hits(check, village, around))
        return judge

    return register


def _hits(check: AuditCheck, village: VillageFacts, around: Around) -> Iterator[Hit]:
    declared = declared_of(village, around.settings)
    line = check.line(declared) if declared else None
    if declared and line and line.result in {"fail", "warn"}:
        yield hit(declared.year, check.field, line=line)


def declared_of(village: VillageFacts, settings: CheckSettings) -> Declared | None:
    """The declared figures to audit: the newest year that counts households or people."""
    counted = [
        one
        for one in village.years
        if one.households_total is not None or one.people_total is not None
    ]
    newest = max(counted, key=lambda one: one.year, default=None)
    return Declared(village.village, newest, village.years, settings) if newest else None


def audit(village: VillageFacts, settings: CheckSettings) -> list[AuditLine]:
    """Every line of the audit that the declared figures of the village allow."""
    declared = declared_of(village, settings)
    lines = [check.line(declared) for check in AUDIT] if declared else []
    found = [line for line in lines if line is not None]
    return sorted(found, key=lambda line: int(line.id[1:]))


def signed(value: Decimal) -> str:
    """A difference with its sign."""
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


def numbers(*values: int | Decimal) -> Numbers:
    """Figures of a line."""
    return tuple(Decimal(value) for value in values)
