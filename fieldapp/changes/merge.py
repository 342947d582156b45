"""The merge core: one field's register, decided by what each writer had seen, never by clocks.

A register holds the values of one field that nobody has yet written over. The same operations
in any order, with any gaps and repeats, leave the same values standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from fieldapp.changes.forks import Chains, family, trunk
from fieldapp.changes.operations import Seen, Value, proof

Dot = tuple[bytes, int]
"""One write: its writer and the writer's number for it."""

Context = Mapping[bytes, int]
"""For each writer the greatest write to this field that was seen or had been replaced."""


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A value that stands in a field, with what its writer had seen of that field."""

    dot: Dot
    hlc: int
    value: Value
    context: Context


Register = tuple[Standing, ...]
"""What stands in one field, in order of clock, writer and number; the last one is shown."""

EMPTY: Register = ()


def merge_write(register: Register, incoming: Standing) -> Register:
    """The register after one more write to its field.

    A write already covered by a standing value's context is dropped; standing values covered by
    the incoming context are replaced; the rest stand side by side. Whoever covers a write takes
    over its context, so a write may come again with a larger context (once an entry that could
    not be proven before can be) and the register becomes what it would have been at once.
    """
    if not register:
        return (incoming,)
    if len(register) == 1:
        standing = register[0]
        actor, seq = standing.dot
        if incoming.context.get(actor, 0) >= seq and incoming.dot != standing.dot:
            return (_absorbing(incoming, standing.context),)
    return _merge_beside(register, incoming)


def _merge_beside(register: Register, incoming: Standing) -> Register:
    """The general case: several values stand, or the incoming write replaces none."""
    for at, standing in enumerate(register):
        if standing.dot == incoming.dot or _covers(standing, incoming):
            heir = _absorbing(standing, incoming.context)
            if heir is standing:
                return register
            return _settle((*register[:at], *register[at + 1 :]), heir)
    return _settle(register, incoming)


def _settle(others: Register, heir: Standing) -> Register:
    """Let ``heir`` replace what it covers; the others never cover one another."""
    kept: list[Standing] = []
    for standing in others:
        if _covers(heir, standing):
            heir = _absorbing(heir, standing.context)
        else:
            kept.append(standing)
    return tuple(sorted((*kept, heir), key=_rank))


def _covers(later: Standing, earlier: Standing) -> bool:
    actor, seq = earlier.dot
    return later.context.get(actor, 0) >= seq


def _absorbing(heir: Standing, context: Context) -> Standing:
    """``heir`` with ``context`` joined to its own; itself when that adds nothing."""
    own = heir.context
    more = {actor: seq for actor, seq in context.items() if own.get(actor, 0) < seq}
    if not more:
        return heir
    return Standing(heir.dot, heir.hlc, heir.value, {**own, **more})


def _rank(standing: Standing) -> tuple[int, bytes, int, str, bytes]:
    return order_of(standing, str(standing.value))


def order_of(standing: Standing, told: str) -> tuple[int, bytes, int, str, bytes]:
    """By clock, then writer and number; branches of one writer may have other names elsewhere.

    Where all that is equal, what was ``told`` decides, for every field of one answer alike.
    """
    actor, seq = standing.dot
    return standing.hlc, family(actor), seq, told, actor


def merge_writes(register: Register, incoming: Iterable[Standing]) -> Register:
    """The register after several more writes; their order does not matter."""
    for standing in incoming:
        register = merge_write(register, standing)
    return register


def shown(register: Register) -> Standing:
    """The value to show: the greatest by clock, writer and number; the register is not empty."""
    return register[-1]


def conflict(register: Register) -> bool:
    """Whether different values stand side by side; the same value twice is no conflict."""
    return len(register) > 1 and any(
        standing.value != register[0].value for standing in register[1:]
    )


def local_context(register: Register) -> dict[bytes, int]:
    """What a new local write has seen: every standing value and what those had replaced.

    Take it from the register as it was on the screen, joined with the laptop's own newest write
    to the field: a writer has always seen its own writes.
    """
    seen: dict[bytes, int] = {}
    for standing in register:
        for actor, seq in (standing.dot, *standing.context.items()):
            if seen.get(actor, 0) < seq:
                seen[actor] = seq
    return seen


def common_ground(register: Register, writes: Iterable[Standing]) -> Register:
    """What stood in the field before its values parted: the newest that every one had replaced.

    ``writes`` are all held writes to the field, in any order.
    """
    before = [write for write in writes if all(_covers(standing, write) for standing in register)]
    return merge_writes(EMPTY, before)


class Proven(NamedTuple):
    """A context split into what the log confirms and the writes that are still to come."""

    context: dict[bytes, int]
    waiting: tuple[Dot, ...]


def proven(entries: Iterable[Seen], chains: Chains) -> Proven:
    """Believe a context only as far as its proofs match the chains in the log.

    An entry whose write is not held waits: merge the operation again when it has come. An entry
    whose proof names another write of that number (an invention) hides nothing; where two laptops
    wrote under one identity, the proof tells which of them was seen.
    """
    context: dict[bytes, int] = {}
    waiting: list[Dot] = []
    for seen in entries:
        if family(seen.actor) not in chains.kin:
            chain = chains.held.get((seen.actor, seen.seq))
            if chain is None:
                waiting.append((seen.actor, seen.seq))
            elif proof(chain) == seen.proof:
                context[seen.actor] = seen.seq
            continue
        members = chains.kin[family(seen.actor)]
        found = {actor: chains.held.get((actor, seen.seq)) for actor in members}
        if not any(found.values()):
            waiting.append((seen.actor, seen.seq))
        for actor, chain in found.items():
            if chain is not None and proof(chain) == seen.proof:
                _see(context, actor, seen.seq, members)
    return Proven(context, tuple(waiting))


def _see(context: dict[bytes, int], actor: bytes, seq: int, members: Sequence[bytes]) -> None:
    """Whoever saw a write of a branch saw also what that writer had written before it parted."""
    context[actor] = max(seq, context.get(actor, 0))
    common = min(seq, trunk(members))
    for other in members:
        if common > context.get(other, 0):
            context[other] = common
