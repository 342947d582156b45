"""``kill -9`` at random moments: what was confirmed is there, and no store needs repair."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from db import packing
from db.copying import FileCopying
from db.store import SqlStore, open_store
from fieldapp.foundation.archive import unpack
from fieldapp.foundation.clock import SystemClock
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.ports.store import created
from fieldapp.records import Household, Village
from fieldapp.services.backups import Backups
from tests.factories import APP, KEY, a_household, a_store, a_village, act
from tests.faults.older import make_older

BATCH = 60
PACKING = "packing the log"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """How a kind of work stood the kills."""

    kills: int
    confirmed: int
    lost: int
    damaged: int


class Work:
    """One kind of work: what goes before, what is killed, and what must hold afterwards."""

    longest = 0.12
    """Seconds after which it is killed at the latest, on a machine that does nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.laptop = folder / "laptop"

    def prepare(self) -> None:
        """Lay out a fresh workspace."""
        shutil.rmtree(self.laptop, ignore_errors=True)
        a_store(self.laptop).close()
        (self.laptop / "key.json").write_bytes(b"{}")

    def go_on(self, say: Say) -> None:
        """Work for ever, and say what is confirmed; runs in the process that is killed."""
        raise NotImplementedError

    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        """How much of what was confirmed, or of what is whole or absent, is not as it must be."""
        raise NotImplementedError

    def open(self) -> SqlStore:
        """The store."""
        return open_store(self.laptop, KEY, APP)


class Saving(Work):
    """One village after another is saved."""

    @override
    def go_on(self, say: Say) -> None:
        store = self.open()
        while True:
            village = a_village()
            store.write(act(), [created(village)])
            say(village.uid)

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        return len(confirmed - {village.uid for village in store.find(Village)})


class Importing(Work):
    """One large act after another; each whole or absent."""

    longest = 0.8

    @override
    def go_on(self, say: Say) -> None:
        store = self.open()
        while True:
            village = a_village()
            homes = [a_household(village, f"H{n:05}") for n in range(BATCH)]
            store.write_many(act("roster.import"), map(created, [village, *homes]))
            say(village.uid)

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        villages = {village.uid for village in store.find(Village)}
        torn = sum(len(store.find(Household, village=uid)) != BATCH for uid in villages)
        return len(confirmed - villages) + torn


class Merging(Work):
    """One laptop's work after another is merged; each whole or absent."""

    longest = 1.2
    laptops = 4

    @override
    def prepare(self) -> None:
        super().prepare()
        for number in range(self.laptops):
            folder = self.folder / f"other-{number}"
            if not folder.exists():
                store = a_store(folder, f"{number}号机")
                village = a_village()
                homes = [a_household(village, f"H{n:05}") for n in range(BATCH)]
                store.write_many(act("roster.import"), map(created, [village, *homes]))
                store.close()

    @override
    def go_on(self, say: Say) -> None:
        store = self.open()
        for number in range(self.laptops):
            other = open_store(self.folder / f"other-{number}", KEY, APP)
            units, ops = other.log.operations(other.log.have(), None)
            store.log.merge(other.log.actors(), units, [ops[:30], ops[30:]], {})
            say(other.find(Village)[0].uid)
        while True:
            signal.pause()

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        villages = {village.uid for village in store.find(Village)}
        torn = sum(len(store.find(Household, village=uid)) != BATCH for uid in villages)
        return len(confirmed - villages) + torn


class BackingUp(Work):
    """Backup after backup while one goes on saving; each file whole or absent."""

    longest = 0.8

    @override
    def prepare(self) -> None:
        super().prepare()
        for old in self.folder.glob("kept*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()

    @override
    def go_on(self, say: Say) -> None:
        store = self.open()
        copying = FileCopying(self.laptop, KEY, APP)
        backups = Backups(self.laptop, store, SystemClock(), copying)
        for number in range(1000):
            village = a_village()
            store.write(act(), [created(village)])
            say(village.uid)
            backups.make(self.folder / f"kept-{number}.fbackup")

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        missing = len(confirmed - {village.uid for village in store.find(Village)})
        for kept in self.folder.glob("kept-*.fbackup"):
            try:
                unpack(kept, self.folder / "kept-unpacked" / kept.stem)
            except FieldappError:
                missing += 1
        return missing


class Upgrading(Work):
    """A store of an older version is opened; it is of the one version or of the other."""

    longest = 0.8

    @override
    def prepare(self) -> None:
        older = self.folder / "older"
        if not older.exists():
            super().prepare()
            store = self.open()
            store.write(act(), [created(a_village())])
            store.close()
            make_older(self.laptop, KEY)
            shutil.copytree(self.laptop, older)
        shutil.rmtree(self.laptop)
        shutil.copytree(older, self.laptop)

    @override
    def go_on(self, say: Say) -> None:
        self.open().close()
        say("upgraded")
        while True:
            signal.pause()

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        return int(len(store.find(Village)) != 1 or len(confirmed) > 1)


class Compacting(Work):
    """A log is packed step by step, and the room is given back; every step whole or absent."""

    longest = 0.6

    @override
    def prepare(self) -> None:
        loose = self.folder / "loose"
        if not loose.exists():
            super().prepare()
            store = self.open()
            village = a_village()
            homes = [a_household(village, f"H{n:05}") for n in range(40 * BATCH)]
            store.write_many(act("roster.import"), map(created, [village, *homes]))
            store.close()
            shutil.copytree(self.laptop, loose)
        shutil.rmtree(self.laptop)
        shutil.copytree(loose, self.laptop)

    @override
    def go_on(self, say: Say) -> None:
        packing.AT_ONCE = packing.LEAST = 1
        packing.SIZE = BATCH
        store = self.open()
        store.packing.pack(2**62, [], WatchedJob())
        store.packing.give_back()
        say("packed")
        while True:
            signal.pause()

    @override
    def lost(self, store: SqlStore, confirmed: set[str]) -> int:
        loose = open_store(self.folder / "loose", KEY, APP)
        same = _whole_log(loose) == _whole_log(store)
        loose.close()
        left = store.packing.outlook(2**62, [])
        torn = left.packed % BATCH if left.ready else 0
        return int(not same) + torn + int(bool(confirmed) and left.ready > 0)


def _whole_log(store: SqlStore) -> object:
    return store.state_digest(), store.log.operations(store.log.have(), None)


WORKS: dict[str, type[Work]] = {
    "saving": Saving,
    "importing a roster": Importing,
    "merging a bundle": Merging,
    "upgrading": Upgrading,
    "backing up": BackingUp,
    PACKING: Compacting,
}


def kill_at_random(kind: type[Work], folder: Path, kills: int, seed: int) -> Outcome:
    """Kill the work ``kills`` times, each time at another moment, and look at what is left."""
    dice = random.Random(seed)
    work = kind(folder)
    confirmed = lost = damaged = 0
    longest = work.longest
    for _ in range(kills):
        work.prepare()
        seen = _killed(work, dice.uniform(0.0, longest))
        confirmed += len(seen)
        # on a busy machine everything takes longer: about as many come to a first confirmation
        longest = max(work.longest, longest * (0.9 if seen else 1.15))
        try:
            store = work.open()
        except FieldappError:
            damaged += 1
            continue
        damaged += bool(store.examine().problems)
        lost += work.lost(store, seen)
        store.close()
    return Outcome(kills, confirmed, lost, damaged)


def _killed(work: Work, after: float) -> set[str]:
    """Let the work begin in a process of its own and kill it so many seconds later."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_killed(work, reading, writing)
    os.close(writing)
    said = list(_heard(reading, after, child))
    os.waitpid(child, 0)
    os.close(reading)
    lines = b"".join(said).split(b"\n")[:-1]
    return {line.decode() for line in lines} - {"begun"}


def _be_killed(work: Work, reading: int, writing: int) -> None:
    def say(text: str) -> None:
        os.write(writing, text.encode() + b"\n")

    os.close(reading)
    try:
        say("begun")
        work.go_on(say)
    finally:
        os._exit(1)


def _heard(reading: int, after: float, child: int) -> Iterator[bytes]:
    """What the child says until it is killed, and what was in the pipe by then."""
    yield os.read(reading, 6)
    end = time.monotonic() + after
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            heard = os.read(reading, 65536)
            if not heard:
                break
            yield heard
    os.kill(child, signal.SIGKILL)
    while heard := os.read(reading, 65536):
        yield heard
