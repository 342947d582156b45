"""What only the whole register knows: numbers that stand twice, and what each village counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from db.queries.figures import STANDS
from db.tables import SUMMARY, state_table
from fieldapp.rules.checks.facts import HERE, REGISTERED, Counted, Holder, RegisterFacts

_household, _member, _village = (state_table(n) for n in ("household", "member", "village"))
_helper, _group = state_table("team_member"), state_table("village_group")
_stands = sa.and_(
    _member.c.sys_alive == 1,
    sa.or_(_member.c.status.is_(None), _member.c.status.in_([c for c in HERE if c])),
    SUMMARY.c.household == _member.c.household,
    STANDS,
)
"""A member who belongs to a household that counts."""
_key = sa.func.upper(sa.func.replace(_member.c.id_number, " ", ""))


def register_facts(connection: sa.Connection, household: str | None) -> RegisterFacts:
    """Numbers that stand more than once; of one household, only those it holds."""
    return RegisterFacts(
        _ids(connection, household), _phones(connection, household), _poor_helpers(connection)
    )


def _ids(connection: sa.Connection, household: str | None) -> Mapping[str, tuple[Holder, ...]]:
    twice = sa.select(_key).where(_stands, _member.c.id_number.is_not(None))
    if household is not None:
        own = sa.select(_key).where(_member.c.household == household).correlate(None)
        twice = twice.where(_key.in_(own))
    twice = twice.group_by(_key).having(sa.func.count() > 1).correlate(None)
    query = (
        sa.select(
            _key, _member.c.uid, _member.c.household, SUMMARY.c.local_no, SUMMARY.c.village,
            _village.c.name, _member.c.name,
        )
        .join(SUMMARY, SUMMARY.c.household == _member.c.household)
        .join(_village, _village.c.uid == SUMMARY.c.village)
        .where(_stands, _key.in_(twice))
        .order_by(_key, SUMMARY.c.local_no, _member.c.uid)
    )  # fmt: skip
    found: dict[str, list[Holder]] = defaultdict(list)
    for key, *holder in connection.execute(query):
        found[key].append(Holder(*holder))
    return {key: tuple(holders) for key, holders in found.items()}


def _phones(connection: sa.Connection, household: str | None) -> dict[str, int]:
    stands = sa.and_(SUMMARY.c.household == _household.c.uid, STANDS)
    of_homes = sa.select(_household.c.phone.label("phone"), _household.c.uid.label("home"))
    of_people = sa.select(_member.c.phone, _member.c.household).where(_stands)
    every = sa.union_all(of_homes.where(stands), of_people).subquery()
    homes = sa.func.count(every.c.home.distinct())
    query = sa.select(every.c.phone, homes).where(every.c.phone.is_not(None))
    if household is not None:
        own = sa.select(_household.c.phone).where(_household.c.uid == household).correlate(None)
        query = query.where(every.c.phone.in_(own))
    query = query.group_by(every.c.phone).having(homes > 1)
    return dict(connection.execute(query).all())


def _poor_helpers(connection: sa.Connection) -> frozenset[str]:
    query = (
        sa.select(_helper.c.uid)
        .join(_member, _member.c.id_number == _helper.c.id_number)
        .where(_stands, SUMMARY.c.hh_class == REGISTERED, _helper.c.sys_alive == 1)
    )
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
