"""What only the whole register knows: numbers that stand twice, and what each village counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from db.queries.figures import STANDS
from db.tables import SUMMARY, state_table
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.facts import REGISTERED, Counted, Holder, HouseholdFacts, RegisterFacts
from fieldapp.rules.identity import tidy_id

_household, _member, _village = (state_table(n) for n in ("household", "member", "village"))
_helper, _group = (state_table(n) for n in ("team_member", "village_group"))
_stands = sa.and_(
    _member.c.sys_alive == 1,
    sa.or_(_member.c.status.is_(None), _member.c.status.in_(sorted(filter(None, LIVING_HERE)))),
    SUMMARY.c.household == _member.c.household,
    STANDS,
)
"""A member who belongs to a household that counts."""
_phones = sa.union_all(
    sa.select(_household.c.phone.label("phone"), _household.c.uid.label("home")).where(
        SUMMARY.c.household == _household.c.uid, STANDS, _household.c.phone.is_not(None)
    ),
    sa.select(_member.c.phone, _member.c.household).where(_stands, _member.c.phone.is_not(None)),
).subquery()
"""Every telephone number of the register with its household."""
_poor = sa.select(_member.c.id_number).where(_stands, SUMMARY.c.hh_class == REGISTERED)
"""The ID numbers of everybody in a registered household."""
_key = sa.func.upper(sa.func.replace(_member.c.id_number, " ", ""))


def register_facts(connection: sa.Connection) -> RegisterFacts:
    """Numbers that stand more than once, and helpers who are poor."""
    ids = _holders(connection, _key.in_(_twice()))
    homes = sa.func.count(_phones.c.home.distinct())
    phones = sa.select(_phones.c.phone, homes).group_by(_phones.c.phone).having(homes > 1)
    poor = sa.select(_helper.c.uid).where(_helper.c.sys_alive == 1, _helper.c.id_number.in_(_poor))
    return RegisterFacts(
        {number: tuple(holders) for number, holders in ids.items() if len(holders) > 1},
        dict(connection.execute(phones).all()),
        frozenset(connection.scalars(poor)),
    )


def beside(connection: sa.Connection, home: HouseholdFacts) -> RegisterFacts:
    """What the other households hold of one household's numbers, and its own as ``home`` tells."""
    phone = home.household.phone
    count = _homes_beside(connection, phone, home.household.uid) + 1 if phone else 1
    return RegisterFacts(
        _ids_beside(connection, home),
        {phone: count} if phone and count > 1 else {},
        _poor_helpers(connection, home),
    )


def _ids_beside(
    connection: sa.Connection, home: HouseholdFacts
) -> Mapping[str, tuple[Holder, ...]]:
    household = home.household
    members = [person.member for person in home.living if person.member.id_number]
    spelled = sorted({form for one in members for form in _spellings(one.id_number or "")})
    others = _member.c.household != household.uid
    found = _holders(connection, others & _member.c.id_number.in_(spelled))
    name = connection.scalar(sa.select(_village.c.name).where(_village.c.uid == household.village))
    for one in members:
        own = Holder(
            one.uid, household.uid, household.local_no, household.village, name or "", one.name
        )
        found[tidy_id(one.id_number or "")].append(own)
    return {
        number: tuple(sorted(holders, key=lambda one: (one.local_no, one.uid)))
        for number, holders in found.items()
        if len(holders) > 1
    }


def _homes_beside(connection: sa.Connection, phone: str, household: str) -> int:
    """In how many other households a telephone number stands."""
    homes = sa.select(sa.func.count(_phones.c.home.distinct())).where(
        _phones.c.phone == phone, _phones.c.home != household
    )
    return connection.scalar(homes) or 0


def _poor_helpers(connection: sa.Connection, home: HouseholdFacts) -> frozenset[str]:
    helpers = [one.team_member for one in home.pairings]
    query = sa.select(_helper.c.uid, _helper.c.id_number).where(
        _helper.c.sys_alive == 1, _helper.c.uid.in_(helpers), _helper.c.id_number.is_not(None)
    )
    numbers: dict[str, str] = dict(connection.execute(query).all()) if helpers else {}
    if not numbers:
        return frozenset()
    others = _poor.where(
        _member.c.household != home.household.uid, _member.c.id_number.in_(set(numbers.values()))
    )
    own = {person.member.id_number for person in home.living if home.registered}
    poor = own | set(connection.scalars(others))
    return frozenset(uid for uid, number in numbers.items() if number in poor)


def _spellings(number: str) -> tuple[str, ...]:
    """The ways in which the same number is written: plain values are quick to compare."""
    tidy = tidy_id(number)
    return number, tidy, tidy.lower()


def _twice() -> sa.Select[tuple[str]]:
    """ID numbers of several people."""
    query = sa.select(_key).where(_stands, _member.c.id_number.is_not(None)).group_by(_key)
    return query.having(sa.func.count() > 1).correlate(None)


def _holders(
    connection: sa.Connection, wanted: sa.ColumnElement[bool]
) -> defaultdict[str, list[Holder]]:
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
    found: defaultdict[str, list[Holder]] = defaultdict(list)
    for key, *holder in connection.execute(query):
        found[key].append(Holder(*holder))
    return found


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
