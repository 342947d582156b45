"""The facts that the checks look at: many households in a few statements, and the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import sqlalchemy as sa
from typing_extensions import override

from db.queries import combined, register_facts
from db.queries.figures import STANDS
from db.statements import Prepared, among
from db.tables import SUMMARY, state_table
from fieldapp.ports.facts import FactQuestions, Held
from fieldapp.records import (
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Visit,
)
from fieldapp.records.declare import Record, entity_named, entity_of, from_stored
from fieldapp.rules.checks.facts import Counted, HouseholdFacts, RegisterFacts
from fieldapp.rules.checks.gathering import OWN_RECORDS, gathered

RecordT = TypeVar("RecordT", bound=Record)
_Reading = Callable[[], AbstractContextManager[sa.Connection]]
_HOUSEHOLD = "household"
_READ: Mapping[type[Record], tuple[str, ...]] = {
    IncomeLine: ("household_year", "item", "amount", "cost_rate", "counts_in_net"),
    Measure: ("household", "catalog", "title"),
    Visit: ("household", "start_at", "end_at"),
}
"""Of records with long texts, the fields that rules look at; the others are read whole."""


class SqlFacts(FactQuestions):
    """Each method is one read transaction."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading

    @override
    def homes(self, village: str | None = None) -> list[str]:
        query = sa.select(SUMMARY.c.household).where(STANDS)
        if village is not None:
            query = query.where(SUMMARY.c.village == village)
        query = query.order_by(SUMMARY.c.village, SUMMARY.c.group_name, SUMMARY.c.local_no)
        with self._reading() as connection:
            return list(connection.scalars(query))

    @override
    def of_households(self, uids: Sequence[str]) -> list[HouseholdFacts]:
        with self._reading() as connection:
            return _facts(connection, list(uids))

    @override
    def of_register(self) -> RegisterFacts:
        with self._reading() as connection:
            return register_facts.register_facts(connection)

    @override
    def beside(self, home: HouseholdFacts) -> RegisterFacts:
        with self._reading() as connection:
            return register_facts.beside(connection, home)

    @override
    def counted(self) -> Mapping[str, Counted]:
        with self._reading() as connection:
            return register_facts.counted(connection)

    @override
    def met(self, touched: Iterable[tuple[str, str]], seen: Held) -> list[str]:
        with self._reading() as connection:
            return combined.met(connection, touched, seen)

    @override
    def as_held(self, household: str, within: Held | None, without: Held) -> HouseholdFacts | None:
        with self._reading() as connection:
            return combined.as_held(connection, household, within, without)


def _facts(connection: sa.Connection, uids: list[str]) -> list[HouseholdFacts]:
    homes = {home.uid: home for home in _of(connection, Household, "uid", uids)}
    kept: dict[str, dict[type[Record], list[Any]]] = {
        uid: defaultdict(list) for uid in uids if uid in homes
    }
    whose: dict[str, str] = {}
    for cls in OWN_RECORDS:
        for record in _of(connection, cls, _HOUSEHOLD, list(kept)):
            owner: str = getattr(record, _HOUSEHOLD)
            whose[record.uid] = owner
            kept[owner][cls].append(record)
    people = [one.uid for found in kept.values() for one in found[Member]]
    newest = [_newest(found[HouseholdYear]) for found in kept.values() if found[HouseholdYear]]
    for year in _of(connection, MemberYear, "member", people):
        kept[whose[year.member]][MemberYear].append(year)
    for line in _of(connection, IncomeLine, "household_year", newest):
        kept[whose[line.household_year]][IncomeLine].append(line)
    return [gathered(homes[uid], found) for uid, found in kept.items()]


def _newest(years: list[HouseholdYear]) -> str:
    return max(years, key=attrgetter("year", "uid")).uid


def _of(
    connection: sa.Connection, cls: type[RecordT], column: str, values: list[str]
) -> list[RecordT]:
    """The standing records whose column is among these values."""
    names, statement = _statement(entity_of(cls).name, column)
    return [
        from_stored(cls, uid, dict(zip(names, held, strict=True)))
        for uid, *held in statement.rows(connection, keys=values)
    ]


@cache
def _statement(name: str, column: str) -> tuple[tuple[str, ...], Prepared]:
    spec, table = entity_named(name), state_table(name)
    names = _READ.get(spec.cls, tuple(spec.fields))
    wanted = sa.select(table.c.uid, *(table.c[name] for name in names))
    return names, Prepared(wanted.where(among(table.c[column], "keys"), table.c.sys_alive == 1))
