"""Hostile values and invented pasts inside well-made files: S-16 and S-18."""

from __future__ import annotations

import contextlib
import math
import uuid

import msgspec
import pytest

from db.store import SqlStore
from fieldapp.changes.operations import (
    GENESIS,
    PROOF_BYTES,
    Op,
    Seen,
    Unit,
    Value,
    chain_next,
    encode_payload,
    unit_digest,
)
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Merged
from fieldapp.records import Household
from fieldapp.records.declare import entity_of, fields_of
from fieldapp.services.exchange import Exchange
from tests.scenarios.world import World, give, on_both, parcel, shown, untouched, values


def crafted(
    world: World, one: Exchange, home: Household, fields: dict[int, Value],
    payload: bytes = b"", ahead: int = 0,
) -> tuple[Unit, Op]:  # fmt: skip
    """An operation that no program of ours would write, on or beyond the end of a chain."""
    writer = one.store.writer().actor
    store = one.store
    assert isinstance(store, SqlStore)
    units, ops = parcel(store)
    last = ops[-1]
    unit = Unit(writer, units[-1].no + 1, "2016-06-02T09:00:00", 1 << 60, "谁", "x", "x", 1)
    entity = entity_of(type(home))
    row = uuid.UUID(home.uid).bytes
    payload, seq = payload or encode_payload(fields, {}), last.seq + 1 + ahead
    chain = chain_next(last.chain, unit_digest(unit), seq, entity.no, row, 0, payload)
    return unit, Op(writer, seq, unit.no, entity.no, row, 0, payload, chain)


def merge_crafted(world: World, one: Exchange, home: Household, fields: dict[int, Value]) -> Merged:
    unit, op = crafted(world, one, home, fields)
    return world.county.store.log.merge(one.store.log.actors(), [unit], [[op]], {})


@on_both
def test_s_16_hostile_values_are_kept_in_the_log_and_harm_no_field(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one, note="真话", altitude_m=900)
    world.send(one, world.county)
    specs = fields_of(Household)
    unfit: dict[int, Value] = {
        specs["altitude_m"].id: "九百",
        specs["note"].id: "a\0b",
        specs["consent_date"].id: "no date",
        specs["gps_lat"].id: "=1+1",
        999: "a field of the future",
    }
    merged = merge_crafted(world, one, home, unfit)
    assert merged.applied == 1
    names = {"altitude_m", "note", "consent_date", "gps_lat"}
    assert {(row[0], row[1]) for row in merged.unfit} == {("household", home.uid)}
    assert {row[2] for row in merged.unfit} == names, "each is flagged"
    assert world.county.store.log.have()[one.store.writer().actor] == ((1, 2),), "and kept"
    found = shown(world.county, home)
    assert (found.altitude_m, found.note, found.consent_date) == (900, "真话", None)
    assert world.county.store.examine().problems == ()
    assert world.county.store.questions.households()[0].uid == home.uid
    inert = '=HYPERLINK("http://x")\u202e\'; DROP TABLE household; --'
    two = world.laptop("二号机")
    world.set(two, home, note=inert)
    world.send(two, world.county)
    assert inert in values(world.county, "note") | {shown(world.county, home).note}
    for foul in (math.nan, math.inf, "\ud800"):
        with pytest.raises((Refused, ValueError, UnicodeEncodeError)):
            merge_crafted(world, one, home, {specs["note"].id: foul})  # type: ignore[dict-item]  # hostile
    for wide in (2**63, -(2**63) - 1):
        with pytest.raises((Refused, OverflowError)):
            merge_crafted(world, one, home, {specs["altitude_m"].id: wide})


RAW = {
    "not a number": b"\xcb\x7f\xf8" + bytes(6),
    "infinite": b"\xcb\x7f\xf0" + bytes(6),
    "half a character": b"\xa3\xed\xa0\x80",
    "beyond 64 bits": b"\xcf" + b"\xff" * 8,
    "a map in place of a text": b"\x81\x01\x02",
    "raw bytes": b"\xc4\x02\x00\xff",
}
"""Values that no program of ours would pack, as they would stand in a payload."""


@on_both
@pytest.mark.parametrize("name", RAW)
def test_s_16_what_no_program_packs_changes_no_record_and_stops_no_other_bundle(
    world: World, name: str
) -> None:
    one = world.laptop("一号机")
    home = world.home(one, note="真话", altitude_m=900)
    world.send(one, world.county)
    specs = fields_of(Household)
    for field in ("note", "altitude_m"):
        plain = encode_payload({specs[field].id: 7}, {})
        assert plain.count(b"\x07") == 1
        payload = plain.replace(b"\x07", RAW[name])
        unit, op = crafted(world, one, home, {}, payload)
        with contextlib.suppress(Refused):
            world.county.store.log.merge(one.store.log.actors(), [unit], [[op]], {})
        assert world.county.store.examine().problems == ()
    found = shown(world.county, home)
    assert (found.note, found.altitude_m) == ("真话", 900)
    two = world.laptop("二号机")
    world.set(two, home, phone="2")
    world.send(two, world.county)
    assert shown(world.county, home).phone == "2"


@on_both
def test_s_18_a_number_far_ahead_leaves_a_gap_that_is_named(world: World) -> None:
    """Nobody can tell yet whether it continues what is held: it counts as one change, no more."""
    one = world.laptop("一号机")
    home = world.home(one, note="真话")
    world.send(one, world.county)
    unit, op = crafted(world, one, home, {fields_of(Household)["note"].id: "远"}, ahead=2**40)
    world.county.store.log.merge(one.store.log.actors(), [unit], [[op]], {})
    (gap,) = world.county.missing()
    assert gap.spans == ((2, 2**40 + 1),)
    world.set(one, home, note="真的")
    world.send(one, world.county)
    assert {"真的", "远"} <= values(world.county, "note"), "both are shown"
    assert world.county.store.examine().problems == ()


@on_both
def test_s_18_a_claim_to_have_seen_what_nobody_wrote_hides_nothing(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.set(two, home, phone="真的")
    liar = one.store.writer().actor
    store = one.store
    assert isinstance(store, SqlStore)
    units, ops = parcel(store)
    unit = Unit(liar, units[-1].no + 1, "2016-06-02T09:00:00", 1, "谁", "x", "x", 1)
    field = fields_of(Household)["phone"].id
    far = Seen(two.store.writer().actor, 2**40, b"x" * PROOF_BYTES)
    near = Seen(two.store.writer().actor, 1, b"y" * PROOF_BYTES)
    for claim in (far, near):
        payload = encode_payload({field: "假的"}, {field: [claim]})
        row = uuid.UUID(home.uid).bytes
        seq = ops[-1].seq + 1
        table = entity_of(Household).no
        chain = chain_next(ops[-1].chain, unit_digest(unit), seq, table, row, 0, payload)
        op = Op(liar, seq, unit.no, table, row, 0, payload, chain)
        world.county.store.log.merge(one.store.log.actors(), [unit], [[op]], {})
    world.send(two, world.county)
    assert values(world.county) >= {"真的", "假的"}
    assert world.county.store.examine().problems == ()


def test_s_18_a_history_that_cannot_have_happened_is_refused(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    units, ops = parcel(store)
    before = untouched(world.county)
    wrong = msgspec.structs.replace(ops[0], chain=GENESIS)
    with pytest.raises(Refused, match="impossible_history"):
        give(office, store, (units, [wrong]))
    assert untouched(world.county) == before
