"""What the log stores and a bundle carries: writers, write units and operations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from fieldapp.foundation.errors import Refused

PUT = 0
REMOVE = 1
ALIVE = 0
"""Id of the pseudo-field that says whether a record stands: 1 alive, 0 removed."""

CHAIN_BYTES = 16
FAMILY_BYTES = 8
"""So much of a writer's name is shared by its branches; see ``fieldapp.changes.forks``."""
PROOF_BYTES = 4
RUN_LENGTH = 20_000
"""Most operations in one run: a run is packed, carried and merged in one piece."""

Actor = Annotated[bytes, Meta(min_length=16, max_length=16)]
Chain = Annotated[bytes, Meta(min_length=CHAIN_BYTES, max_length=CHAIN_BYTES)]
Proof = Annotated[bytes, Meta(min_length=PROOF_BYTES, max_length=PROOF_BYTES)]
Row = Annotated[bytes, Meta(min_length=16, max_length=16)]
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Seq = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Kind = Literal[0, 1]
Value = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | str | None
UnitKey = tuple[bytes, int]
"""A write unit by its writer and the writer's number for it."""

GENESIS = bytes(CHAIN_BYTES)
"""The chain before a writer's first operation."""


class _Part(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True, gc=False):
    """A compact, immutable part that is checked while it is decoded.

    None can come to hold itself, so the collector, which a merge would keep busy, need not look.
    """


class ActorInfo(_Part, frozen=True):
    """One writer identity: a device in one epoch; ``name`` is what people call the laptop."""

    actor: Actor
    device: str
    epoch: Number
    name: str


class Unit(_Part, frozen=True):
    """One user action: who did what, when by the laptop's own clock, with which program.

    ``typist`` is who held the keyboard when that was not the ``author``; else it is empty.
    """

    actor: Actor
    no: Seq
    at: str
    hlc: Number
    author: str
    reason: str
    app: str
    schema: Number
    typist: str = ""


class Op(_Part, frozen=True):
    """One write to one record: ``payload`` holds the fields, ``chain`` binds all before it."""

    actor: Actor
    seq: Seq
    unit: Seq
    table_no: Number
    row: Row
    kind: Kind
    payload: bytes
    chain: Chain


class Seen(_Part, frozen=True):
    """A context entry: the writer had seen this write, and proves which one it was."""

    actor: Actor
    seq: Seq
    proof: Proof


class Payload(NamedTuple):
    """The fields of one operation: field id to stored value, and to what its writer had seen."""

    values: dict[int, Value]
    contexts: dict[int, tuple[Seen, ...]]


_encoder = msgspec.msgpack.Encoder()
_payload = msgspec.msgpack.Decoder(tuple[dict[Number, Value], dict[Number, tuple[Seen, ...]]])


def encode_payload(values: Mapping[int, Value], contexts: Mapping[int, Sequence[Seen]]) -> bytes:
    """The one byte form of these fields; fields without a context entry are left out of it.

    Only a payload that removes or brings back a record names what was seen of fields it does
    not write.

    Raises:
        ValueError: a context names a field that has no value, or one writer twice.
    """
    if not contexts:
        return _encoder.encode((dict(sorted(values.items())), contexts))
    ordered: dict[int, list[Seen]] = {}
    for field, entries in sorted(contexts.items()):
        named = field in values or ALIVE in values
        if not named or len({seen.actor for seen in entries}) != len(entries):
            raise ValueError(field)
        if entries:
            ordered[field] = sorted(entries, key=lambda seen: seen.actor)
    return _encoder.encode((dict(sorted(values.items())), ordered))


def decode_payload(data: bytes) -> Payload:
    """Read the fields of an operation.

    Raises:
        Refused: ``payload_unreadable``: not the one byte form that ``encode_payload`` makes.
    """
    try:
        values, contexts = _payload.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("payload_unreadable") from None
    if _encoder.encode((values, contexts)) != data or not _is_ordered(values, contexts):
        raise Refused("payload_unreadable")
    return Payload(values, contexts)


def _is_ordered(values: Mapping[int, Value], contexts: Mapping[int, Sequence[Seen]]) -> bool:
    """Whether fields and contexts stand as ``encode_payload`` puts them."""
    if not (_rise(values) and _rise(contexts)):
        return False
    if not (contexts.keys() <= values.keys() or ALIVE in values):
        return False
    return all(
        entries and (len(entries) == 1 or _rise([seen.actor for seen in entries]))
        for entries in contexts.values()
    )


def _rise(keys: Iterable[bytes | int]) -> bool:
    """Whether each comes after the one before it, and none twice."""
    found = list(keys)
    return found == sorted(set(found))


def unit_digest(unit: Unit) -> bytes:
    """What the chain takes of a unit: who did it, when and why, so that no relay can alter it.

    Of the writer it takes what its branches have in common: a fork gives one of them a new name.
    """
    told = (
        unit.actor[:FAMILY_BYTES],
        unit.no,
        unit.at,
        unit.hlc,
        unit.author,
        unit.reason,
        unit.app,
        unit.schema,
        *([unit.typist] if unit.typist else ()),  # what was written before there were any stands
    )
    return hashlib.blake2b(_encoder.encode(told), digest_size=CHAIN_BYTES).digest()


def chain_next(
    previous: bytes,
    digest: bytes,
    seq: int,
    table_no: int,
    row: bytes,
    kind: int,
    payload: bytes,
) -> bytes:
    """The chain after this operation: BLAKE2b of the chain before it and of its bytes.

    ``digest`` is that of its unit.
    """
    body = _encoder.encode((digest, seq, table_no, row, kind, payload))
    return hashlib.blake2b(previous + body, digest_size=CHAIN_BYTES).digest()


def follows(previous: bytes, op: Op, digest: bytes) -> bool:
    """Whether ``op``, in the unit with this digest, was written after the chain ``previous``."""
    expected = chain_next(previous, digest, op.seq, op.table_no, op.row, op.kind, op.payload)
    return expected == op.chain


def proof(chain: bytes) -> bytes:
    """What a context shows of a chain to tell one write from another of the same number."""
    return chain[:PROOF_BYTES]


class OpsRun(_Part, frozen=True, tag=3):
    """Operations of one writer without a gap, column by column; chains are worked out again.

    ``chain`` is that of the first operation, so that a store which lacks the operation before it
    can still pass the run on; ``head`` is that of the last.
    """

    actor: Actor
    first: Seq
    chain: Chain
    head: Chain
    units: list[Seq]
    tables: list[Number]
    kinds: list[Kind]
    rows: bytes
    payloads: list[bytes]


def runs(ops: Iterable[Op]) -> Iterator[OpsRun]:
    """Cut operations, given in order of writer and number, into runs without gaps."""
    held: list[Op] = []
    for op in ops:
        if held and (
            len(held) == RUN_LENGTH or op.actor != held[-1].actor or op.seq != held[-1].seq + 1
        ):
            yield _run(held)
            held = []
        held.append(op)
    if held:
        yield _run(held)


def _run(ops: Sequence[Op]) -> OpsRun:
    return OpsRun(
        actor=ops[0].actor,
        first=ops[0].seq,
        chain=ops[0].chain,
        head=ops[-1].chain,
        units=[op.unit for op in ops],
        tables=[op.table_no for op in ops],
        kinds=[op.kind for op in ops],
        rows=b"".join(op.row for op in ops),
        payloads=[op.payload for op in ops],
    )


def operations(run: OpsRun, units: Mapping[UnitKey, Unit]) -> list[Op]:
    """The operations of a run, each with its chain.

    Raises:
        Refused: ``impossible_history``: columns of unequal length, a unit that is not there, or
            the chain does not end at the head that the sender named.
    """
    size = len(run.payloads)
    columns = {len(run.units), len(run.tables), len(run.kinds), len(run.rows) / 16}
    if columns != {size} or not 0 < size <= RUN_LENGTH:
        raise Refused("impossible_history")
    try:
        digests = {no: unit_digest(units[run.actor, no]) for no in set(run.units)}
    except KeyError:
        raise Refused("impossible_history") from None
    found: list[Op] = []
    chain = run.chain
    for at, (unit, table_no, kind, payload) in enumerate(
        zip(run.units, run.tables, run.kinds, run.payloads, strict=True)
    ):
        row = run.rows[16 * at : 16 * at + 16]
        seq = run.first + at
        if at:
            chain = chain_next(chain, digests[unit], seq, table_no, row, kind, payload)
        found.append(Op(run.actor, seq, unit, table_no, row, kind, payload, chain))
    if chain != run.head:
        raise Refused("impossible_history")
    return found
