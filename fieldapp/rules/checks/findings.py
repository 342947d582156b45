"""Rules and what they find: a rule is one decorated function, registered by its id."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from fieldapp.foundation.i18n import N_, translator
from fieldapp.records.declare import Record, fields_of
from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts, VillageFacts

Severity = Literal["E", "W", "I"]
"""``E`` blocks an export, ``W`` asks to look again, ``I`` is only told."""


class Labelled(Protocol):
    """Something that has a label in both languages: a declared field, a code, an entity."""

    def label(self, language: str) -> str:
        """The label in ``language``."""
        ...


_COMBINED = N_("{broken}. Needs review: merged from what was written apart: {parts}")
_WROTE = N_("{who} ({device}): {what}")
_BRACES = re.compile(r"\{[a-z_]+\}")

Fact = str | int | Decimal | dt.date | Labelled


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule is broken: the record, its field, and the facts that the sentence names."""

    record: Record
    field: str
    facts: Mapping[str, Fact]


def hit(record: Record, name: str = "", /, **facts: Fact) -> Hit:
    """A hit on the field ``name`` of a record; ``facts`` fill the rule's sentence."""
    return Hit(record, name, facts)


OfPerson = Callable[[PersonFacts, Around], Iterator[Hit]]
OfHousehold = Callable[[HouseholdFacts, Around], Iterator[Hit]]
OfVillage = Callable[[VillageFacts, Around], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule of the dictionary, or the named part of one that has a sentence of its own."""

    key: str
    """The id of the dictionary and the part, such as ``V-ID5/village``."""
    severity: Severity
    says: str
    """The sentence in English, with ``{facts}`` in braces."""

    @property
    def id(self) -> str:
        """The id of the dictionary."""
        return self.key.partition("/")[0]

    @property
    def part(self) -> str:
        """The named part of the rule."""
        return self.key.partition("/")[2]

    def listed(self, language: str) -> str:
        """The sentence for a list of the rules: dots where the facts will stand."""
        return _BRACES.sub("…", translator(language).gettext(self.says))

    def sentence(self, language: str, facts: Mapping[str, Fact]) -> str:
        """What a person reads."""
        words = translator(language).gettext(self.says)
        return words.format_map({name: shown(fact, language) for name, fact in facts.items()})


PERSON_RULES: list[tuple[Rule, OfPerson]] = []
HOUSEHOLD_RULES: list[tuple[Rule, OfHousehold]] = []
VILLAGE_RULES: list[tuple[Rule, OfVillage]] = []


_ORDER = (
    "V-ID1", "V-ID2", "V-ID3", "V-ID4", "V-ID5", "V-ID6", "V-DC", "V-HH1", "V-HH2", "V-REL",
    "V-REL2", "V-NUL", "V-EDU", "V-SCH", "V-LAB", "V-WRK", "V-CAU", "V-DB", "V-INS", "V-INC",
    "V-LND", "V-DST", "V-SAF", "V-HLP", "V-CON", "V-CRD", "V-PH", "V-VIL", "V-UNI", "V-VIS",
    "V-MSK", "V-FLD",
)  # fmt: skip
"""The rules in the order of the dictionary, behind them what its tables ask of single fields."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the dictionary."""
    return tuple(sorted(_registered(), key=lambda rule: _ORDER.index(rule.id)))


def _registered() -> list[Rule]:
    pairs = (*PERSON_RULES, *HOUSEHOLD_RULES, *VILLAGE_RULES)
    return [rule for rule, _ in pairs]


def of_person(key: str, severity: Severity, says: str) -> Callable[[OfPerson], OfPerson]:
    """Register a rule that judges one person."""

    def register(judge: OfPerson) -> OfPerson:
        PERSON_RULES.append((_new(key, severity, says), judge))
        return judge

    return register


def of_household(key: str, severity: Severity, says: str) -> Callable[[OfHousehold], OfHousehold]:
    """Register a rule that judges one household."""

    def register(judge: OfHousehold) -> OfHousehold:
        HOUSEHOLD_RULES.append((_new(key, severity, says), judge))
        return judge

    return register


def add_village_rule(rule: Rule, judge: OfVillage) -> None:
    """Register a rule that was made already."""
    VILLAGE_RULES.append((rule, judge))


def of_village(key: str, severity: Severity, says: str) -> Callable[[OfVillage], OfVillage]:
    """Register a rule that judges what is declared of one village."""

    def register(judge: OfVillage) -> OfVillage:
        VILLAGE_RULES.append((_new(key, severity, says), judge))
        return judge

    return register


def _new(key: str, severity: Severity, says: str) -> Rule:
    if any(rule.key == key for rule in _registered()):
        raise ValueError(key)
    return Rule(key, severity, says)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the writes that a merge brought together: whose, where, which field and value."""

    who: str
    device: str
    what: Labelled
    value: Labelled | None

    def told(self, language: str) -> str:
        """The write in one phrase."""
        value = f" {self.value.label(language)}" if self.value else ""
        words = translator(language).gettext(_WROTE)
        return words.format(
            who=self.who, device=self.device, what=f"{self.what.label(language)}{value}"
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule, with where it is broken."""

    rule: Rule
    entity: str
    uid: str
    field: str
    facts: Mapping[str, Fact]
    village: str
    household: str = ""
    """The household's uid; empty when it is about the village."""
    local_no: str = ""
    who: str = ""
    """The name of the person it is about, or of the head."""
    combined: tuple[Part, ...] = ()
    """What two parties wrote apart, when the rule is broken only since a merge joined it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells this finding from every other: rule, record and field."""
        return self.rule.key, self.uid, self.field

    def sentence(self, language: str) -> str:
        """What is wrong, with the arithmetic."""
        broken = self.rule.sentence(language, self.facts)
        if not self.combined:
            return broken
        comma = "; " if language == "en" else "；"
        parts = comma.join(part.told(language) for part in self.combined)
        words = translator(language).gettext(_COMBINED)
        return words.format(broken=broken, parts=parts)

    def message(self, language: str) -> str:
        """What is wrong and where, for a list that shows nothing else."""
        where = " ".join(filter(None, (self.local_no, self.who)))
        colon = ": " if language == "en" else "："
        return f"{where}{colon}{self.sentence(language)}" if where else self.sentence(language)


def shown(fact: Fact, language: str) -> str:
    """A fact as the sentence carries it: numbers grouped, labels in the language."""
    if isinstance(fact, str):
        return fact
    if isinstance(fact, dt.date):
        return fact.isoformat()
    if isinstance(fact, int | Decimal):
        return number(fact)
    return fact.label(language)


def number(value: int | Decimal) -> str:
    """A number with its thousands grouped and no empty places."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def label_of(record: type[Record], name: str) -> Labelled:
    """The label of a declared field."""
    return fields_of(record)[name]
