"""The search index: a household is found by name, pinyin, initials, ID tail, phone or number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from db.dialects.seam import Part, dialect_of
from db.statements import Prepared, among
from db.tables import state_table

_LONGEST = 64
_MOST = 2000

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


def clear(connection: sa.Connection) -> None:
    """Forget everything; the summaries write it anew."""
    dialect_of(connection).index.clear(connection)


def forget(connection: sa.Connection, households: Sequence[str]) -> None:
    """Take households out of the index, while their summary lines still stand."""
    dialect_of(connection).index.forget(connection, households)


def lacking(connection: sa.Connection) -> int:
    """How many households have a line and are not in the index, or the other way round."""
    return dialect_of(connection).index.lacking(connection)


def renew(connection: sa.Connection, households: Sequence[str]) -> None:
    """Index households anew; their summary lines stand already."""
    words: dict[str, list[str]] = {uid: [] for uid in households}
    for uid, number, phone in _HOMES.rows(connection, homes=list(words)):
        words[uid] += [*_number_words(number), *_phone_words(phone)]
    for uid, name, pinyin, id_number, phone in _PEOPLE.rows(connection, homes=list(words)):
        words[uid] += [*_name_words(name, pinyin), *_id_words(id_number), *_phone_words(phone)]
    dialect_of(connection).index.renew(connection, words)


def found(connection: sa.Connection, parts: Sequence[Part]) -> sa.ColumnElement[bool]:
    """Whether a summary line is of a household in which all the parts are found."""
    return dialect_of(connection).index.found(parts, _MOST)


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


def parts_of(text: str) -> list[Part]:
    """What a person typed, word by word; nothing when there is nothing to look for."""
    words = text[:_LONGEST].casefold().replace("·", " ").split()
    plain = ("".join(filter(str.isalnum, word)) for word in words)
    return [_part(word) for word in plain if word]


def _part(plain: str) -> Part:
    if any(char.isdecimal() and char.isascii() for char in plain):
        tail = plain[::-1]
        return Part(starts=(f"i{tail}", f"p{plain}", f"q{tail}", f"n{plain}"))
    return Part(starts=(plain,)) if plain.isascii() else Part(characters=plain)
