"""Stores and records that are valid by default; a test names only what it is about."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import cache
from pathlib import Path

from db.engine import STORE_FILE
from db.store import SqlStore, open_store
from fieldapp.changes.operations import ActorInfo
from fieldapp.foundation.ids import SeededIds
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import Act, Merged
from fieldapp.records import Household, Member, Village, Visit
from tests.templates import template_folder

KEY = StoreKey(bytes(range(32)))
"""One key for every throw-away store: nothing is derived, so that opening one takes no time."""

MORNING = dt.datetime.fromisoformat("2016-06-01T09:00:00")
APP = "fieldapp test"
_IDS = SeededIds("factories")


def act(reason: str = "test", *, at: dt.datetime = MORNING, author: str = "王芳") -> Act:
    return Act(author, reason, at)


def a_village(name: str = "郑家村") -> Village:
    return Village(uid=_IDS.uid(), name=name)


def a_household(village: Village, local_no: str = "H00001", **fields: object) -> Household:
    values = {"hh_class": "REG", "status": "active", "phone": "13800000000", **fields}
    return Household(uid=_IDS.uid(), village=village.uid, local_no=local_no, **values)  # type: ignore[arg-type]  # a test names any field


def a_member(household: Household, name: str = "何二才", **fields: object) -> Member:
    values = {"relation": "01", "status": "1", **fields}
    return Member(uid=_IDS.uid(), household=household.uid, name=name, **values)  # type: ignore[arg-type]  # a test names any field


def a_visit(household: Household, *, at: dt.datetime = MORNING) -> Visit:
    return Visit(uid=_IDS.uid(), household=household.uid, start_at=at)


def a_store(folder: Path, laptop: str = "七号机") -> SqlStore:
    """An empty store in ``folder`` that writes under an identity of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_empty_store(), folder / STORE_FILE)
    return with_writer(open_store(folder, KEY, APP), laptop)


def with_writer(store: SqlStore, laptop: str) -> SqlStore:
    """The store, which from now on writes under an identity of its own."""
    store.set_writer(ActorInfo(_IDS.actor(), _IDS.uid(), 1, laptop))
    return store


def carry(source: SqlStore, target: SqlStore, *, preview: bool = False) -> Merged:
    """Merge everything that one store holds into another, as a full bundle would."""
    units, ops = source.log.operations(source.log.have(), None)
    return target.log.merge(source.log.actors(), units, [ops], {}, preview=preview)


@cache
def _empty_store() -> Path:
    """The migrations are run once; every other store is a copy."""
    folder = template_folder("empty")
    open_store(folder, KEY, APP).close()
    return folder / STORE_FILE
