"""Bundles that a county must hold, refuse or see through, made from a laptop's real ones."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import msgspec

from fieldapp.bundles.keys import DeviceKeys
from fieldapp.changes.operations import (
    PROOF_BYTES,
    Op,
    Seen,
    Unit,
    chain_next,
    encode_payload,
    unit_digest,
)
from fieldapp.ports.store import Act, changed
from fieldapp.records import Household
from fieldapp.records.declare import entity_of, fields_of
from fieldapp.services.desk import Desk
from fieldapp.services.profile import Peer, Profile, load_keys, peers, save_keys

_NOBODY = "01900000-0000-7000-8000-00000000dead"
_FAR = 2**40


def stranger(laptop: Desk, file: Path) -> Path:
    """From a laptop that the county never enrolled."""
    profile = msgspec.structs.replace(laptop.profile, device=_NOBODY)
    return _signed_by_nobody(laptop, profile, _county(laptop), file)


def other_county(laptop: Desk, file: Path) -> Path:
    """From another county's laptop for its own county."""
    profile = msgspec.structs.replace(laptop.profile, device=_NOBODY, county_id="秭归县")
    keys = DeviceKeys.generate().public()
    there = msgspec.structs.replace(_county(laptop), keys=keys, recovery=None)
    return _signed_by_nobody(laptop, profile, there, file)


def impossible(laptop: Desk, file: Path) -> Path:
    """From an enrolled laptop whose chain of changes does not fit together."""
    units, ops = laptop.exchange.lacking(_county(laptop))
    broken = [msgspec.structs.replace(op, chain=bytes(len(op.chain))) for op in ops]
    return _sealed(laptop, laptop.profile, _county(laptop), file, (units, broken))


def forged_context(laptop: Desk, household: str, phone: str, file: Path) -> Path:
    """From an enrolled laptop: a telephone that claims to have seen what nobody ever wrote."""
    field = fields_of(Household)["phone"].id
    # every writer's later changes would be hidden, if the claim were believed
    claims = [Seen(info.actor, _FAR, b"x" * PROOF_BYTES) for info in laptop.store.log.actors()]
    claims.sort(key=lambda seen: seen.actor)
    return _crafted(laptop, household, encode_payload({field: phone}, {field: claims}), file)


def unfit_value(laptop: Desk, household: str, file: Path) -> Path:
    """From an enrolled laptop: words where a height belongs."""
    field = fields_of(Household)["altitude_m"].id
    return _crafted(laptop, household, encode_payload({field: "九百"}, {}), file)


def another_author(laptop: Desk, household: str, phone: str, file: Path) -> Path:
    """From an enrolled laptop, in the name of somebody who is not on its team."""
    act = Act("外来人", "household.set", laptop.clock.now())
    laptop.store.write(act, [changed(Household, household, phone=phone)])
    return laptop.exchange.export(file).file


def _crafted(laptop: Desk, household: str, payload: bytes, file: Path) -> Path:
    """What the laptop wrote, and one operation on top that no program of ours would write."""
    writer = laptop.store.writer()
    units, ops = laptop.store.log.operations({writer.actor: ((1, _FAR),)}, None)
    last = ops[-1]
    unit = Unit(
        writer.actor, units[-1].no + 1, laptop.clock.now().isoformat(), units[-1].hlc + 1,
        laptop.profile.author, "household.set", "x", units[-1].schema,
    )  # fmt: skip
    row, table = uuid.UUID(household).bytes, entity_of(Household).no
    seq = last.seq + 1
    chain = chain_next(last.chain, unit_digest(unit), seq, table, row, 0, payload)
    op = Op(writer.actor, seq, unit.no, table, row, 0, payload, chain)
    return _sealed(laptop, laptop.profile, _county(laptop), file, ([*units, unit], [*ops, op]))


def _county(laptop: Desk) -> Peer:
    return next(peer for peer in peers(laptop.store) if peer.role == "county")


def _signed_by_nobody(laptop: Desk, profile: Profile, peer: Peer, file: Path) -> Path:
    """With keys that no county has ever listed."""
    own = load_keys(laptop.store)
    save_keys(laptop.store, DeviceKeys.generate())
    try:
        return _sealed(laptop, profile, peer, file)
    finally:
        save_keys(laptop.store, own)


def _sealed(
    laptop: Desk,
    profile: Profile,
    peer: Peer,
    file: Path,
    inside: tuple[Sequence[Unit], Sequence[Op]] | None = None,
) -> Path:
    units, ops = inside or laptop.exchange.lacking(_county(laptop), full=True)
    file.write_bytes(laptop.exchange.sealed(profile, peer, units, ops).data)
    return file
