"""Damaged, altered and hostile files: S-09 to S-14."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard

from fieldapp.bundles.container import MAGIC, inspect, open_bytes
from fieldapp.bundles.frames import Tally, pack
from fieldapp.bundles.header import Header, decode_header, encode_header
from fieldapp.bundles.keys import recipient_id, verify_key_id
from fieldapp.foundation.errors import Refused
from fieldapp.records import Household
from fieldapp.services.exchange import Exchange
from fieldapp.services.importing import Imported
from fieldapp.services.profile import (
    identities,
    load_keys,
    load_profile,
    save_profile,
)
from tests.scenarios.world import World, known, untouched


def code(done: Imported) -> str:
    assert done.status == "held"
    assert done.problem is not None
    return done.problem.code


def layout(data: bytes) -> tuple[int, int]:
    """Where the header ends and where the payload begins."""
    at = len(MAGIC) + 4
    size = int.from_bytes(data[len(MAGIC) : at], "big")
    return at + size, at + size + 64


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


def test_s_12_whoever_only_claims_to_be_an_enrolled_laptop_is_found_out(world: World) -> None:
    one = world.laptop("一号机")
    impostor = world.laptop("冒充", enrolled=False)
    device = load_profile(one.store).device
    own = load_profile(impostor.store)
    save_profile(impostor.store, msgspec.structs.replace(own, device=device))
    file = world.bundle(impostor)
    assert inspect(file).sender_device == device
    assert code(world.county.import_one(file)) == "bundle_forged"
