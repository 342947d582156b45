"""Records that stand apart from what they belong to: it has not come yet, or is removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from functools import cache

import sqlalchemy as sa
from typing_extensions import override

from db.statements import Prepared, among
from db.tables import ORPHAN, state_table
from fieldapp.ports.apart import ApartQuestions, RemovedHome
from fieldapp.records.declare import entity_named, owner_of

_Reading = Callable[[], AbstractContextManager[sa.Connection]]
_HOUSEHOLD = "household"


class SqlApart(ApartQuestions):
    """Each method is one read transaction."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading

    @override
    def move_waits(self, household: str) -> bool:
        query = sa.select(ORPHAN.c.uid).where(
            ORPHAN.c.table_no == entity_named(_HOUSEHOLD).no, ORPHAN.c.uid == household
        )
        with self._reading() as connection:
            return connection.scalar(query) is not None

    @override
    def removed(self, households: Collection[str]) -> list[RemovedHome]:
        if not households:
            return []
        with self._reading() as connection:
            return [
                RemovedHome(uid, village, local_no or "", head or "")
                for uid, village, local_no, head in _removed().rows(
                    connection, keys=list(households)
                )
            ]

    @override
    def under_removed(self, records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        uids: dict[str, list[str]] = defaultdict(list)
        for entity, uid in records:
            uids[entity].append(uid)
        with self._reading() as connection:
            return {
                (entity, uid): household
                for entity, some in uids.items()
                if (statement := _beneath(entity)) is not None
                for uid, household in statement.rows(connection, keys=some)
            }


@cache
def _removed() -> Prepared:
    home, member = state_table(_HOUSEHOLD), state_table("member")
    query = (
        sa.select(home.c.uid, home.c.village, home.c.local_no, member.c.name)
        .outerjoin(member, member.c.uid == home.c.head_member)
        .where(among(home.c.uid, "keys"), home.c.sys_alive == 0)
        .order_by(home.c.village, home.c.local_no, home.c.uid)
    )
    return Prepared(query)


@cache
def _beneath(entity: str) -> Prepared | None:
    """Which records stand under which removed household; ``None`` of what belongs to none."""
    spec, own = entity_named(entity), state_table(entity)
    joined: sa.FromClause = own
    below: sa.FromClause = own
    while owner := owner_of(spec):
        above = state_table(owner).alias()
        joined = joined.join(above, above.c.uid == below.c[spec.scope])
        if owner == _HOUSEHOLD:
            query = sa.select(own.c.uid, above.c.uid).select_from(joined)
            wanted = among(own.c.uid, "keys")
            return Prepared(query.where(wanted, own.c.sys_alive == 1, above.c.sys_alive == 0))
        spec, below = entity_named(owner), above
    return None
