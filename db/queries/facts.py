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

from db.queries import register_facts
from db.queries.figures import STANDS
from db.statements import Prepared, among
from db.tables import SUMMARY, state_table
from fieldapp.ports.facts import FactQuestions
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    MonitoringCase,
    Pairing,
    Visit,
)
from fieldapp.records.declare import Record, entity_named, entity_of, from_stored
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.facts import (
    HEAD,
    Counted,
    HouseholdFacts,
    PersonFacts,
    RegisterFacts,
)

RecordT = TypeVar("RecordT", bound=Record)
_Reading = Callable[[], AbstractContextManager[sa.Connection]]
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
    def of_register(self, household: str | None = None) -> RegisterFacts:
        with self._reading() as connection:
            return register_facts.register_facts(connection, household)

    @override
    def counted(self) -> Mapping[str, Counted]:
        with self._reading() as connection:
            return register_facts.counted(connection)


def _facts(connection: sa.Connection, uids: list[str]) -> list[HouseholdFacts]:
    homes = {home.uid: home for home in _of(connection, Household, "uid", uids)}
    people = _people(connection, homes)
    years = _newest(_of(connection, HouseholdYear, "household", uids), "household")
    newest = [found[0].uid for found in years.values()]
    lines = _grouped(_of(connection, IncomeLine, "household_year", newest), "household_year")
    ratings = _grouped(_of(connection, CardRating, "household", uids), "household")
    measures = _grouped(_of(connection, Measure, "household", uids), "household")
    pairings = _grouped(_of(connection, Pairing, "household", uids), "household")
    visits = _grouped(_of(connection, Visit, "household", uids), "household")
    cases = _grouped(_of(connection, MonitoringCase, "household", uids), "household")
    found = []
    for uid in uids:
        if uid not in homes:
            continue
        year = years[uid][0] if uid in years else None
        found.append(
            HouseholdFacts(
                homes[uid],
                tuple(people[uid]),
                year,
                tuple(lines[year.uid]) if year else (),
                tuple(sorted(ratings[uid], key=lambda one: (str(one.valid_from), one.uid))),
                tuple(measures[uid]),
                tuple(pairings[uid]),
                tuple(sorted(visits[uid], key=lambda one: (str(one.start_at), one.uid))),
                tuple(cases[uid]),
            )
        )
    return found


def _people(
    connection: sa.Connection, homes: Mapping[str, Household]
) -> Mapping[str, list[PersonFacts]]:
    members = _of(connection, Member, "household", list(homes))
    years = _newest(_of(connection, MemberYear, "member", [one.uid for one in members]), "member")
    heads = {
        one.household: one for one in members if one.relation == HEAD and one.status in LIVING_HERE
    }
    people: dict[str, list[PersonFacts]] = defaultdict(list)
    for one in sorted(members, key=lambda one: (one.relation or "99", one.uid)):
        newest, *earlier = years.get(one.uid, [None])
        people[one.household].append(
            PersonFacts(
                one, homes[one.household], heads.get(one.household), newest,
                tuple(year for year in earlier if year is not None),
            )
        )  # fmt: skip
    return people


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


def _grouped(records: Iterable[RecordT], by: str) -> Mapping[str, list[RecordT]]:
    groups: dict[str, list[RecordT]] = defaultdict(list)
    for record in records:
        groups[getattr(record, by)].append(record)
    return groups


def _newest(records: Iterable[Any], by: str) -> dict[str, list[Any]]:
    """Yearly records by their owner, the newest year first."""
    groups = _grouped(records, by)
    for one in groups.values():
        one.sort(key=attrgetter("year", "uid"), reverse=True)
    return dict(groups)
