"""What only the whole register knows: numbers that stand twice, and what each village counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from db.queries.figures import STANDS
from db.tables import SUMMARY, state_table
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.facts import REGISTERED, Counted, Holder, RegisterFacts
from fieldapp.rules.identity import tidy_id

_household, _member, _village = (state_table(n) for n in ("household", "member", "village"))
_helper, _group, _pairing = (state_table(n) for n in ("team_member", "village_group", "pairing"))
_stands = sa.and_(
    _member.c.sys_alive == 1,
    sa.or_(_member.c.status.is_(None), _member.c.status.in_(sorted(filter(None, LIVING_HERE)))),
    SUMMARY.c.household == _member.c.household,
    STANDS,
)
"""A member who belongs to a household that counts."""
_key = sa.func.upper(sa.func.replace(_member.c.id_number, " ", ""))


def register_facts(connection: sa.Connection, household: str | None) -> RegisterFacts:
    """Numbers that stand more than once; of one household, only those it holds."""
    if household is None:
        return RegisterFacts(
            _ids(connection, _key.in_(_twice())), _phones(connection), _poor_helpers(connection)
        )
    numbers = connection.scalars(
        sa.select(_member.c.id_number).where(_member.c.household == household)
    )
    spelled = {form for number in numbers if number for form in _spellings(number)}
    own = sa.select(_household.c.phone).where(_household.c.uid == household)
    phones = [phone for phone in connection.scalars(own) if phone]
    return RegisterFacts(
        _ids(connection, _member.c.id_number.in_(sorted(spelled))),
        _phones(connection, phones),
        _poor_helpers(connection, household),
    )


def _spellings(number: str) -> tuple[str, ...]:
    """The ways in which the same number is written: plain values are quick to compare."""
    tidy = tidy_id(number)
    return number, tidy, tidy.lower()


def _twice() -> sa.Select[tuple[str]]:
    """ID numbers of several people."""
    query = sa.select(_key).where(_stands, _member.c.id_number.is_not(None)).group_by(_key)
    return query.having(sa.func.count() > 1).correlate(None)


def _ids(
    connection: sa.Connection, wanted: sa.ColumnElement[bool]
) -> Mapping[str, tuple[Holder, ...]]:
    query = (
        sa.select(
            _key, _member.c.uid, _member.c.household, SUMMARY.c.local_no, SUMMARY.c.village,
            _village.c.name, _member.c.name,
        )
        .join(SUMMARY, SUMMARY.c.household == _member.c.household)
        .join(_village, _village.c.uid == SUMMARY.c.village)
        .where(_stands, wanted)
        .order_by(_key, SUMMARY.c.local_no, _member.c.uid)
    )  # fmt: skip
    found: dict[str, list[Holder]] = defaultdict(list)
    for key, *holder in connection.execute(query):
        found[key].append(Holder(*holder))
    return {key: tuple(holders) for key, holders in found.items() if len(holders) > 1}


def _phones(connection: sa.Connection, only: Sequence[str] | None = None) -> dict[str, int]:
    of_homes = sa.select(_household.c.phone.label("phone"), _household.c.uid.label("home")).where(
        SUMMARY.c.household == _household.c.uid, STANDS, _asked(_household.c.phone, only)
    )
    of_people = sa.select(_member.c.phone, _member.c.household).where(
        _stands, _asked(_member.c.phone, only)
    )
    every = sa.union_all(of_homes, of_people).subquery()
    homes = sa.func.count(every.c.home.distinct())
    query = sa.select(every.c.phone, homes).group_by(every.c.phone).having(homes > 1)
    return dict(connection.execute(query).all())


def _asked(
    column: sa.ColumnElement[str | None], only: Sequence[str] | None
) -> sa.ColumnElement[bool]:
    return column.is_not(None) if only is None else column.in_(list(only))


def _poor_helpers(connection: sa.Connection, household: str | None = None) -> frozenset[str]:
    query = (
        sa.select(_helper.c.uid)
        .join(_member, _member.c.id_number == _helper.c.id_number)
        .where(_stands, SUMMARY.c.hh_class == REGISTERED, _helper.c.sys_alive == 1)
    )
    if household is not None:
        helps = sa.select(_pairing.c.team_member).where(_pairing.c.household == household)
        query = query.where(_helper.c.uid.in_(helps))
    return frozenset(connection.scalars(query))


def counted(connection: sa.Connection) -> Mapping[str, Counted]:
    """What the register counts in each village."""
    groups: dict[str, int] = dict(
        connection.execute(
            sa.select(_group.c.village, sa.func.count())
            .where(_group.c.sys_alive == 1)
            .group_by(_group.c.village)
        ).all()
    )
    query = (
        sa.select(
            SUMMARY.c.village, SUMMARY.c.hh_class, SUMMARY.c.card, sa.func.count(),
            sa.func.sum(SUMMARY.c.people),
        )
        .where(STANDS)
        .group_by(SUMMARY.c.village, SUMMARY.c.hh_class, SUMMARY.c.card)
    )  # fmt: skip
    rows: dict[str, list[Any]] = defaultdict(list)
    for village, *row in connection.execute(query):
        rows[village].append(row)
    return {village: _counted(found, groups.get(village, 0)) for village, found in rows.items()}


def _counted(rows: list[Any], groups: int) -> Counted:
    class_households: dict[str, int] = defaultdict(int)
    class_people: dict[str, int] = defaultdict(int)
    card_households: dict[str, int] = defaultdict(int)
    card_people: dict[str, int] = defaultdict(int)
    for hh_class, card, households, people in rows:
        class_households[hh_class or ""] += households
        class_people[hh_class or ""] += people
        card_households[card or ""] += households
        card_people[card or ""] += people
    return Counted(
        sum(class_households.values()), sum(class_people.values()), class_households,
        class_people, card_households, card_people, groups,
    )  # fmt: skip
