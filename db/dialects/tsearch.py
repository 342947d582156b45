"""The search index on PostgreSQL: one vector of words a household, with what stands in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from typing_extensions import override

from db.dialects.seam import Part, SearchIndex
from db.tables import SUMMARY

TABLE = "household_search"
_RENEW = f"""
    INSERT INTO {TABLE} (household, words)
    SELECT household, words::tsvector FROM unnest(%s::text[], %s::text[]) AS v (household, words)
    ON CONFLICT (household) DO UPDATE SET words = excluded.words
    WHERE {TABLE}.words IS DISTINCT FROM excluded.words
"""
_LACKING = f"""
    SELECT count(*) FROM household_summary AS s FULL JOIN {TABLE} AS i ON i.household = s.household
    WHERE s.household IS NULL OR i.household IS NULL
"""
_FORGET = f"DELETE FROM {TABLE} WHERE household = ANY (%s)"


class WordVectors(SearchIndex):
    """The same words as on SQLite; the server's own languages and dictionaries take no part."""

    @override
    def clear(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"DELETE FROM {TABLE}")

    @override
    def forget(self, connection: sa.Connection, households: Sequence[str]) -> None:
        connection.exec_driver_sql(_FORGET, (list(households),))

    @override
    def lacking(self, connection: sa.Connection) -> int:
        return int(connection.exec_driver_sql(_LACKING).scalar() or 0)

    @override
    def renew(self, connection: sa.Connection, words: Mapping[str, Sequence[str]]) -> None:
        vectors = [vector(of_home) for of_home in words.values()]
        connection.exec_driver_sql(_RENEW, (list(words), vectors))

    @override
    def found(self, parts: Sequence[Part], most: int) -> sa.ColumnElement[bool]:
        homes = (
            sa.text(
                f"SELECT household FROM {TABLE} WHERE words @@ CAST(:words AS tsquery) LIMIT :most"
            )
            .bindparams(words=" & ".join(map(_expression, parts)), most=most)
            .columns(sa.column("household", sa.Text))
        )
        return SUMMARY.c.household.in_(homes)


def vector(words: Iterable[str]) -> str:
    """The text form of a vector: every word with its place; signs are no words."""
    plain = (word if word.isalnum() else "".join(filter(str.isalnum, word)) for word in words)
    folded = map(str.casefold, plain)
    return " ".join(f"'{word}':{at}" for at, word in enumerate(filter(None, folded), 1))


def _expression(part: Part) -> str:
    if part.characters:
        return "(" + " <-> ".join(f"'{char}'" for char in part.characters) + ")"
    return "(" + " | ".join(f"'{start}':*" for start in part.starts) + ")"
