"""Damaged, altered and hostile files: S-09 to S-14, S-16 and S-18."""

from __future__ import annotations

import contextlib
import hashlib
import math
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard

from db.store import SqlStore
from fieldapp.bundles.container import MAGIC, inspect, open_bytes
from fieldapp.bundles.frames import Tally, pack
from fieldapp.bundles.header import Header, decode_header, encode_header
from fieldapp.bundles.keys import recipient_id, verify_key_id
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
from fieldapp.services.importing import Imported
from fieldapp.services.profile import (
    identities,
    load_keys,
    load_profile,
    save_profile,
)
from tests.scenarios.world import World, give, known, on_both, parcel, shown, values


def code(done: Imported) -> str:
    assert done.status == "held"
    assert done.problem is not None
    return done.problem.code


def layout(data: bytes) -> tuple[int, int]:
    """Where the header ends and where the payload begins."""
    at = len(MAGIC) + 4
    size = int.from_bytes(data[len(MAGIC) : at], "big")
    return at + size, at + size + 64


def untouched(exchange: Exchange) -> tuple[str, object]:
    return exchange.store.state_digest(), exchange.store.log.have()


@pytest.fixture
def sent(world: World) -> tuple[World, Path, bytes]:
    """A small bundle of a laptop for the county."""
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    return world, file, file.read_bytes()


def test_s_09_a_bundle_cut_or_lengthened_anywhere_is_held(
    sent: tuple[World, Path, bytes],
) -> None:
    world, file, data = sent
    header_end, payload_at = layout(data)
    before = untouched(world.county)
    cuts = {3, len(MAGIC), len(MAGIC) + 2, header_end - 1, header_end, header_end + 10, payload_at,
            payload_at + 1, payload_at + 60, len(data) - 40, len(data) - 1}  # fmt: skip
    for cut in sorted(cuts):
        file.write_bytes(data[:cut])
        assert code(world.county.import_one(file)) == "bundle_incomplete"
    file.write_bytes(data + b"garbage")
    assert code(world.county.import_one(file)) == "bundle_incomplete"
    assert untouched(world.county) == before
    file.write_bytes(data)
    assert world.county.import_one(file).status == "merged"


@pytest.mark.parametrize("inside", ["no end", "an end too early", "another end", "nothing"])
def test_s_09_a_bundle_whose_end_does_not_fit_is_held_though_its_seal_holds(
    sent: tuple[World, Path, bytes], inside: str
) -> None:
    """Sealed and signed by an enrolled laptop, so that only the last frame tells."""
    world, file, _ = sent
    one, tally = world.laptops["一号机"], Tally()
    whole = b"".join(pack([], tally))
    found = {
        "no end": sliced(zstandard.compress(b""), 0),
        "an end too early": whole + whole,
        "another end": whole[:-1] + bytes([whole[-1] ^ 1]),
        "nothing": b"",
    }[inside]
    before = untouched(world.county)
    file.write_bytes(sealed_by(world, one, found, max(1, tally.unpacked)))
    assert code(world.county.import_one(file)) in {"bundle_damaged", "bundle_too_large"}
    assert untouched(world.county) == before


def test_s_10_every_flipped_bit_and_a_bad_sector_are_noticed(
    sent: tuple[World, Path, bytes],
) -> None:
    world, file, data = sent
    ours = identities(world.county.store)
    sender = known(world.county, world.laptops["一号机"]).keys.verify_key()
    for at in range(len(data)):
        for bit in range(8):
            damaged = bytearray(data)
            damaged[at] ^= 1 << bit
            with pytest.raises(Refused):
                open_bytes(bytes(damaged), verify=lambda _: sender, identities=ours)
    for at in range(0, len(data), 512):
        hole = data[:at] + bytes(min(512, len(data) - at)) + data[at + 512 :]
        file.write_bytes(hole)
        assert world.county.import_one(file).status == "held"
    file.write_bytes(data)
    assert world.county.import_one(file).status == "merged"


def test_s_11_a_changed_outside_or_a_foreign_inside_breaks_the_seal(
    sent: tuple[World, Path, bytes],
) -> None:
    world, file, data = sent
    header_end, payload_at = layout(data)
    header = decode_header(data[len(MAGIC) + 4 : header_end])
    before = untouched(world.county)
    for change in (
        {"counts": {**header.counts, "visit": 900}},
        {"schema": header.schema + 1},
        {"number": header.number + 1},
        {"recipient_keys": (*header.recipient_keys, "0" * 16)},
    ):
        outside = encode_header(msgspec.structs.replace(header, **change))
        size = len(outside).to_bytes(4, "big")
        file.write_bytes(MAGIC + size + outside + data[header_end:])
        assert code(world.county.import_one(file)) == "bundle_forged"
    one = world.laptops["一号机"]
    world.home(one, "H00002")
    other = world.bundle(one).read_bytes()
    file.write_bytes(data[:payload_at] + other[layout(other)[1] :])
    assert code(world.county.import_one(file)) in {"bundle_incomplete", "bundle_damaged"}
    assert untouched(world.county) == before


def test_s_12_who_is_unknown_or_revoked_is_held_and_earlier_work_can_be_released(
    world: World,
) -> None:
    stranger = world.laptop("陌生人", enrolled=False)
    assert code(world.county.import_one(world.bundle(stranger))) == "bundle_unknown_sender"
    one = world.laptop("一号机")
    early = world.home(one, "H00001")
    world.county.revoke("一号机", "丢失")
    late = world.home(world.at(one, world.county.clock.now()), "H00002")
    file = world.bundle(one)
    assert code(world.county.import_one(file)) == "bundle_sender_revoked"
    assert world.county.store.find(Household) == []
    held = [line for line in world.county.history() if line.state == "held"]
    assert {line.reason for line in held} == {"bundle_unknown_sender", "bundle_sender_revoked"}
    released = world.county.import_one(file, released=True)
    assert released.status == "merged"
    assert [home.uid for home in world.county.store.find(Household)] == [early.uid]
    assert late.uid != early.uid


def test_s_13_a_bundle_for_another_county_is_named_and_can_be_passed_on(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = World(tmp_path / "elsewhere", county_id="另一县")
    theirs = other.laptop("外县机")
    other.home(theirs)
    file = other.bundle(theirs)
    before = untouched(world.county)
    done = world.county.import_one(file)
    assert code(done) == "bundle_not_ours"
    assert done.problem is not None
    assert done.problem.facts == {"county": "另一县"}
    (passed,) = world.county.relay.pass_on(world.stick)
    assert other.county.import_one(passed).status == "merged"
    assert untouched(world.county) == before
    other.close()


def test_s_14_what_unpacks_to_more_than_it_says_is_stopped(
    sent: tuple[World, Path, bytes],
) -> None:
    world, file, data = sent
    header_end, _ = layout(data)
    header = decode_header(data[len(MAGIC) + 4 : header_end])
    bombs = {
        "bundle_too_large": msgspec.msgpack.encode(
            {**msgspec.to_builtins(header, builtin_types=(bytes,)), "unpacked_length": 10**11}
        ),
        "bundle_damaged": b"\x91" * 100_000,
    }
    for expected, outside in bombs.items():
        size = len(outside).to_bytes(4, "big")
        file.write_bytes(MAGIC + size + outside + data[header_end:])
        assert code(world.county.import_one(file)) == expected
    lying = MAGIC + (2**31).to_bytes(4, "big") + b"\xdf\x3b\x9a\xca\x00"
    file.write_bytes(lying)
    assert code(world.county.import_one(file)) == "bundle_damaged"


def sealed_by(world: World, one: Exchange, slices: bytes, unpacked: int) -> bytes:
    """A bundle whose every check outside holds, with any bytes inside: what a laptop could make."""
    own, keys = load_profile(one.store), load_keys(one.store)
    payload = pyrage.encrypt(slices, known(one, world.county).recipients())
    header = Header(
        bundle_id=str(uuid.UUID(int=unpacked)), kind="data", sender_device=own.device,
        county_id=own.county_id, schema=1, roster_version=1, created_at="2016-06-01T09:00:00",
        number=1, counts={"ops": 0, "units": 0, "blobs": 0},
        sender_key=verify_key_id(keys.signing_key().public_key()),
        recipient_keys=tuple(map(recipient_id, known(one, world.county).recipients())),
        payload_length=len(payload), payload_sha256=hashlib.sha256(payload).digest(),
        unpacked_length=unpacked,
    )  # fmt: skip
    outside = encode_header(header)
    signed = MAGIC + len(outside).to_bytes(4, "big") + outside
    return signed + keys.signing_key().sign(signed) + payload


def sliced(packed: bytes, unpacked: int) -> bytes:
    """One slice, whatever it claims of itself."""
    return len(packed).to_bytes(4, "big") + unpacked.to_bytes(4, "big") + packed


def bombs() -> dict[str, tuple[bytes, int, str]]:
    """By name: slices, the length that the header declares, and how it must end."""
    zeros = zstandard.compress(bytes(70 * 2**20))
    deep = zstandard.compress(b"\x91" * 100_000)
    wide = zstandard.compress(b"\xdf\x3b\x9a\xca\x00")
    run = zstandard.compress(b"\x93\x02\xdd\x3b\x9a\xca\x00")
    many = sliced(zeros, 70 * 2**20) * 400
    assert len(many) < 2**20
    return {
        "a megabyte that is 28 gigabytes": (many, 400 * 70 * 2**20, "bundle_too_large"),
        "more than it declares": (sliced(zeros, 70 * 2**20), 1000, "bundle_too_large"),
        "a slice that lies": (sliced(zeros, 1000), 1000, "bundle_damaged"),
        "nested a hundred thousand deep": (sliced(deep, 100_000), 100_000, "bundle_damaged"),
        "a map of 10^9 entries": (sliced(wide, 5), 5, "bundle_damaged"),
        "a list of 10^9 units": (sliced(run, 7), 7, "bundle_damaged"),
        "operations without end": (
            sliced(wide, 5) * 10_000, 50_000, "bundle_damaged",
        ),
    }  # fmt: skip


_GIGABYTE = 2**30


@contextmanager
def little_memory() -> Iterator[None]:
    """No more than a gigabyte may be asked for beyond what is held; needs the system's limits."""
    limits = pytest.importorskip("resource")
    before = limits.getrlimit(limits.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * limits.getpagesize()
    limits.setrlimit(limits.RLIMIT_AS, (held + _GIGABYTE, before[1]))
    yield
    limits.setrlimit(limits.RLIMIT_AS, before)


@pytest.mark.parametrize("name", bombs())
def test_s_14_a_bomb_is_stopped_at_the_declared_sizes_in_bounded_memory(
    name: str, sent: tuple[World, Path, bytes]
) -> None:
    world, file, data = sent
    slices, unpacked, expected = bombs()[name]
    file.write_bytes(sealed_by(world, world.laptops["一号机"], slices, unpacked))
    before = untouched(world.county)
    with little_memory():
        assert code(world.county.import_one(file)) == expected
    assert untouched(world.county) == before
    file.write_bytes(data)
    assert world.county.import_one(file).status == "merged"


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


def test_s_12_whoever_only_claims_to_be_an_enrolled_laptop_is_found_out(world: World) -> None:
    one = world.laptop("一号机")
    impostor = world.laptop("冒充", enrolled=False)
    device = load_profile(one.store).device
    own = load_profile(impostor.store)
    save_profile(impostor.store, msgspec.structs.replace(own, device=device))
    file = world.bundle(impostor)
    assert inspect(file).sender_device == device
    assert code(world.county.import_one(file)) == "bundle_forged"
