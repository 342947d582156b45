"""Which village a record belongs to, found through its declared scope."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from db.tables import state_table
from fieldapp.records.declare import EntitySpec, entity_named
from fieldapp.records.kinds import Stored

COUNTY = ""
"""The place of records that belong to no village."""


class Places:
    """Remembers the village of every record it was asked about within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str | None] = {}

    def of_new(
        self, entity: EntitySpec, uid: str, values: Mapping[str, Stored]
    ) -> str | None:
        """The village of a new record; ``None`` while its parent is not here."""
        village = self._from_values(entity, uid, values)
        self._known[entity.name, uid] = village
        return village

    def _from_values(
        self, entity: EntitySpec, uid: str, values: Mapping[str, Stored]
    ) -> str | None:
        if entity.name == "village":
            return uid
        parent = values.get(entity.scope) if entity.scope else None
        if parent is None:
            return COUNTY
        ref = entity.fields[entity.scope].ref
        return self.of(ref, str(parent)) if ref else COUNTY

    def of(self, entity_name: str, uid: str) -> str | None:
        """The village of a record that is held, or ``None``."""
        key = (entity_name, uid)
        if key not in self._known:
            table = state_table(entity_named(entity_name).name)
            self._known[key] = self._connection.scalar(
                sa.select(table.c.sys_village).where(table.c.uid == uid)
            )
        return self._known[key]
