"""Records that stand apart from what they belong to: it has not come yet, or is removed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa
from typing_extensions import override

from db.tables import ORPHAN
from fieldapp.ports.apart import ApartQuestions
from fieldapp.records.declare import entity_named

_Reading = Callable[[], AbstractContextManager[sa.Connection]]


class SqlApart(ApartQuestions):
    """Each method is one read transaction."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading

    @override
    def move_waits(self, household: str) -> bool:
        query = sa.select(ORPHAN.c.uid).where(
            ORPHAN.c.table_no == entity_named("household").no, ORPHAN.c.uid == household
        )
        with self._reading() as connection:
            return connection.scalar(query) is not None
