"""The search index on SQLite: FTS5, whose rows bear the numbers of the summary lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from typing_extensions import override

from db.dialects.seam import Part, SearchIndex
from db.statements import Prepared, among
from db.tables import SUMMARY

TABLE = "household_search"
DDL = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5"
    "(words, content='', contentless_delete=1, prefix='1 2 3 4')"
)
_INDEXED = f"SELECT id FROM {TABLE}_docsize"
_LISTED = "SELECT rowid FROM household_summary"
_LACKING = (
    f"SELECT (SELECT count(*) FROM ({_LISTED} EXCEPT {_INDEXED}))"
    f" + (SELECT count(*) FROM ({_INDEXED} EXCEPT {_LISTED}))"
)
_NUMBERS = Prepared(
    sa.select(SUMMARY.c.household, sa.literal_column("rowid")).where(
        among(SUMMARY.c.household, "homes")
    )
)


class Fts5(SearchIndex):
    """Each character of a name is a word, so that characters in a row are a phrase."""

    @override
    def clear(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}")
        connection.exec_driver_sql(DDL)

    @override
    def forget(self, connection: sa.Connection, households: Sequence[str]) -> None:
        for number in _numbers(connection, households).values():
            connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE rowid = ?", (number,))

    @override
    def lacking(self, connection: sa.Connection) -> int:
        return int(connection.exec_driver_sql(_LACKING).scalar() or 0)

    @override
    def renew(self, connection: sa.Connection, words: Mapping[str, Sequence[str]]) -> None:
        numbers = _numbers(connection, list(words))
        rows = [(number, " ".join(words[uid])) for uid, number in numbers.items()]
        if rows:
            connection.exec_driver_sql(
                f"DELETE FROM {TABLE} WHERE rowid = ?", [(number,) for number, _ in rows]
            )
            connection.exec_driver_sql(f"INSERT INTO {TABLE}(rowid, words) VALUES (?, ?)", rows)

    @override
    def found(self, parts: Sequence[Part], most: int) -> sa.ColumnElement[bool]:
        rowids = (
            sa.text(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :words LIMIT :most")
            .bindparams(words=" AND ".join(map(_expression, parts)), most=most)
            .columns(sa.column("rowid", sa.Integer))
        )
        return sa.literal_column("household_summary.rowid").in_(rowids)


def _expression(part: Part) -> str:
    if part.characters:
        return '"' + " ".join(part.characters) + '"'
    starts = [f'"{start}" *' for start in part.starts]
    return starts[0] if len(starts) == 1 else "(" + " OR ".join(starts) + ")"


def _numbers(connection: sa.Connection, households: Sequence[str]) -> dict[str, int]:
    return dict(_NUMBERS.rows(connection, homes=list(households)))
