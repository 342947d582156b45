"""Very many bundles at once: from laptops that were really enrolled, merged by one county.

Run ``python -m tests.scenarios.many_bundles``: it tells what every hundred bundles cost, and fails
when the last cost more than the first, when memory grows, or when stopping half-way loses anything.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

import msgspec

from db.store import SqlStore, open_store
from fieldapp.changes.operations import Op, Unit
from fieldapp.changes.ranges import count
from fieldapp.foundation.collecting import seldom_collecting
from fieldapp.foundation.ids import RandomIds, SeededIds
from fieldapp.foundation.jobs import Cancelled
from fieldapp.ports.store import Edit, Store, changed, created
from fieldapp.records import Household, Village, Visit
from fieldapp.services.copies import notice_copy
from fieldapp.services.exchange import Exchange
from fieldapp.services.partners import begin_epoch
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.workspace import INBOX
from tests.bench.comparison_memory import most
from tests.factories import APP, KEY, act
from tests.scenarios.world import COUNTY, Ticking, World, known, parcel

A_LAPTOP = 4
"""Bundles of one laptop: the sticks of so many days come together."""
CHANGES = 25
"""Changes to one household: it is entered, then visited and changed in turn."""
MOST_GROWTH = 1.5
MOST_MEGABYTES = 200.0
_SIZE, _COURSE, _MODULE = "size", "course", "tests.scenarios.many_bundles"


class Size(msgspec.Struct, frozen=True):
    """How much there is to merge."""

    bundles: int
    operations: int
    actors: int

    @property
    def each(self) -> int:
        """Operations of one bundle."""
        return self.operations // self.bundles

    @property
    def names(self) -> int:
        """Writers of one bundle."""
        return max(1, self.actors // self.bundles)


class Course(msgspec.Struct):
    """How the merging went: seconds of the processor by bundle, and megabytes at the most."""

    costs: list[float]
    memory: list[float]
    idle: float
    lost: list[str] = []
    """What did not hold when it was stopped half-way and begun again."""

    def problems(self) -> list[str]:
        """What was promised and does not hold."""
        tenth = max(1, len(self.costs) // 10)
        growth = median(self.costs[-tenth:]) / median(self.costs[:tenth])
        found = list(self.lost)
        if growth > MOST_GROWTH:
            found.append(f"a bundle of the last tenth costs {growth:.2f} times one of the first")
        if self.memory[-1] - self.idle > MOST_MEGABYTES:
            found.append(f"{self.memory[-1] - self.idle:.0f} MB above the idle program")
        return found


def course_of(folder: Path, size: Size) -> Course:
    """Make the bundles, and merge them in a process that does nothing else."""
    make(folder, size)
    (folder / _SIZE).write_bytes(msgspec.json.encode(size))
    subprocess.run([sys.executable, "-m", _MODULE, "--take", str(folder)], check=True)
    return msgspec.json.decode((folder / _COURSE).read_bytes(), type=Course)


def make(folder: Path, size: Size) -> None:
    """A county, its laptops with a village each, and their bundles on a stick."""
    world = World(folder)
    laptops = -(-size.bundles // A_LAPTOP)
    villages = [
        Village(uid=SeededIds(f"village {at}").uid(), name=f"{at + 1}村") for at in range(laptops)
    ]
    world.county.store.write_many(act(), map(created, villages))
    for number, village in enumerate(villages):
        laptop = world.laptop(f"{number + 1}号机", village.uid)
        for day in range(min(A_LAPTOP, size.bundles - number * A_LAPTOP)):
            _a_bundle(world, laptop, village, size, number * A_LAPTOP + day)
        laptop.store.close()
    world.county.store.close()


def _a_bundle(world: World, laptop: Exchange, village: Village, size: Size, number: int) -> None:
    """What a laptop wrote under several names: it was put back, or copied, again and again."""
    store, share = laptop.store, size.each // size.names
    assert isinstance(store, SqlStore)
    units: list[Unit] = []
    ops: list[Op] = []
    for name in range(size.names):
        begin_epoch(store, laptop.ids)
        upto = share if name < size.names - 1 else size.each - share * (size.names - 1)
        edits = _edits(f"H{number}/{name}", village, upto)
        store.write_many(act(at=laptop.clock.now()), edits)
        more_units, more_ops = parcel(store)
        units += more_units
        ops += more_ops
    profile = load_profile(store)
    sealed = laptop.sealed(profile, known(laptop, world.county), units, ops)
    save_profile(store, msgspec.structs.replace(profile, bundles_made=profile.bundles_made + 1))
    (world.stick / f"{number:05d}.fsync").write_bytes(sealed.data)


def _edits(numbered: str, village: Village, upto: int) -> Iterator[Edit]:
    """Households, each entered and then visited and changed in turn.

    Their uids follow the clock, as in real work: what is written together lies together.
    """
    ids = RandomIds()
    home = ""
    for at in range(upto):
        turn = at % CHANGES
        if turn == 0:
            entered = Household(
                uid=ids.uid(), village=village.uid, local_no=f"{numbered}/{at}", hh_class="REG",
                status="active",
            )  # fmt: skip
            home = entered.uid
            yield created(entered)
        elif turn % 2:
            yield created(Visit(uid=ids.uid(), household=home, start_at=act().at))
        else:
            yield changed(Household, home, phone=f"1380000{at:04d}")


class _Stopwatch:
    """A job that notes when each bundle begins, and stops before one of them."""

    def __init__(self, files: int, stop: int) -> None:
        self.began: dict[int, float] = {}
        self.memory: dict[int, float] = {}
        self._files, self._stop = files, stop

    @property
    def cancelled(self) -> bool:
        return False

    def progress(self, done: int, total: int) -> None:
        """Between two slices of a bundle, or two bundles."""
        at = done * self._files // total
        if at not in self.began:
            self.began[at] = time.process_time()
            self.memory[at] = most()
        if at == self._stop:
            raise Cancelled

    def costs(self, first: int, last: int) -> list[float]:
        """Seconds of the bundles from one to before another."""
        return [self.began[at + 1] - self.began[at] for at in range(first, last)]


def take(folder: Path) -> None:
    """Merge the bundles on the stick: half of them, then all of them."""
    size = msgspec.json.decode((folder / _SIZE).read_bytes(), type=Size)
    place = folder / COUNTY
    with closing(open_store(place, KEY, APP)) as store:
        ids = SeededIds("merging")
        notice_copy(place, store, ids)
        store.questions.households()
        county = Exchange(store, Ticking(), ids, place / INBOX)
        files = sorted((folder / "stick").glob("[0-9]" * 5 + ".fsync"))
        random.Random(7).shuffle(files)  # they come in any order
        course = _merged(county, files, size)
    (folder / _COURSE).write_bytes(msgspec.json.encode(course))


def _merged(county: Exchange, files: Sequence[Path], size: Size) -> Course:
    half, before, idle = len(files) // 2, _held(county.store), most()
    first, second = _Stopwatch(len(files), half), _Stopwatch(len(files), -1)
    lost: list[str] = []
    with seldom_collecting():
        try:
            county.import_all(files, job=first)
            lost.append("it was not stopped")
        except Cancelled:
            pass
    if _held(county.store) - before != half * size.each:
        lost.append("what was merged before it was stopped is not whole")
    if not all(path.exists() for path in files):
        lost.append("a bundle is no longer on the stick")
    done = [one.status for one in county.import_all(files, job=second)]
    second.progress(1, 1)
    if done != ["unchanged"] * half + ["merged"] * (len(files) - half):
        lost.append("it does not go on where it was stopped")
    if _held(county.store) - before != size.each * len(files):
        lost.append("not everything is there in the end")
    costs = first.costs(0, half) + second.costs(half, len(files))
    memory = [watch.memory[at + 1] for at in range(len(files))
              for watch in [first if at < half else second]]  # fmt: skip
    return Course(costs, memory, idle, lost)


def _held(store: Store) -> int:
    return sum(map(count, store.log.have().values()))


def main(arguments: list[str]) -> int:
    """Print what every hundred bundles cost; 0 when all promises hold."""
    parser = argparse.ArgumentParser(prog=f"python -m {_MODULE}", description=__doc__)
    parser.add_argument("--bundles", type=int, default=1000)
    parser.add_argument("--operations", type=int, default=1_000_000)
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--take", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.take:
        take(asked.take)
        return 0
    size = Size(asked.bundles, asked.operations, asked.actors)
    with tempfile.TemporaryDirectory() as folder:
        course = course_of(Path(folder), size)
    step = min(100, -(-size.bundles // 10))
    for at in range(0, size.bundles, step):
        some = course.costs[at : at + step]
        last = at + len(some)
        sys.stdout.write(
            f"{last:>6} bundles {last * size.each:>9} operations {sum(some):8.2f} s "
            f"{sum(some) / len(some) / size.each * 1e6:7.0f} us each "
            f"+{course.memory[last - 1] - course.idle:.0f} MB\n"
        )
    problems = course.problems()
    sys.stdout.write("\n".join([*problems, "kept" if not problems else "MISSED", ""]))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
