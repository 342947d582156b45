"""What a store shows and holds, read through the questions that the program itself asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.store import SqlStore
from fieldapp.changes.forks import family
from fieldapp.changes.operations import Op, Unit
from fieldapp.records import Household, Member
from fieldapp.records.declare import stored_values
from tests.soak.oracle import Rank

FIELDS = ("phone", "address_detail", "note")
"""Registers of a household that hold one field each; a person has the first and the last."""
POSITION = "position"
"""The register of the fields that are answered together."""
PLACE = ("gps_lat", "gps_lon")
_NUMBER = re.compile(r"soak (\d+)$")


@dataclass(frozen=True)
class Sight:
    """What a store holds and shows at one moment."""

    held: Mapping[int, Rank]
    """The numbers of the writes, with the order in which the program sorts them."""
    shown: Mapping[str, Mapping[str, object]]
    """By visible record: the stored value of each field."""
    asked: Mapping[tuple[str, str], frozenset[object]]
    """By record and field: the values about which people are asked."""


def fields_of(register: str) -> tuple[str, ...]:
    """The fields of a register."""
    return PLACE if register == POSITION else (register,)


def parts_of(register: str, value: object) -> tuple[object, ...]:
    """The value of each field of a register."""
    return value if register == POSITION and isinstance(value, tuple) else (value,)


def look_at(store: SqlStore) -> Sight:
    """Look at a store."""
    units, ops = store.log.operations(store.log.have(), None)
    shown: dict[str, Mapping[str, object]] = {}
    for record in (*store.find(Household), *store.find(Member)):
        shown[record.uid] = stored_values(record)
    asked = {(row.uid, row.field): frozenset(row.values) for row in store.questions.conflicts()}
    return Sight(_ranks(units, ops), shown, asked)


def numbers_of(units: Iterable[Unit]) -> frozenset[int]:
    """The numbers of the steps that wrote these units."""
    found = (_NUMBER.search(unit.reason) for unit in units)
    return frozenset(int(number[1]) for number in found if number)


def _ranks(units: Iterable[Unit], ops: Iterable[Op]) -> dict[int, Rank]:
    first: dict[tuple[bytes, int], int] = {}
    for op in ops:
        first.setdefault((op.actor, op.unit), op.seq)
    found = {}
    for unit in units:
        number = _NUMBER.search(unit.reason)
        if number:
            found[int(number[1])] = (
                unit.hlc, family(unit.actor), first[unit.actor, unit.no],
            )  # fmt: skip
    return found
