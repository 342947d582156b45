"""The declared figures of a village against what the register counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.records import VillageYear
from fieldapp.rules.checks.audit_lines import AuditLine, Outcome, declared_of, signed
from fieldapp.rules.checks.facts import REGISTERED, Around, Counted, VillageFacts
from fieldapp.rules.checks.findings import Hit, hit, label_of, of_village
from fieldapp.rules.checks.settings import CheckSettings

_GENERAL_CLASS, _RED, _YELLOW = "GEN", "RED", "YELLOW"


@dataclass(frozen=True)
class _Pair:
    """A declared field and how the register counts the same thing."""

    id: str
    field: str
    count: Callable[[Counted], int]


_PAIRS = (
    _Pair("R1", "households_total", lambda c: c.households),
    _Pair("R2", "people_total", lambda c: c.people),
    _Pair("R3", "groups_total", lambda c: c.groups),
    _Pair("R4", "poor_households", lambda c: c.class_households.get(REGISTERED, 0)),
    _Pair("R5", "poor_people", lambda c: c.class_people.get(REGISTERED, 0)),
    _Pair("R6", "general_households", lambda c: c.class_households.get(_GENERAL_CLASS, 0)),
    _Pair("R7", "general_people", lambda c: c.class_people.get(_GENERAL_CLASS, 0)),
    _Pair("R8", "red_households", lambda c: c.card_households.get(_RED, 0)),
    _Pair("R9", "red_people", lambda c: c.card_people.get(_RED, 0)),
    _Pair("R10", "yellow_households", lambda c: c.card_households.get(_YELLOW, 0)),
    _Pair("R11", "yellow_people", lambda c: c.card_people.get(_YELLOW, 0)),
)


def against_register(village: VillageFacts, settings: CheckSettings) -> list[AuditLine]:
    """One line for each declared figure that the register counts too; none without a register."""
    declared = declared_of(village, settings)
    if declared is None or village.counted.households == 0:
        return []
    return [
        AuditLine(
            pair.id, "", pair.field, village.village.uid, village.village.name, declared.year.year,
            _outcome(Decimal(value), Decimal(pair.count(village.counted))),
        )
        for pair in _PAIRS
        if (value := getattr(declared.year, pair.field)) is not None
    ]  # fmt: skip


def _outcome(declared: Decimal, counted: Decimal) -> Outcome:
    difference = counted - declared
    return Outcome(
        "pass" if difference == 0 else "warn", (declared,), (counted,), (difference,),
        N_("declared {declared}; the register counts {counted}; difference {difference}"),
        {"declared": declared, "counted": counted, "difference": signed(difference)},
    )  # fmt: skip


@of_village("V-VIL/register", "W", N_("“{field}” is not what the register counts: {line}"))
def declared_is_not_counted(village: VillageFacts, around: Around) -> Iterator[Hit]:
    declared = declared_of(village, around.settings)
    for line in against_register(village, around.settings):
        if declared and line.result != "pass":
            field = label_of(VillageYear, line.field)
            yield hit(declared.year, line.field, field=field, line=line)
