"""One county in a file and one on a server get the same bundles in different orders.

``python -m tests.soak.two_engines`` prints what both then hold and show: it must be the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import msgspec

from db.store import SqlStore
from fieldapp.changes.operations import REMOVE
from fieldapp.changes.ranges import count, gaps
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.questions import ConflictRow
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import Household, Member
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import (
    load_keys,
    load_profile,
    peers,
    save_keys,
    save_peer,
    save_profile,
)
from tests.factories import a_household, a_member, a_store, act
from tests.scenarios.world import COUNTY, World
from tests.server_stores import a_server_store
from tests.soak.machines import swift_folder

_HOMES = 12
_WRITES = 4
"""So many writes lie between one bundle of a laptop and its next."""


@dataclass(frozen=True)
class Fed:
    """What a county holds and shows after all bundles, and how it came there."""

    engine: str
    digest: str
    conflicts: tuple[ConflictRow, ...]
    operations: int
    removals: int
    widest: int
    """The most gaps that were open at a time."""
    gaps: int
    """Gaps that are still open."""
    problems: tuple[tuple[str, int], ...]
    seconds: float

    def same(self, other: Fed) -> bool:
        """Whether both hold and show the same."""
        mine = (self.digest, self.conflicts, self.operations, self.removals)
        return mine == (other.digest, other.conflicts, other.operations, other.removals)


@dataclass
class Fleet:
    """A county and its laptops, which meet in few households, and the bundles they make."""

    world: World
    chance: random.Random

    def bundles(self, laptops: int, wanted: int) -> list[Path]:
        """Bundles of all laptops, each with what the one before did not carry."""
        world = self.world
        made: list[Path] = []
        for number in range(_HOMES):
            world.county.store.write(act(), [created(a_household(world.village, f"H{number}"))])
        for number in range(laptops):
            world.laptop(f"{number}号机")
        fleet = [*world.laptops.values()]
        while len(made) < wanted:
            laptop = self.chance.choice(fleet)
            for _ in range(_WRITES):
                laptop.store.write(
                    act(at=laptop.clock.now(), author="王芳"), [*self._edits(laptop)]
                )
            made.append(world.bundle(laptop))
            world.county.import_one(made[-1])
            if self.chance.random() < 1 / 3:  # laptops learn of one another now and then
                world.send(world.county, self.chance.choice(fleet))
            self._believe_arrived(laptop)
        return made

    def _edits(self, laptop: Exchange) -> Iterator[Edit]:
        home = self.chance.choice([*laptop.store.find(Household), None])
        if home is None:
            yield from _decision(laptop)
            return
        people = laptop.store.find(Member, household=home.uid)
        match self.chance.randrange(12):
            case 0 | 1:
                yield created(a_member(home, phone=str(self.chance.randrange(3))))
            case 2 if people:
                yield removed(Member, self.chance.choice(people).uid)
            case 3 if self.chance.random() < 1 / 3:
                yield removed(Household, home.uid)
            case 4 | 5:
                yield changed(Household, home.uid, gps_lat=Decimal(30 + self.chance.randrange(3)))
            case _:
                field = self.chance.choice(("phone", "note", "address_detail"))
                yield changed(Household, home.uid, **{field: self.chance.choice("甲乙丙丁")})

    def _believe_arrived(self, laptop: Exchange) -> None:
        """So that the next bundle carries only what is new, and a lost one would leave a gap."""
        (county,) = peers(laptop.store)
        have = {actor.hex(): ranges for actor, ranges in laptop.store.log.have().items()}
        save_peer(laptop.store, msgspec.structs.replace(county, have=have))


def _decision(laptop: Exchange) -> Iterator[Edit]:
    """What settles the first conflict that a laptop asks about."""
    for row in laptop.store.questions.conflicts()[:1]:
        if row.field == "alive":
            yield Edit(row.entity, row.uid, alive=True)
        else:
            yield Edit(row.entity, row.uid, {row.field: row.values[0]})


def beginning_of(world: World, store: SqlStore, folder: Path) -> Exchange:
    """The same county as it began, in another store: its keys, and whom it has enrolled."""
    office = world.county.store
    save_profile(store, load_profile(office))
    save_keys(store, load_keys(office))
    for peer in peers(office):
        save_peer(store, peer)
    own = {office.writer().actor: office.log.have()[office.writer().actor]}
    units, ops = office.log.operations(own, None)
    store.log.merge(office.log.actors(), units, [ops], {})
    (folder / "inbox").mkdir()
    return Exchange(store, world.clock, SeededIds(str(folder)), folder / "inbox")


def fed(engine: str, county: Exchange, files: Sequence[Path]) -> Fed:
    """Take all bundles in, in this order.

    Raises:
        AssertionError: a bundle was held back.
    """
    began, widest = time.process_time(), 0
    for file in files:
        done = county.import_one(file)
        assert done.problem is None, done.problem
        widest = max(widest, _gaps(county))
    store, have = county.store, county.store.log.have()
    return Fed(
        engine,
        store.state_digest(),
        tuple(store.questions.conflicts()),
        sum(map(count, have.values())),
        sum(op.kind == REMOVE for op in store.log.operations(have, None)[1]),
        widest,
        _gaps(county),
        store.examine().problems,
        time.process_time() - began,
    )


def _gaps(county: Exchange) -> int:
    return sum(len(gaps(ranges)) for ranges in county.store.log.have().values())


def compare(folder: Path, laptops: int, bundles: int, seed: int) -> tuple[Fed, Fed]:
    """Both counties after the same bundles in two orders, some of them twice."""
    chance = random.Random(seed)
    world = World(folder)
    files = Fleet(world, chance).bundles(laptops, bundles)
    found: list[Fed] = []
    for engine, making in (("SQLite", a_store), ("PostgreSQL", a_server_store)):
        store = making(folder / engine, COUNTY)
        order = chance.sample(files, len(files)) + chance.choices(files, k=len(files) // 20)
        found.append(fed(engine, beginning_of(world, store, folder / engine), order))
        store.close()
    world.close()
    return found[0], found[1]


def main(arguments: Sequence[str]) -> int:
    """Print both; status 1 when they differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.two_engines", description=__doc__)
    parser.add_argument("--bundles", type=int, default=200)
    parser.add_argument("--laptops", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with swift_folder() as folder:
        both = compare(folder, given.laptops, given.bundles, given.seed)
    for one in both:
        sys.stdout.write(
            f"{one.engine:<11} digest {one.digest[:16]}…, {one.operations} operations,"
            f" {one.removals} removals, {len(one.conflicts)} open conflicts,"
            f" {one.widest} gaps at the widest, {one.gaps} left,"
            f" problems {dict(one.problems) or 'none'}, {one.seconds:.1f} s\n"
        )
    same = both[0].same(both[1])
    sys.stdout.write(
        f"{given.bundles} bundles of {given.laptops} laptops in two orders, seed {given.seed}:"
        f" {'equal' if same else 'DIFFERENT'}\n"
    )
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
