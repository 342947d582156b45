"""What a partner says that it holds, believed as far as its chains prove it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldapp.bundles.frames import Have
from fieldapp.changes.forks import family, kin_among, trunk
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import proof
from fieldapp.changes.ranges import NONE, Ranges, nearest, union, upto
from fieldapp.ports.store import Store

_ENDS = 8
"""So many of the partner's last spans are marked at their ends."""
_STEPS = (0, *(2**step for step in range(40)))


def described(store: Store, peer: Mapping[bytes, Ranges]) -> list[Have]:
    """What is held here, with marks by which the partner can tell one history from another.

    ``peer`` is what the partner is known to hold: its own last numbers are marked too, since it
    may hold only those of its villages.
    """
    held = store.log.have()
    marks = {actor: _marked(ranges, peer.get(actor, NONE)) for actor, ranges in held.items()}
    chains = store.log.chains((actor, seq) for actor, seqs in marks.items() for seq in seqs).held
    return [
        Have(
            actor,
            held[actor],
            chains[actor, held[actor][-1][1]],
            tuple((seq, proof(chains[actor, seq])) for seq in seqs),
        )
        for actor, seqs in sorted(marks.items())
    ]


def _marked(ranges: Ranges, known: Ranges) -> list[int]:
    """Numbers that are held, twice as far apart with every step back from the last."""
    last = ranges[-1][1]
    steps = [last - step for step in _STEPS if step < last]
    ends = [end for _, end in known[-_ENDS:]]
    return sorted({nearest(ranges, number) for number in (*steps, *ends)} - {0})


def believed(store: Store, haves: Sequence[Have]) -> dict[bytes, Ranges]:
    """By writer as it is called here: what the partner surely holds of what is held here.

    Numbers alone prove nothing: a cloned laptop uses them for other operations. A claim counts up
    to the greatest mark whose chain is the one held here.
    """
    own = store.log.have(have.actor for have in haves)
    kin = kin_among({*own, *(have.actor for have in haves)})
    chains = store.log.chains(_asked(haves, kin)).held
    found: dict[bytes, Ranges] = {}
    for have in haves:
        for actor in kin.get(family(have.actor), (have.actor,)):
            proven = max(
                (seq for seq, mark in _marks(have) if _is(chains.get((actor, seq)), mark)),
                default=0,
            )
            claim = _with_trunk(have, haves, kin)
            found[actor] = union(found.get(actor, NONE), upto(claim, proven))
    return {actor: ranges for actor, ranges in found.items() if ranges}


def _asked(haves: Sequence[Have], kin: Mapping[bytes, tuple[bytes, ...]]) -> list[Dot]:
    return [
        (actor, seq)
        for have in haves
        for actor in kin.get(family(have.actor), (have.actor,))
        for seq, _ in _marks(have)
    ]


def _marks(have: Have) -> tuple[tuple[int, bytes], ...]:
    return have.marks or ((have.ranges[-1][1], proof(have.head)),)


def _is(chain: bytes | None, mark: bytes) -> bool:
    return chain is not None and proof(chain) == mark


def _with_trunk(
    have: Have, haves: Sequence[Have], kin: Mapping[bytes, tuple[bytes, ...]]
) -> Ranges:
    """A branch holds what its family had written before it parted, under the writer's own name."""
    members = kin.get(family(have.actor))
    if members is None:
        return have.ranges
    claim = have.ranges
    for other in haves:
        if other.actor in members:
            claim = union(claim, upto(other.ranges, trunk(members)))
    return claim
