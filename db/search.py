"""The search index: a household is found by name, pinyin, initials, ID tail, phone or number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from db.statements import Prepared, among
from db.tables import SUMMARY, state_table

TABLE = "household_search"
DDL = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5"
    "(words, content='', contentless_delete=1, prefix='1 2 3 4')"
)
_LONGEST = 64

_household, _member = state_table("household"), state_table("member")
_HOMES = Prepared(
    sa.select(_household.c.uid, _household.c.local_no, _household.c.phone).where(
        among(_household.c.uid, "homes")
    )
)
_PEOPLE = Prepared(
    sa.select(
        _member.c.household, _member.c.name, _member.c.name_pinyin, _member.c.id_number,
        _member.c.phone,
    )
    .where(_member.c.sys_alive == 1, among(_member.c.household, "homes"))
)  # fmt: skip
_ROWIDS = Prepared(
    sa.select(SUMMARY.c.household, sa.literal_column("rowid")).where(
        among(SUMMARY.c.household, "homes")
    )
)


def clear(connection: sa.Connection) -> None:
    """Forget everything; the summaries write it anew."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}")
    connection.exec_driver_sql(DDL)


def forget(connection: sa.Connection, households: Sequence[str]) -> None:
    """Take households out of the index, while their summary lines still stand."""
    for number in _numbers(connection, households).values():
        connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE rowid = ?", (number,))


def renew(connection: sa.Connection, households: Sequence[str]) -> None:
    """Index households anew; their summary lines stand already."""
    numbers = _numbers(connection, households)
    words: dict[str, list[str]] = {uid: [] for uid in numbers}
    for uid, number, phone in _HOMES.rows(connection, homes=list(numbers)):
        words[uid] += [*_number_words(number), *_phone_words(phone)]
    for uid, name, pinyin, id_number, phone in _PEOPLE.rows(connection, homes=list(numbers)):
        words[uid] += [*_name_words(name, pinyin), *_id_words(id_number), *_phone_words(phone)]
    rows = [(numbers[uid], " ".join(parts)) for uid, parts in words.items()]
    if rows:
        connection.exec_driver_sql(
            f"DELETE FROM {TABLE} WHERE rowid = ?", [(number,) for number, _ in rows]
        )
        connection.exec_driver_sql(f"INSERT INTO {TABLE}(rowid, words) VALUES (?, ?)", rows)


def _numbers(connection: sa.Connection, households: Sequence[str]) -> dict[str, int]:
    return dict(_ROWIDS.rows(connection, homes=list(households)))


def _name_words(name: str | None, pinyin: str | None) -> Iterable[str]:
    yield from name or ""
    syllables = (pinyin or "").casefold().split()
    for at in range(len(syllables)):
        yield "".join(syllables[at:])
        yield "".join(part[0] for part in syllables[at:])
    if len(syllables) > 1:  # the surname in full, the rest by initials: hecq
        yield syllables[0] + "".join(part[0] for part in syllables[1:])


def _id_words(id_number: str | None) -> Iterable[str]:
    if id_number:
        yield "i" + id_number[::-1].casefold()


def _phone_words(phone: str | None) -> Iterable[str]:
    digits = "".join(filter(str.isdigit, phone or ""))
    if digits:
        yield "p" + digits
        yield "q" + digits[::-1]


def _number_words(local_no: str | None) -> Iterable[str]:
    """The number whole, without its letters, and without its leading zeros."""
    plain = "".join(filter(str.isalnum, (local_no or "").casefold()))
    digits = plain.lstrip("abcdefghijklmnopqrstuvwxyz")
    for text in dict.fromkeys((plain, digits, digits.lstrip("0"))):
        if text:
            yield "n" + text


def match_expression(text: str) -> str | None:
    """The index expression for what a person typed; ``None`` when there is nothing to look for."""
    parts = [_part(part) for part in text[:_LONGEST].casefold().replace("·", " ").split()]
    found = [part for part in parts if part]
    return " AND ".join(found) or None


def _part(word: str) -> str:
    plain = "".join(filter(str.isalnum, word))
    if not plain:
        return ""
    if any(char.isdecimal() and char.isascii() for char in plain):
        tail = plain[::-1]
        return f'("i{tail}" * OR "p{plain}" * OR "q{tail}" * OR "n{plain}" *)'
    if plain.isascii():
        return f'"{plain}" *'
    return '"' + " ".join(plain) + '"'
