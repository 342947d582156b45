"""Two laptops that write under one identity: how their branches are named and kept apart.

A cloned disk or a restored backup writes other operations under numbers that were used already.
The branch that comes second gets a name of its own, which every store finds for itself: half of
the writer's, the number at which the branch begins, and the start of its chain there. Writers
whose names share that half are one family; nearly every family has one member.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fieldapp.changes.operations import FAMILY_BYTES

_NUMBER_BYTES = 4
BRANCH_EPOCH = 0
"""The epoch of a branch: a laptop's own epochs begin with 1."""

Kin = Mapping[bytes, tuple[bytes, ...]]
"""By family, its members; only families that have several."""


def family(actor: bytes) -> bytes:
    """What a writer and its branches have in common."""
    return actor[:FAMILY_BYTES]


def branch_of(actor: bytes, seq: int, chain: bytes) -> bytes:
    """The name of the branch that begins with this operation."""
    number = seq.to_bytes(_NUMBER_BYTES, "big")
    return family(actor) + number + chain[: 16 - FAMILY_BYTES - _NUMBER_BYTES]


def kin_among(actors: Iterable[bytes]) -> Kin:
    """The families that have several members."""
    members: dict[bytes, list[bytes]] = {}
    for actor in actors:
        members.setdefault(family(actor), []).append(actor)
    return {name: tuple(sorted(found)) for name, found in members.items() if len(found) > 1}


def trunk(members: Iterable[bytes]) -> int:
    """The last number that all branches of a family surely have in common.

    The writer's own name is random where a branch's holds a number, and reads as a great one.
    """
    firsts = (actor[FAMILY_BYTES : FAMILY_BYTES + _NUMBER_BYTES] for actor in members)
    return max(0, min(int.from_bytes(first, "big") for first in firsts) - 1)


@dataclass(frozen=True)
class Chains:
    """Chains of writes that are held, by writer and number, and which writers are of one family."""

    held: Mapping[tuple[bytes, int], bytes]
    kin: Kin = field(default_factory=dict)
