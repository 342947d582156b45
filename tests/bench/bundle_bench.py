"""How large and how fast: 20,000 edits sealed, opened and merged, against the size allowed.

Run ``python -m tests.bench.bundle_bench``.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterator

from fieldapp.bundles.container import open_bytes, seal
from fieldapp.bundles.contents import contents_of
from fieldapp.bundles.frames import Actors, Frame, Units
from fieldapp.bundles.header import HeaderDraft
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.changes.merge import Register, Standing, merge_write
from fieldapp.changes.operations import (
    GENESIS,
    RUN_LENGTH,
    ActorInfo,
    Op,
    Seen,
    Unit,
    chain_next,
    decode_payload,
    encode_payload,
    proof,
    runs,
    unit_digest,
)

EDITS = 20_000
HOUSEHOLDS = 100_000
EDITS_A_UNIT = 2
_WORDS = ["张家湾三组", "13800000000", "养蜂", "无", "长期慢性病", "已搬迁", "危房改造", "外出务工"]


def _edits(chance: random.Random) -> tuple[list[Op], list[Unit]]:
    """Edits of one to three fields on random households, each over a value that was seen."""
    actors = [chance.randbytes(16) for _ in range(4)]
    rows = [
        uuid.UUID(int=(1_464_750_000_000 + at // 50 << 80) | chance.getrandbits(76)).bytes
        for at in range(HOUSEHOLDS)
    ]
    ops: list[Op] = []
    units: list[Unit] = []
    chain = GENESIS
    for seq in range(1, EDITS + 1):
        unit = 1 + seq // EDITS_A_UNIT
        if len(units) < unit:
            at = f"2016-06-{1 + seq // 1000:02d}T{8 + seq // 100 % 10:02d}:{seq % 60:02d}:00"
            hlc = (1_464_750_000_000 + seq * 61_234) << 16
            units.append(Unit(actors[0], unit, at, hlc, "member-3", "visit", "0.1.0", 1))
        row = chance.randrange(HOUSEHOLDS)
        created = Seen(actors[1 + row % 3], 1 + row // 3, proof(chance.randbytes(16)))
        edited = Seen(actors[chance.randrange(4)], seq + 1000, proof(chance.randbytes(16)))
        fields = chance.sample(range(1, 13), chance.randint(1, 3))
        values = {field: _value(chance, field) for field in fields}
        contexts = {field: [chance.choice((created, edited))] for field in fields}
        payload = encode_payload(values, contexts)
        chain = chain_next(chain, unit_digest(units[-1]), seq, 4, rows[row], 0, payload)
        ops.append(Op(actors[0], seq, unit, 4, rows[row], 0, payload, chain))
    return ops, units


def _value(chance: random.Random, field: int) -> int | str:
    return chance.randrange(100_000) if field % 2 else chance.choice(_WORDS)


def _frames(ops: list[Op], units: list[Unit]) -> Iterator[Frame]:
    yield Actors([ActorInfo(ops[0].actor, "laptop-7", 1, "七号机")])
    for at in range(0, len(units), RUN_LENGTH):
        yield Units(units[at : at + RUN_LENGTH])
    yield from runs(ops)


def measure() -> list[tuple[str, float, float, float]]:
    """Rows of: what, measured, limit, measured as a share of the limit."""
    chance = random.Random(7)
    ops, units = _edits(chance)
    keys = [DeviceKeys.generate() for _ in range(3)]
    draft = HeaderDraft(
        bundle_id="01890a5d-ac96-774b-bcce-b302099a8057",
        kind="data",
        sender_device="laptop-7",
        county_id="county-1",
        schema=1,
        roster_version=1,
        created_at="2016-06-30T18:00:00",
        number=1,
        counts={},
    )
    began = time.perf_counter()
    recipients = [pair.public().recipient() for pair in keys[1:]]
    data = seal(draft, _frames(ops, units), keys[0].signing_key(), recipients).data
    sealing = time.perf_counter() - began

    began = time.perf_counter()
    bundle = open_bytes(
        data,
        verify=lambda _header: keys[0].public().verify_key(),
        identities=[keys[1].identity()],
    )
    arrived = [op for run in contents_of(bundle).slices() for op in run]
    opening = time.perf_counter() - began

    began = time.perf_counter()
    registers = _merged(arrived)
    merging = time.perf_counter() - began
    limits = [
        ("MB, 20,000 edits sealed", len(data) / 1e6, 1.0),
        ("s, seal 20,000 edits", sealing, 1.0),
        ("s, open and check 20,000 edits", opening, 1.0),
        (f"s, merge into {len(registers):,} registers", merging, 1.0),
    ]
    return [(what, found, limit, found / limit) for what, found, limit in limits]


def _merged(ops: list[Op]) -> dict[tuple[bytes, int], Register]:
    """The pure part of a merge: every field of every operation into its register."""
    registers: dict[tuple[bytes, int], Register] = {}
    for op in ops:
        values, contexts = decode_payload(op.payload)
        for field, value in values.items():
            context = {seen.actor: seen.seq for seen in contexts.get(field, ())}
            standing = Standing((op.actor, op.seq), op.seq, value, context)
            cell = op.row, field
            registers[cell] = merge_write(registers.get(cell, ()), standing)
    return registers


if __name__ == "__main__":
    for what, found, limit, share in measure():
        print(f"{found:10.3f} of {limit:5.2f} ({share:4.0%})  {what}")
