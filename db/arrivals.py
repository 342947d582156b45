"""Checks on operations that arrive: which are new, and whether they fit the chains held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from db import log
from db.tables import OP
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import GENESIS, Op, Unit, UnitKey, follows, unit_digest
from fieldapp.foundation.errors import Refused

Units = Mapping[UnitKey, Unit]


def agree_with_held(connection: sa.Connection, units: Units) -> None:
    """Refuse a unit that is held with other contents: two laptops use one identity."""
    held = log.units(connection, units)
    if any(units[unit.actor, unit.no] != unit for unit in held):
        raise Refused("forked_history")


def new_among(
    connection: sa.Connection, numbers: Mapping[bytes, int], ops: Sequence[Op], units: Units
) -> list[Op]:
    """The operations that are not held yet; inside a run their chains were checked before.

    Raises:
        Refused: ``forked_history`` for another operation under a held number,
            ``impossible_history`` when one does not fit what is held before or after it.
    """
    held = _held_around(connection, numbers, ops)
    fresh: list[Op] = []
    for op in ops:
        chain = held.get((op.actor, op.seq))
        if chain is None:
            fresh.append(op)
        elif chain != op.chain:
            raise Refused("forked_history")
    arriving = {(op.actor, op.seq) for op in fresh}
    for op in fresh:
        if (op.actor, op.seq - 1) not in arriving:
            _check(held.get((op.actor, op.seq - 1)), op, units)
    ends = {(op.actor, op.seq + 1): op.chain for op in fresh if (op.actor, op.seq + 1) in held}
    _check_next(connection, ends)
    return fresh


def _held_around(
    connection: sa.Connection, numbers: Mapping[bytes, int], ops: Iterable[Op]
) -> dict[Dot, bytes]:
    """The chains held from one before the first to one after the last of each writer."""
    by_actor: dict[bytes, list[int]] = {}
    for op in ops:
        by_actor.setdefault(op.actor, []).append(op.seq)
    held: dict[Dot, bytes] = {}
    for actor, seqs in by_actor.items():
        if min(seqs) == 1:
            held[actor, 0] = GENESIS
        query = sa.select(OP.c.seq, OP.c.chain).where(
            OP.c.actor == numbers[actor], OP.c.seq.between(min(seqs) - 1, max(seqs) + 1)
        )
        held |= {(actor, seq): chain for seq, chain in connection.execute(query)}
    return held


def _check(previous: bytes | None, op: Op, units: Units) -> None:
    if previous is not None and not follows(previous, op, unit_digest(units[op.actor, op.unit])):
        raise Refused("impossible_history")


def _check_next(connection: sa.Connection, ends: Mapping[Dot, bytes]) -> None:
    """A gap that is filled must lead to what was held behind it."""
    if not ends:
        return
    after = [op for actor, seq in ends for op in log.operations(connection, {actor: ((seq, seq),)})]
    units = {(u.actor, u.no): u for u in log.units(connection, ((o.actor, o.unit) for o in after))}
    for op in after:
        _check(ends[op.actor, op.seq], op, units)
