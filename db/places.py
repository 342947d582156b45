"""Which village a record belongs to, found through its declared scope."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import sqlalchemy as sa

from db.statements import Prepared
from db.tables import state_table
from fieldapp.records.declare import EntitySpec, entities
from fieldapp.records.kinds import Stored

COUNTY = ""
"""The place of records that belong to no village."""


class Places:
    """Remembers the village of every record it was asked about within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}

    def of_new(self, entity: EntitySpec, uid: str, values: Mapping[str, Stored]) -> str | None:
        """The village of a record with these values; ``None`` while its parent is not here."""
        if entity.name == "village":
            return uid
        scope = entity.fields.get(entity.scope)
        if scope is None:
            return COUNTY
        parent = values.get(scope.name)
        if parent is None:
            return None if scope.structural else COUNTY
        return self.of(scope.ref, str(parent)) if scope.ref else COUNTY

    def settle(self, entity: EntitySpec, uid: str, village: str) -> None:
        """Remember a record that is going to be saved in this transaction, if any stand on it."""
        if entity.name in _parents():
            self._known[entity.name, uid] = village

    def of(self, entity_name: str, uid: str) -> str | None:
        """The village of a record that is held, or ``None``."""
        key = (entity_name, uid)
        if key not in self._known:
            found = _village_of(entity_name).first(self._connection, uid=uid)
            if found is None:
                return None
            self._known[key] = found[0]
        return self._known[key]


@cache
def _parents() -> frozenset[str]:
    """The entities on whose records others stand."""
    fields = (field for entity in entities() for field in entity.fields.values())
    scoped = {entity.fields[entity.scope].ref for entity in entities() if entity.scope}
    return frozenset(filter(None, {field.ref for field in fields if field.structural} | scoped))


@cache
def _village_of(entity: str) -> Prepared:
    table = state_table(entity)
    return Prepared(sa.select(table.c.sys_village).where(table.c.uid == sa.bindparam("uid")))
