"""Public notices: their rows are made from the register, masked, and never of a sensitive field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done
from fieldapp.records import Benefit, ExitReview, MonitoringCase
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.rules.masks import masked_name
from fieldapp.rules.visit_cadence import CARE_CARDS
from fieldapp.services.households import Registers
from fieldapp.services.records import Records

_SPOKEN = "zh_CN"
"""A notice is read by the village, whatever the screen speaks."""
_Row = tuple[HouseholdRow, str]


def make_notice(
    registers: Registers, village: str, values: Mapping[str, object]
) -> tuple[str, Done]:
    """Add a notice whose rows come from the register; raises ``Refused`` as ``Records.add``."""
    rows = notice_rows(registers, village, str(values.get("kind") or ""))
    return Records(registers).add("public_notice", village, {**values, "rows": rows or None})


def notice_rows(registers: Registers, village: str, kind: str) -> list[str]:
    """The rows of a notice of that kind: number, group, masked head, people, what is announced.

    A kind that has no list in the register gives none.
    """
    homes = registers.store.questions.households(village)
    make = _LISTS.get(kind)
    found = make(registers, homes) if make else ()
    return [
        " ".join((row.local_no, row.group, masked_name(row.head_name), f"{row.people}人", words))
        for row, words in found
    ]


def _cards(registers: Registers, homes: list[HouseholdRow]) -> Iterator[_Row]:
    del registers
    for row in homes:
        if row.card in CARE_CARDS:
            yield row, code_list("card_colour").label(str(row.card), _SPOKEN)


def _exits(registers: Registers, homes: list[HouseholdRow]) -> Iterator[_Row]:
    results = fields_of(ExitReview)["result"].codes
    by_uid = {row.uid: row for row in homes}
    for review in registers.store.find(ExitReview, household=list(by_uid), result="passed"):
        word = results.label("passed", _SPOKEN) if results else ""
        yield by_uid[review.household], f"{review.year} {word}"


def _benefits(registers: Registers, homes: list[HouseholdRow]) -> Iterator[_Row]:
    """What was paid, without help for illness: that would tell who is ill."""
    types = fields_of(Benefit)["type"].codes
    year = registers.clock.now().year
    by_uid = {row.uid: row for row in homes}
    for paid in registers.store.find(Benefit, household=list(by_uid), year=year):
        if paid.type and types and paid.type not in _TELLS_ILLNESS and paid.amount is not None:
            word = types.label(paid.type, _SPOKEN)
            yield by_uid[paid.household], f"{word} {paid.amount.normalize():f}元"


def _cases(registers: Registers, homes: list[HouseholdRow]) -> Iterator[_Row]:
    classes = fields_of(MonitoringCase)["monitoring_class"].codes
    by_uid = {row.uid: row for row in homes}
    for case in registers.store.find(MonitoringCase, household=list(by_uid)):
        if not case.removed and classes:
            word = classes.label(case.monitoring_class or "", _SPOKEN)
            yield by_uid[case.household], word


_TELLS_ILLNESS = frozenset({"outpatient_help", "inpatient_waiver"})
_LISTS: Mapping[str, Callable[[Registers, list[HouseholdRow]], Iterator[_Row]]] = {
    "identification": _cards,
    "card": _cards,
    "exit": _exits,
    "benefit": _benefits,
    "monitoring": _cases,
}
