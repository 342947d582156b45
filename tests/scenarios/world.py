"""A county and its laptops, with keys of their own and real bundles between them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from typing_extensions import override

from db.engine import STORE_FILE
from db.store import SqlStore, open_store
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.changes.operations import Op, Unit
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Merged, changed, created
from fieldapp.records import Household, Village
from fieldapp.records.declare import Record
from fieldapp.services.exchange import Exchange
from fieldapp.services.importing import Imported
from fieldapp.services.profile import (
    Peer,
    Profile,
    Role,
    load_keys,
    load_profile,
    load_recovery,
    peer_of,
    save_keys,
    save_peer,
    save_profile,
    save_recovery,
)
from tests.factories import APP, KEY, MORNING, a_household, a_store, a_village, act

COUNTY = "县办"
on_both = pytest.mark.parametrize("world", ["sqlite", "postgres"], indirect=True)
"""Where the store matters: once with a county on a PostgreSQL server."""


class Ticking(Clock):
    """A clock that a test begins anywhere and that goes on by a second with every look."""

    def __init__(self, moment: dt.datetime = MORNING) -> None:
        self._moment = moment

    @override
    def now(self) -> dt.datetime:
        self._moment += dt.timedelta(seconds=1)
        return self._moment


Parcel = tuple[list[Unit], list[Op]]


@dataclass
class World:
    """The county and its laptops by name; one village unless another is named."""

    folder: Path
    village: Village = field(default_factory=a_village)
    laptops: dict[str, Exchange] = field(default_factory=dict)
    files: int = 0
    county_id: str = "c"
    clock: Clock = field(default_factory=Ticking)
    county_store: Callable[[Path, str], SqlStore] = a_store

    def __post_init__(self) -> None:
        self.stick.mkdir()
        self.county = self._begin(COUNTY, "county", ())
        self.county.store.write(act(), [created(self.village)])

    @property
    def stick(self) -> Path:
        """Where bundles are written to."""
        return self.folder / "stick"

    def laptop(self, name: str, *villages: str, enrolled: bool = True) -> Exchange:
        """A laptop that has taken in what the county holds of its villages."""
        where = villages or (self.village.uid,)
        laptop = self._begin(name, "team", where)
        office = load_profile(self.county.store)
        recovery = load_recovery(self.county.store)
        keys = load_keys(self.county.store).public()
        safe = recovery.public() if recovery else None
        save_peer(laptop.store, Peer(office.device, COUNTY, "county", keys, recovery=safe))
        if enrolled:
            own = load_profile(laptop.store)
            known = load_keys(laptop.store).public()
            save_peer(self.county.store, Peer(own.device, name, "team", known, where))
            self.send(self.county, laptop)
        return laptop

    def home(self, exchange: Exchange, number: str = "H00001", **fields: object) -> Household:
        """A household entered on one laptop."""
        made = a_household(self.village, number, **fields)
        writer = load_profile(exchange.store).name
        exchange.store.write(act(author=writer, at=exchange.clock.now()), [created(made)])
        return made

    def set(self, exchange: Exchange, record: Record, **values: object) -> None:
        """A change made on one laptop."""
        writer = load_profile(exchange.store).name
        edit = changed(type(record), record.uid, **values)
        exchange.store.write(act(author=writer, at=exchange.clock.now()), [edit])

    def bundle(self, sender: Exchange, to: Exchange | None = None, *, full: bool = False) -> Path:
        """A bundle on the stick."""
        self.files += 1
        target = self.stick / f"{self.files:04d}.fsync"
        name = load_profile(to.store).device if to else None
        return sender.export(target, name, full=full).file

    def send(self, sender: Exchange, receiver: Exchange, *, full: bool = False) -> Imported:
        """A bundle made, carried and merged."""
        done = receiver.import_one(self.bundle(sender, receiver, full=full))
        assert done.problem is None, done.problem
        return done

    def everything_to_everyone(self) -> None:
        """Twice round: what the county learns in the first round it tells in the second."""
        self.everything_to_everyone_but(None)

    def everything_to_everyone_but(self, absent: Exchange | None) -> None:
        """As ``everything_to_everyone``; one laptop stays in its village."""
        present = [laptop for laptop in self.laptops.values() if laptop is not absent]
        for _ in range(2):
            for laptop in present:
                self.send(laptop, self.county)
            for laptop in present:
                self.send(self.county, laptop)
        digests = {self.county.store.state_digest()}
        for exchange in (self.county, *present):
            digests.add(exchange.store.state_digest())
            assert exchange.store.examine().problems == ()
        assert len(digests) == 1

    def copied(self, exchange: Exchange, name: str) -> Exchange:
        """The whole disk of a laptop as it is now, in another machine."""
        source = exchange.inbox.parent
        target = self.folder / name
        exchange.store.close()  # lets the write-ahead log be taken in; the store opens by itself
        shutil.copytree(source, target)
        twin = Exchange(
            open_store(target, KEY, APP), exchange.clock, SeededIds(name), target / "inbox"
        )
        self.laptops[name] = twin
        return twin

    def backup(self, exchange: Exchange) -> Path:
        """A laptop's store as it is now."""
        exchange.store.close()
        self.files += 1
        kept = self.folder / f"backup {self.files}"
        return Path(shutil.copy2(exchange.inbox.parent / STORE_FILE, kept))

    def put_back(self, exchange: Exchange, backup: Path) -> None:
        """The store as it was when the backup was made; nothing else notices."""
        exchange.store.close()
        shutil.copy2(backup, exchange.inbox.parent / STORE_FILE)

    def at(self, exchange: Exchange, moment: dt.datetime) -> Exchange:
        """The same laptop with another clock."""
        there = Exchange(exchange.store, Ticking(moment), exchange.ids, exchange.inbox)
        for name, known in self.laptops.items():
            if known is exchange:
                self.laptops[name] = there
        return there

    def close(self) -> None:
        """Let go of every store."""
        for exchange in (self.county, *self.laptops.values()):
            exchange.store.close()

    def _begin(self, name: str, role: Role, villages: tuple[str, ...]) -> Exchange:
        folder = self.folder / name
        store = (self.county_store if role == "county" else a_store)(folder, name)
        device = SeededIds(name).uid()
        writer = msgspec.structs.replace(store.writer(), device=device)
        store.set_writer(writer)
        save_keys(store, DeviceKeys.generate())
        if role == "county":
            save_recovery(store, DeviceKeys.generate())
        profile = Profile(role, name, device, self.county_id, COUNTY, villages, writer.actor)
        save_profile(store, profile)
        (folder / "inbox").mkdir()
        ids = SeededIds(f"{name}/ids")
        exchange = Exchange(store, self.clock, ids, folder / "inbox")
        if role == "team":
            self.laptops[name] = exchange
        return exchange


def parcel(store: SqlStore, first: int = 1, last: int = 10**6) -> Parcel:
    """A store's own operations of these numbers, as an unsealed bundle."""
    return store.log.operations({store.writer().actor: ((first, last),)}, None)


def give(target: SqlStore, sender: SqlStore, some: Parcel) -> Merged:
    """Merge an unsealed bundle."""
    units, ops = some
    return target.log.merge(sender.log.actors(), units, [ops], {})


def values(exchange: Exchange, name: str = "phone") -> set[object]:
    """The different values that stand side by side in that field of any household."""
    found = exchange.store.questions.conflicts()
    return {value for row in found if row.field == name for value in row.values}


def shown(exchange: Exchange, home: Household) -> Household:
    """The household as a laptop shows it."""
    found = exchange.store.get(Household, home.uid)
    assert found is not None
    return found


def known(exchange: Exchange, other: Exchange) -> Peer:
    """What one side knows of the other."""
    found = peer_of(exchange.store, load_profile(other.store).device)
    assert found is not None
    return found


def codes(done: Sequence[Imported]) -> list[str]:
    """Why bundles are held; empty text for those that were merged."""
    return [one.problem.code if one.problem else "" for one in done]


def untouched(exchange: Exchange) -> tuple[str, object]:
    """What must be the same after something was refused: the records and the log."""
    return exchange.store.state_digest(), exchange.store.log.have()
