"""Operations that arrive: which are new, and on which branch of their writer they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec
import sqlalchemy as sa

from db import log
from db.tables import OP
from fieldapp.changes.forks import BRANCH_EPOCH, branch_of, family, kin_among
from fieldapp.changes.operations import (
    GENESIS,
    ActorInfo,
    Op,
    Unit,
    UnitKey,
    follows,
    unit_digest,
)
from fieldapp.changes.ranges import NONE, Ranges, union
from fieldapp.foundation.errors import Refused

_Held = dict[int, bytes]
"""By number: the chains held of one writer."""


class Arrivals:
    """Compares what arrives with what is held, inside the caller's transaction.

    An operation that contradicts what is held under its number was written by another laptop
    under the same identity: it goes to a branch of its own, and both are kept.
    """

    def __init__(
        self, connection: sa.Connection, actors: Iterable[ActorInfo], units: Iterable[Unit]
    ) -> None:
        self._connection = connection
        infos = list(actors)
        self._infos = {info.actor: info for info in infos}
        self._arriving = {(unit.actor, unit.no): unit for unit in units}
        """As they came: a branch that was placed may take the name under which another came."""
        self.numbers = log.add_actors(connection, infos)
        """Of those who arrive, of whom a unit arrives, and of their branches."""
        self.numbers |= log.numbers_among(connection, {actor for actor, _ in self._arriving})
        self.kin = kin_among(self.numbers)
        self.units: dict[UnitKey, Unit] = dict(self._arriving)
        """By the name under which their operations lie here."""
        self.placed: dict[bytes, Ranges] = {}
        """Where everything that arrived lies, whether it was new or not."""
        self.parted: set[bytes] = set()
        """Writers of which more than one laptop's work arrived, by the branch that grew."""

    def new_among(self, ops: Sequence[Op]) -> list[Op]:
        """The operations that are not held yet, each under its branch's name.

        Raises:
            Refused: ``impossible_history``: the first of a writer is not a first one.
        """
        fresh: list[Op] = []
        for actor, group in groupby(ops, key=attrgetter("actor")):
            some = list(group)
            held = self._held(actor, some)
            if family(actor) not in self.kin and self._fits(actor, some, held):
                placed, new = some, [op for op in some if op.seq not in held]
            else:
                placed, new = self._told_apart(actor, some)
            self._note(placed)
            fresh += new
        return fresh

    def _held(self, actor: bytes, ops: Sequence[Op]) -> _Held:
        """The chains held from one before the first to one after the last."""
        first, last = min(op.seq for op in ops), max(op.seq for op in ops)
        query = sa.select(OP.c.seq, OP.c.chain).where(
            OP.c.actor == self.numbers[actor], OP.c.seq.between(first - 1, last + 1)
        )
        held: _Held = dict(self._connection.execute(query).all())
        if first == 1:
            held[0] = GENESIS
        return held

    def _fits(self, actor: bytes, ops: Sequence[Op], held: _Held) -> bool:
        """Whether nothing contradicts what is held; inside a run chains were checked before."""
        if any(held.get(op.seq, op.chain) != op.chain for op in ops):
            return False
        new = {op.seq: op for op in ops if op.seq not in held}
        units = self._held_units(actor, new.values())
        if any(unit != self._arriving[key] for key, unit in units.items()):
            return False
        return all(
            (seq - 1 in new or seq - 1 not in held or self._follows(held[seq - 1], op))
            and (seq + 1 not in held or self._leads(actor, op))
            for seq, op in new.items()
        )

    def _held_units(self, actor: bytes, ops: Iterable[Op]) -> dict[UnitKey, Unit]:
        wanted = {(actor, op.unit) for op in ops}
        return {(u.actor, u.no): u for u in log.units(self._connection, wanted)}

    def _follows(self, previous: bytes, op: Op) -> bool:
        fits = follows(previous, op, unit_digest(self._arriving[op.actor, op.unit]))
        if not fits and op.seq == 1:
            raise Refused("impossible_history")
        return fits

    def _leads(self, actor: bytes, op: Op) -> bool:
        """Whether an operation leads to the one that is held behind it."""
        span = ((op.seq + 1, op.seq + 1),)
        (after,) = log.operations(self._connection, {actor: span})
        (unit,) = log.units(self._connection, [(actor, after.unit)])
        return follows(op.chain, after, unit_digest(unit))

    def _told_apart(self, actor: bytes, ops: Sequence[Op]) -> tuple[list[Op], list[Op]]:
        """The operations under the names of their branches, and those among them that are new."""
        lanes = {
            member: _Lane(self._held(member, ops), self._held_units(member, ops))
            for member in (actor, *self.kin.get(family(actor), ()))
        }
        placed: list[Op] = []
        new: list[Op] = []
        for op in ops:
            if op.seq == 1:
                self._follows(GENESIS, op)
            known = next((who for who, lane in lanes.items() if lane.holds(op)), None)
            name = known or self._lane_for(op, lanes)
            lanes[name].held[op.seq] = op.chain
            there = op if name == op.actor else msgspec.structs.replace(op, actor=name)
            placed.append(there)
            if known is None:
                self._enter(op, name)
                new.append(there)
        return placed, new

    def _lane_for(self, op: Op, lanes: dict[bytes, _Lane]) -> bytes:
        """The branch that an operation continues, its own where nothing speaks against it."""
        unit = self._arriving[op.actor, op.unit]
        free = [
            name
            for name, lane in lanes.items()
            if op.seq not in lane.held
            and lane.agrees(name, unit)
            and (op.seq + 1 not in lane.held or self._leads(name, op))
        ]
        for name in free:
            previous = lanes[name].held.get(op.seq - 1)
            if previous is not None and op.seq > 1 and self._follows(previous, op):
                return name
        if op.actor in free and (op.seq == 1 or op.seq - 1 not in lanes[op.actor].held):
            return op.actor
        return self._new_lane(op, lanes)

    def _new_lane(self, op: Op, lanes: dict[bytes, _Lane]) -> bytes:
        name = branch_of(op.actor, op.seq, op.chain)
        if name not in self.numbers:
            origin = self._infos[op.actor]
            branch = ActorInfo(name, origin.device, BRANCH_EPOCH, origin.name)
            self.numbers |= log.add_actors(self._connection, [branch])
            self.kin = kin_among(self.numbers)
        lanes.setdefault(name, _Lane({}, {}))
        return name

    def _enter(self, op: Op, name: bytes) -> None:
        self.parted.add(name)
        unit = self._arriving[op.actor, op.unit]
        self.units[name, op.unit] = msgspec.structs.replace(unit, actor=name)

    def _note(self, ops: Iterable[Op]) -> None:
        for actor, first, last in _spans(ops):
            self.placed[actor] = union(self.placed.get(actor, NONE), ((first, last),))


class _Lane:
    """What is held of one branch around the operations that arrive."""

    def __init__(self, held: _Held, units: Mapping[UnitKey, Unit]) -> None:
        self.held = {seq: chain for seq, chain in held.items() if seq}
        self._units = units

    def holds(self, op: Op) -> bool:
        return self.held.get(op.seq) == op.chain

    def agrees(self, name: bytes, unit: Unit) -> bool:
        """Whether nothing else is held under the unit's number."""
        there = self._units.get((name, unit.no))
        return there is None or there == msgspec.structs.replace(unit, actor=name)


def _spans(ops: Iterable[Op]) -> Iterator[tuple[bytes, int, int]]:
    """Writers with the first and last number of operations that follow one another."""
    actor, first, last = b"", 0, -1
    for op in ops:
        if op.actor != actor or op.seq != last + 1:
            if last >= first:
                yield actor, first, last
            actor, first = op.actor, op.seq
        last = op.seq
    if last >= first:
        yield actor, first, last
