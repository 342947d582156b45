"""The households' lines and search words of a store, made anew from its records."""

from __future__ import annotations

from db import guards, summaries
from db.store import SqlStore


def remake_summaries(store: SqlStore) -> None:
    """Make them anew, as an upgrade does; writing has kept them right if nothing changes."""
    with store._transactions.writing() as connection, guards.opened(connection):
        summaries.rebuild(connection)
