"""The questions of ``fieldapp.ports.questions``, answered from the summaries and the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from operator import attrgetter

import sqlalchemy as sa
from typing_extensions import override

from db import local_values, log, search
from db.queries import combined, conflicts, figures, promises
from db.queries import history as changes
from db.queries.apart import SqlApart
from db.queries.facts import SqlFacts
from db.queries.households import LINE, lines
from db.queries.writers import writers
from db.statements import Prepared
from db.tables import SUMMARY, state_table
from fieldapp.changes.ranges import Ranges, count, subtract
from fieldapp.ports.apart import ApartQuestions
from fieldapp.ports.facts import FactQuestions, Held
from fieldapp.ports.questions import (
    ChangeRow,
    Conflict,
    ConflictRow,
    HouseholdRow,
    MeasureRow,
    PromiseRow,
    Questions,
    Stats,
    VillageRow,
    VisitRow,
    Wrote,
)
from fieldapp.records.declare import entities, entity_named

_Reading = Callable[[], AbstractContextManager[sa.Connection]]
_ONE = Prepared(LINE.where(SUMMARY.c.household == sa.bindparam("of")))


class SqlQuestions(Questions):
    """Each method is one read transaction."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading
        self.facts: FactQuestions = SqlFacts(reading)
        self.apart: ApartQuestions = SqlApart(reading)

    @override
    def villages(self) -> list[VillageRow]:
        with self._reading() as connection:
            return figures.villages(connection)

    @override
    def households(self, village: str | None = None) -> list[HouseholdRow]:
        query = LINE.where(figures.STANDS)
        if village is not None:
            query = query.where(SUMMARY.c.village == village)
        with self._reading() as connection:
            found = lines(connection.execute(query))
        # sorted here: while the engine sorts it holds every line a second time
        found.sort(key=attrgetter("village", "group", "local_no"))
        return found

    @override
    def household(self, uid: str) -> HouseholdRow | None:
        with self._reading() as connection:
            row = _ONE.first(connection, of=uid)
        return lines([row])[0] if row else None

    @override
    def numbered(self, local_no: str, village: str | None = None) -> list[HouseholdRow]:
        query = LINE.where(SUMMARY.c.local_no == local_no)
        if village is not None:
            query = query.where(SUMMARY.c.village == village)
        with self._reading() as connection:
            return lines(connection.execute(query))

    @override
    def search(self, text: str, limit: int = 50) -> list[HouseholdRow]:
        parts = search.parts_of(text)
        if not parts:
            return []
        with self._reading() as connection:
            query = LINE.where(search.found(connection, parts))
            query = query.order_by(SUMMARY.c.head_pinyin, SUMMARY.c.local_no)
            rows = list(connection.execute(query))
        wanted = text.strip().casefold()
        # whoever typed a head's own name or number wants that household first
        rows.sort(key=lambda row: not _named(wanted, row.head_name, row.local_no))
        return lines(rows[:limit])

    @override
    def visits(
        self,
        village: str | None = None,
        household: str | None = None,
        since: dt.date | None = None,
        *,
        most: int | None = None,
        accepted: bool = True,
    ) -> list[VisitRow]:
        with self._reading() as connection:
            return figures.visits(
                connection, village, household, since, most=most, accepted=accepted
            )

    @override
    def measures(self, village: str | None = None) -> list[MeasureRow]:
        with self._reading() as connection:
            return figures.measures(connection, village)

    @override
    def promises(
        self,
        village: str | None = None,
        household: str | None = None,
        until: dt.date | None = None,
    ) -> list[PromiseRow]:
        with self._reading() as connection:
            return promises.open_promises(connection, village, household, until)

    @override
    def stats(self, village: str | None = None) -> Stats:
        with self._reading() as connection:
            return figures.stats(connection, village)

    @override
    def next_number(self, village: str) -> int:
        table = state_table("household")
        query = sa.select(table.c.local_no).where(table.c.village == village)
        with self._reading() as connection:
            numbers = [
                int(digits)
                for (text,) in connection.execute(query)
                if (digits := "".join(filter(str.isdecimal, text))) and len(digits) < 10
            ]
        return max(numbers, default=0) + 1

    @override
    def conflicts(self) -> list[ConflictRow]:
        with self._reading() as connection:
            return conflicts.open_conflicts(connection)

    @override
    def open_conflicts(self, village: str | None = None) -> int:
        with self._reading() as connection:
            return conflicts.count(connection, village)

    @override
    def disputed(self, village: str | None = None) -> dict[str, int]:
        with self._reading() as connection:
            return conflicts.by_household(connection, village)

    @override
    def writers(self, entity: str, uids: Collection[str]) -> dict[str, tuple[Wrote, ...]]:
        with self._reading() as connection:
            return writers(connection, entity_named(entity), uids)

    @override
    def conflict(self, conflict: str) -> Conflict | None:
        entity, _, rest = conflict.partition("/")
        uid, _, field = rest.partition("/")
        if entity not in {spec.name for spec in entities()}:
            return None
        with self._reading() as connection:
            device = local_values.writer(connection).device
            return conflicts.conflict_of(connection, entity, uid, field, device)

    @override
    def changes_since(
        self, have: dict[bytes, Ranges], villages: Collection[str] | None = None
    ) -> int:
        with self._reading() as connection:
            lacking = {
                actor: missing
                for actor, ranges in log.have(connection).items()
                if (missing := subtract(ranges, have.get(actor, ())))
            }
            if villages is None:
                return sum(map(count, lacking.values()))
            return log.operation_count(connection, lacking, villages)

    @override
    def history(self, entity: str, uid: str) -> list[ChangeRow]:
        with self._reading() as connection:
            return changes.history(connection, entity, uid)

    @override
    def keyed_for_others(self, entity: str, uids: Collection[str]) -> dict[str, str]:
        with self._reading() as connection:
            return changes.keyed_for_others(connection, entity, uids)

    @override
    def written_apart(self, household: str, one: Held, other: Held) -> list[ChangeRow]:
        with self._reading() as connection:
            return list(combined.written_apart(connection, household, one, other))


def _named(wanted: str, *names: str | None) -> bool:
    return any(name is not None and name.casefold() == wanted for name in names)
