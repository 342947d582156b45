"""One line a household, kept beside the records: what lists, search and figures are read from.

Derived in the same transaction as the change it follows from, and rebuildable at any time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from db import search
from db.rows import STANDS, Row
from db.statements import Prepared, among, in_chunks, update_rows, upsert_rows
from db.summary_lines import ASPECTS, CARD, PROMISES, VISITS, YEARS, Aspect, fill, living, people_of
from db.tables import SUMMARY, state_table
from fieldapp.records.declare import entity_named
from fieldapp.rules.income import SETTING as FORMULA

_COLUMNS = tuple(column.name for column in SUMMARY.columns)
_AFFECTS: Mapping[str, tuple[Aspect, ...]] = {
    "card_rating": (CARD,),
    "household_year": (YEARS,),
    "income_line": (YEARS,),
    "visit": (VISITS, PROMISES),
    "visit_issue": (PROMISES,),
    "measure": (PROMISES,),
}
"""What a record of an entity may change; the household and its people change everything."""
_READ: Mapping[str, frozenset[str]] = {
    "household": frozenset(
        {"village", "local_no", "group", "head_member", "hh_class", "declared_size", "status"}
    ),
    "village_group": frozenset({"name"}),
    "member": frozenset({"household", "name", "name_pinyin", "status"}),
}
"""The columns from which the whole of a line follows."""
_SEARCHED: Mapping[str, frozenset[str]] = {
    "household": frozenset({"local_no", "phone"}),
    "member": frozenset({"household", "name", "name_pinyin", "id_number", "phone"}),
}
"""The columns by which a household is found."""


def refresh(connection: sa.Connection, touched: Iterable[Row]) -> None:
    """Renew what may have changed in the lines of the households the written rows belong to."""
    stale = Stale()
    stale.note(connection, touched)
    stale.renew(connection)


class Stale:
    """Households whose lines no longer follow from their records, by what must be renewed.

    A merge gathers them slice by slice and renews each once; only their names are held.
    """

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._found: set[str] = set()
        self._parts: dict[str, set[Aspect]] = defaultdict(set)
        self._incomes = False

    def note(self, connection: sa.Connection, touched: Iterable[Row]) -> None:
        """Remember what may have changed by these rows, which are saved already."""
        written: dict[str, list[Row]] = defaultdict(list)
        for row in touched:
            written[row.entity.name].append(row)
        named = (row.values.get("name") for row in written.get("county_setting", ()))
        self._incomes |= FORMULA in named
        self._whole |= _of_changed(connection, written, _READ)
        self._found |= _of_changed(connection, written, _SEARCHED)
        for name, aspects in _AFFECTS.items():
            for household in _households(connection, name, written):
                self._parts[household].update(aspects)

    def renew(self, connection: sa.Connection) -> None:
        """Write the lines and search words anew of what was noted."""
        if self._incomes:
            _renew_incomes(connection)
        for aspects, households in self._alike().items():
            for chunk in in_chunks(sorted(households)):
                _renew_parts(connection, chunk, aspects)
        for chunk in in_chunks(sorted(self._whole | self._found)):
            standing = _renew(connection, [uid for uid in chunk if uid in self._whole])
            kept = people_of(connection, [uid for uid in chunk if uid not in self._whole])
            search.renew(connection, [uid for uid in (*standing, *kept) if uid in self._found])

    def _alike(self) -> Mapping[frozenset[Aspect], set[str]]:
        """The households whose lines change in part, by what changes in them."""
        alike: dict[frozenset[Aspect], set[str]] = defaultdict(set)
        for household, changed in self._parts.items():
            if household not in self._whole:
                alike[frozenset(changed)].add(household)
        return alike


def _of_changed(
    connection: sa.Connection,
    written: Mapping[str, Sequence[Row]],
    columns: Mapping[str, frozenset[str]],
) -> set[str]:
    """The households of the written rows in which one of these columns is another now."""
    changed = {
        name: [row for row in written.get(name, ()) if _differs(row, those)]
        for name, those in columns.items()
    }
    return {uid for name in changed for uid in _households(connection, name, changed)}


def _differs(row: Row, columns: frozenset[str]) -> bool:
    changed = row.changed()
    return changed is None or STANDS in changed or not columns.isdisjoint(changed)


def _renew_incomes(connection: sa.Connection) -> None:
    """Add every household's incomes up anew: the county changed how that is done."""
    for chunk in in_chunks(list(connection.scalars(sa.select(SUMMARY.c.household)))):
        _renew_parts(connection, chunk, (YEARS,))


def rebuild(connection: sa.Connection) -> None:
    """Make all lines and the search index anew from the records."""
    connection.execute(sa.delete(SUMMARY))
    search.clear(connection)
    uids = list(connection.scalars(sa.select(state_table("household").c.uid)))
    for chunk in in_chunks(uids):
        search.renew(connection, list(_renew(connection, chunk)))


def differing(connection: sa.Connection) -> list[str]:
    """Households whose line is not what their records make of it; nothing is changed."""
    held = {row[0]: hash(tuple(row)) for row in connection.execute(sa.select(SUMMARY))}
    found: list[str] = []
    for chunk in in_chunks(list(connection.scalars(sa.select(state_table("household").c.uid)))):
        lines = living(connection, list(chunk))
        fill(connection, lines, ASPECTS)
        for uid, line in lines.items():
            if held.pop(uid, None) != hash(tuple(map(line.__getitem__, _COLUMNS))):
                found.append(uid)
    return [*found, *held]


def _households(
    connection: sa.Connection, name: str, written: Mapping[str, Sequence[Row]]
) -> set[str]:
    """The households that the written rows of an entity belong to."""
    rows = written.get(name)
    if not rows:
        return set()
    if name == "household":
        return {row.uid for row in rows}
    if name == "village_group":
        return _owners(connection, "household", "group", "uid", {row.uid for row in rows})
    scope = entity_named(name).scope
    owners = {uid for row in rows for uid in (str(row.values[scope]), *row.left)}
    if scope == "household":
        return owners
    known = {row.uid: str(row.values["household"]) for row in written.get(scope, ())}
    found = {known[uid] for uid in owners & known.keys()}
    return found | _owners(connection, scope, "uid", "household", owners - known.keys())


def _owners(
    connection: sa.Connection, name: str, key: str, owner: str, values: set[str]
) -> set[str]:
    """The ``owner`` column of the records whose ``key`` is among these values."""
    if not values:
        return set()
    found = _owner(name, key, owner).rows(connection, keys=sorted(values))
    return {uid for (uid,) in found}


@cache
def _owner(name: str, key: str, owner: str) -> Prepared:
    table = state_table(name)
    return Prepared(sa.select(table.c[owner]).where(among(table.c[key], "keys")))


def _renew_parts(
    connection: sa.Connection, households: Sequence[str], aspects: Collection[Aspect]
) -> None:
    lines = people_of(connection, households) if YEARS in aspects else {h: {} for h in households}
    fill(connection, lines, aspects)
    if lines:
        columns = tuple(name for name in _COLUMNS if name in next(iter(lines.values())))
        rows = [(*(line[name] for name in columns), uid) for uid, line in lines.items()]
        update_rows(connection, SUMMARY.name, columns, rows)


def _renew(connection: sa.Connection, households: Sequence[str]) -> Collection[str]:
    """Write the lines of these households anew; returns those that stand."""
    lines = living(connection, list(households))
    gone = [uid for uid in households if uid not in lines]
    if gone:
        search.forget(connection, gone)
        connection.execute(sa.delete(SUMMARY).where(SUMMARY.c.household.in_(gone)))
    if not lines:
        return ()
    fill(connection, lines, ASPECTS)
    # a row that is written over keeps its number, by which a search index may know the household
    upsert_rows(
        connection,
        SUMMARY.name,
        [tuple(map(line.__getitem__, _COLUMNS)) for line in lines.values()],
    )
    return lines.keys()
