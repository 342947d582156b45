"""Machines with a workspace each: begun once, copied for every history, opened as people do."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec
from typing_extensions import override

from db.address import address_of, keep_address
from db.engine import STORE_FILE
from db.store import SqlStore, open_store
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.ids import SeededIds
from fieldapp.foundation.machine import place_of
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import Act, created
from fieldapp.records import Household, Village
from fieldapp.services.copies import BESIDE, Beside, notice_copy
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import load_profile
from fieldapp.services.workspace import INBOX
from tests.factories import APP, KEY, MORNING, a_store, with_writer
from tests.postgres import server
from tests.scenarios.world import COUNTY, World
from tests.templates import template_folder

HOMES = (1, 2, 3)
"""The households that are there from the beginning, by the number of their write."""
VILLAGES = ("上村", "下村")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  nothing of it outlasts the run
_STEPS_A_SECOND = 3
"""So many steps of a history share a second: clocks of machines often agree to the second."""


@dataclass(frozen=True)
class Program:
    """What runs on the machines; a test that plants a defect hands in another one."""

    open_store: Callable[[Path, StoreKey, str], SqlStore] = open_store
    exchange: type[Exchange] = Exchange


@dataclass
class Hands(Clock):
    """A machine's clock: it shows the time of the history's step, wrong by some days."""

    step: int = 0
    days: int = 0

    @override
    def now(self) -> dt.datetime:
        return MORNING + dt.timedelta(days=self.days, seconds=self.step // _STEPS_A_SECOND)


@dataclass(frozen=True)
class Kept:
    """A copy of a workspace, with the oracle's numbers of what it held."""

    folder: Path
    held: frozenset[int]


@dataclass
class Machine:
    """One machine and its open workspace."""

    name: str
    folder: Path
    program: Program
    ids: SeededIds
    hands: Hands = field(default_factory=Hands)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open the workspace as the program does: a copy is noticed."""
        self.store = _with_shared_statements(self.program.open_store(self.folder, KEY, APP))
        notice_copy(self.folder, self.store, self.ids)
        self.exchange = self.program.exchange(self.store, self.hands, self.ids, self.folder / INBOX)
        profile = load_profile(self.store)
        self.device, self.is_county = profile.device, profile.role == "county"
        self.villages = frozenset(profile.villages)

    @property
    def desk(self) -> Desk:
        """What a person at this machine works with."""
        return open_desk(self.folder, self.store, self.hands, self.ids)

    def keep(self, target: Path, held: frozenset[int]) -> Kept:
        """Copy the whole workspace."""
        self.store.close()  # takes the write-ahead log in; the store opens again by itself
        copy_workspace(self.folder, target)
        return Kept(target, held)

    def put_back(self, kept: Kept, *, whole: bool) -> None:
        """Put the store back, or the whole disk with what lies beside the store."""
        self.store.close()
        beside = (self.folder / BESIDE).read_bytes()
        shutil.rmtree(self.folder)
        copy_workspace(kept.folder, self.folder)
        if not whole:
            (self.folder / BESIDE).write_bytes(beside)
        self.open()

    def pass_for(self, other: Path) -> None:
        """Let a copy of this folder's disk look as if it were still this very place."""
        known = msgspec.json.decode((self.folder / BESIDE).read_bytes(), type=Beside)
        same = msgspec.structs.replace(known, place=place_of(other))
        (other / BESIDE).write_bytes(msgspec.json.encode(same))


def copy_workspace(source: Path, target: Path) -> None:
    """Copy a closed workspace; a store on a server is copied there."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.lock"))
    if not (source / STORE_FILE).exists():
        database = server().new_database(_database_of(source))
        _lies_in(target, database)


def drop_stores(folder: Path) -> None:
    """Take away the stores on the server of all workspaces below a folder."""
    for kept in folder.rglob(_DATABASE):
        server().run(f"DROP DATABASE {kept.read_text()} WITH (FORCE)")


_DATABASE = "database.txt"
_COMPILED: dict[object, object] = {}


def _with_shared_statements(store: SqlStore) -> SqlStore:
    """Let all stores of a run share their compiled statements, a third of a history's time."""
    transactions = store._transactions
    for engine in (transactions._engine, transactions._writing):
        engine.update_execution_options(compiled_cache=_COMPILED)
    return store


def _database_of(folder: Path) -> str:
    return (folder / _DATABASE).read_text()


def _lies_in(folder: Path, database: str) -> None:
    (folder / _DATABASE).write_text(database)
    keep_address(folder, KEY, address_of(server().address(database)))


@cache
def template(laptops: int, *, on_server: bool = False) -> Path:
    """A county with two villages and its laptops, every other one of them for both villages."""
    folder = template_folder("soak")
    world = World(folder, county_store=_a_server_store if on_server else a_store)
    villages = [world.village, Village(uid=SeededIds("lower").uid(), name=VILLAGES[1])]
    office = world.county.store
    office.write(Act("县办", "soak 0", MORNING), [created(villages[1])])
    for number in HOMES:
        home = new_home(number, villages[number == HOMES[-1]].uid)
        office.write(Act("县办", f"soak {number}", MORNING), [created(home)])
    for number in range(1, laptops + 1):
        given = villages if number % 2 else villages[:1]
        world.laptop(f"t{number}", *(village.uid for village in given))
    world.close()
    return folder


@contextmanager
def swift_folder() -> Iterator[Path]:
    """Where stores lie for a moment: in memory, where the machine has such a folder."""
    there = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="fieldapp-soak-", dir=there) as folder:
        yield Path(folder)


def new_home(number: int, village: str) -> Household:
    """The household that a step makes."""
    return Household(uid=record_uid(number), village=village, local_no=f"H{number:05d}",
                     hh_class="REG", status="active", phone=str(number))  # fmt: skip


def record_uid(number: int) -> str:
    """The uid of the record that a step makes."""
    return SeededIds(f"record {number}").uid()


def machine_names(laptops: int) -> list[str]:
    """The county and its laptops."""
    return [COUNTY, *(f"t{number}" for number in range(1, laptops + 1))]


def _a_server_store(folder: Path, laptop: str) -> SqlStore:
    folder.mkdir(parents=True)
    _lies_in(folder, server().new_database())
    return with_writer(open_store(folder, KEY, APP), laptop)
