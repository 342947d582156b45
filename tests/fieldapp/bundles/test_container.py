from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard

from fieldapp.bundles.container import MAGIC, MAX_FILE, inspect, open_bundle, seal
from fieldapp.bundles.frames import Actors, BlobIndex, Document, End, Tally, pack, unpack
from fieldapp.bundles.header import (
    MAX_PAYLOAD,
    READER,
    Header,
    check_code,
    decode_header,
    encode_header,
)
from fieldapp.changes.operations import OpsRun, operations
from fieldapp.foundation.errors import Refused, WorldFailed
from tests.fieldapp.bundles.sample import (
    ACTOR,
    DRAFT,
    LAPTOP,
    OFFICE,
    RECOVERY,
    STRANGER,
    UNIT,
    frames,
    known,
    opened,
    ops,
    sealed,
)

HEADER_AT = len(MAGIC) + 4
SMALL = sealed().data
WHOLE = opened(SMALL)


def payload_at(data: bytes) -> int:
    return HEADER_AT + int.from_bytes(data[len(MAGIC) : HEADER_AT], "big") + 64


def signed(header: Header, payload: bytes) -> bytes:
    """A bundle as a faulty or malicious laptop with valid keys could make it."""
    outside = encode_header(header)
    first = MAGIC + len(outside).to_bytes(4, "big") + outside
    return first + LAPTOP.signing_key().sign(first) + payload


def with_inside(slices: bytes, **changes: object) -> bytes:
    """A validly signed bundle with this inside."""
    payload = pyrage.encrypt(slices, [OFFICE.public().recipient()])
    header = msgspec.structs.replace(
        sealed().header,
        payload_length=len(payload),
        payload_sha256=hashlib.sha256(payload).digest(),
        **changes,
    )
    return signed(header, payload)


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        opened(data)
    return caught.value.code


def test_a_bundle_opens_with_the_daily_key_and_with_the_recovery_key() -> None:
    for keys in (OFFICE, RECOVERY):
        bundle = opened(SMALL, keys)
        assert list(bundle.frames()) == frames()
        assert list(bundle.frames()) == frames()
    (run,) = (frame for frame in WHOLE.frames() if isinstance(frame, OpsRun))
    assert operations(run, {(ACTOR, 1): UNIT}) == ops()


def test_the_outside_tells_counts_and_a_check_code_without_any_key(tmp_path: Path) -> None:
    bundle = sealed()
    path = tmp_path / "laptop-7-0012.fsync"
    path.write_bytes(bundle.data)
    header = inspect(path)
    assert header == bundle.header
    assert header.counts == {"households": 1, "visits": 0, "ops": 2, "units": 1, "blobs": 0}
    assert header.check_code == check_code(header.payload_sha256)
    assert open_bundle(path, verify=known, identities=[OFFICE.identity()]).header == header


def test_the_outside_holds_nothing_of_the_inside() -> None:
    outside = SMALL[: payload_at(SMALL)]
    assert "七号机".encode() not in SMALL
    assert b"value" not in SMALL
    assert b"member-1" not in outside


def test_a_check_code_is_eight_digits_in_two_groups() -> None:
    assert check_code(bytes(32)) == "0000 0000"
    assert check_code(bytes(7) + b"\x2a" + bytes(24)) == "0000 0042"


def test_a_header_has_one_byte_form() -> None:
    header = sealed().header
    shuffled = msgspec.structs.replace(header, counts=dict(reversed(header.counts.items())))
    assert encode_header(shuffled) == encode_header(header)
    assert decode_header(encode_header(header)) == header


def test_a_bundle_cut_anywhere_is_held() -> None:
    codes = {refusal(SMALL[:size]) for size in range(len(SMALL))}
    assert codes == {"bundle_incomplete"}


def test_a_bundle_with_garbage_behind_it_is_held() -> None:
    assert refusal(SMALL + b"\x00") == "bundle_incomplete"
    assert refusal(SMALL + SMALL) == "bundle_incomplete"


def test_every_single_flipped_bit_is_held() -> None:
    damaged = bytearray(SMALL)
    codes = set()
    for at in range(len(SMALL)):
        for bit in range(8):
            damaged[at] ^= 1 << bit
            codes.add(refusal(bytes(damaged)))
            damaged[at] ^= 1 << bit
    assert codes <= {
        "not_a_bundle",
        "bundle_incomplete",
        "bundle_damaged",
        "bundle_forged",
        "bundle_not_ours",
        "bundle_unknown_sender",
        "bundle_too_new",
        "bundle_too_large",
    }


def test_a_sector_of_zeros_is_held() -> None:
    for at in range(0, len(SMALL), 512):
        end = min(at + 512, len(SMALL))
        assert refusal(SMALL[:at] + bytes(end - at) + SMALL[end:])


@pytest.mark.parametrize(
    "change",
    [{"counts": {"ops": 3}}, {"schema": 2}, {"number": 13}, {"created_at": "2018-01-01T00:00:00"}],
)
def test_an_edited_header_breaks_the_seal(change: dict[str, object]) -> None:
    at = payload_at(SMALL)
    outside = encode_header(msgspec.structs.replace(WHOLE.header, **change))
    forged = MAGIC + len(outside).to_bytes(4, "big") + outside + SMALL[at - 64 :]
    assert refusal(forged) == "bundle_forged"


def test_the_payload_of_one_bundle_under_the_header_of_another_is_held() -> None:
    other = sealed().data
    at = payload_at(SMALL)
    mixed = SMALL[:at] + other[payload_at(other) :]
    assert refusal(mixed[: len(SMALL)].ljust(len(SMALL), b"x")) == "bundle_damaged"


def test_a_bundle_for_another_office_says_for_whom() -> None:
    with pytest.raises(Refused) as caught:
        opened(SMALL, STRANGER)
    assert caught.value.code == "bundle_not_ours"
    assert caught.value.facts == {"county": "county-1"}


def test_a_bundle_from_an_unknown_sender_is_held() -> None:
    with pytest.raises(Refused) as caught:
        opened(SMALL, verify=lambda _header: None)
    assert caught.value.code == "bundle_unknown_sender"


def test_a_bundle_signed_by_another_key_than_the_senders_is_forged() -> None:
    recipients = [OFFICE.public().recipient()]
    false = seal(DRAFT, frames(), STRANGER.signing_key(), recipients)
    assert refusal(false.data) == "bundle_forged"
    claimed = msgspec.structs.replace(WHOLE.header, sender_key="0" * 16)
    assert refusal(signed(claimed, SMALL[payload_at(SMALL) :])) == "bundle_forged"


def test_a_bundle_that_names_our_key_but_was_sealed_to_another_is_held() -> None:
    payload = pyrage.encrypt(b"", [STRANGER.public().recipient()])
    header = msgspec.structs.replace(
        WHOLE.header,
        payload_length=len(payload),
        payload_sha256=hashlib.sha256(payload).digest(),
    )
    assert refusal(signed(header, payload)) == "bundle_damaged"


def test_a_bundle_that_needs_a_newer_reader_says_so_even_with_unknown_fields() -> None:
    newer = sealed(msgspec.structs.replace(DRAFT, min_reader=READER + 1))
    assert refusal(newer.data) == "bundle_too_new"
    outside = msgspec.msgpack.encode({"format": 2, "min_reader": 2, "colour": "red"})
    data = MAGIC + len(outside).to_bytes(4, "big") + outside + bytes(64)
    assert refusal(data) == "bundle_too_new"


def test_a_header_with_an_unknown_field_is_not_read() -> None:
    fields = msgspec.to_builtins(WHOLE.header, builtin_types=(bytes,))
    with pytest.raises(Refused, match="bundle_damaged"):
        decode_header(msgspec.msgpack.encode({**fields, "zzz": 1}))


def test_a_declared_size_beyond_every_limit_is_refused_before_anything_is_read() -> None:
    huge = msgspec.structs.replace(WHOLE.header, payload_length=MAX_PAYLOAD + 1)
    assert refusal(signed(huge, b"")) == "bundle_too_large"
    endless = MAGIC + b"\xff\xff\xff\xff" + bytes(200)
    assert refusal(endless) == "bundle_damaged"


def slice_of(data: bytes, unpacked: int | None = None) -> bytes:
    packed = zstandard.ZstdCompressor(level=3, write_checksum=True).compress(data)
    declared = len(data) if unpacked is None else unpacked
    return len(packed).to_bytes(4, "big") + declared.to_bytes(4, "big") + packed


@pytest.mark.parametrize(
    ("slices", "code"),
    [
        pytest.param(slice_of(bytes(5_000_000)), "bundle_too_large", id="bomb"),
        pytest.param(slice_of(bytes(5_000_000), 100), "bundle_damaged", id="bomb with a lie"),
        pytest.param(slice_of(b"\x91" * 100_000), "bundle_damaged", id="nested deeply"),
        pytest.param(slice_of(b"\x92\x01\xdd\x3b\x9a\xca\x00"), "bundle_damaged", id="claims 1e9"),
        pytest.param(slice_of(b"\x92\x09\x90"), "bundle_damaged", id="unknown frame"),
        pytest.param(slice_of(b""), "bundle_damaged", id="empty frame"),
        pytest.param(b"\x00" * 7, "bundle_damaged", id="half a length"),
        pytest.param(b"\x00\x00\x00\x09\x00\x00\x00\x01abc", "bundle_damaged", id="cut slice"),
        pytest.param(b"\x00\x00\x00\x03\x00\x00\x00\x01abc", "bundle_damaged", id="not zstd"),
    ],
)
def test_a_hostile_inside_is_refused_within_the_declared_size(slices: bytes, code: str) -> None:
    assert refusal(with_inside(slices, unpacked_length=200_000)) == code


def test_a_bundle_without_its_end_or_with_something_behind_it_is_held() -> None:
    tally = Tally()
    slices = list(pack(frames(), tally))
    size = {"unpacked_length": tally.unpacked}
    assert list(opened(with_inside(b"".join(slices), **size)).frames()) == frames()
    assert refusal(with_inside(b"".join(slices[:-1]), **size)) == "bundle_damaged"
    assert refusal(with_inside(b"", **size)) == "bundle_damaged"
    assert refusal(with_inside(b"".join(slices[1:]), **size)) == "bundle_damaged"
    twice = b"".join([*slices, slices[-1]])
    size = {"unpacked_length": 2 * tally.unpacked}
    assert refusal(with_inside(twice, **size)) == "bundle_damaged"
    assert refusal(with_inside(b"".join(slices), **size)) == "bundle_damaged"


@pytest.mark.parametrize("change", [{"root": bytes(32)}, {"frames": 6}, {"ops": 1}, {"units": 2}])
def test_an_end_frame_that_counts_differently_is_held(change: dict[str, object]) -> None:
    tally = Tally()
    slices = list(pack(frames(), tally))
    end = [frame for frame, _ in unpack(b"".join(slices), tally.unpacked)][-1]
    false_end = msgspec.msgpack.encode(msgspec.structs.replace(end, **change))
    data = b"".join([*slices[:-1], slice_of(false_end)])
    assert refusal(with_inside(data, unpacked_length=tally.unpacked)) == "bundle_damaged"


def test_a_slice_that_unpacks_to_more_than_it_declares_is_held() -> None:
    frame = msgspec.msgpack.encode(Document("roster", bytes(500)))
    assert list(unpack(slice_of(frame), 1000))
    with pytest.raises(Refused, match="bundle_damaged"):
        list(unpack(slice_of(frame, len(frame) - 1), 1000))


def test_counts_on_the_outside_must_be_those_of_the_inside() -> None:
    tally = Tally()
    slices = b"".join(pack(frames(), tally))
    data = with_inside(slices, unpacked_length=tally.unpacked, counts={"ops": 2, "units": 9})
    assert refusal(data) == "bundle_damaged"


def test_haves_out_of_order_are_held() -> None:
    hostile = msgspec.msgpack.encode([4, bytes(16), [[bytes(16), [[5, 9], [1, 2]], bytes(16)]]])
    with pytest.raises(Refused, match="bundle_damaged"):
        list(unpack(slice_of(hostile), 1000))


def test_slices_are_compressed_one_by_one() -> None:
    tally = Tally()
    slices = list(pack([Document("roster", bytes(9000))] * 3, tally))
    assert len(slices) == 4
    assert max(map(len, slices)) < 200
    assert [type(frame) for frame, _ in unpack(b"".join(slices), tally.unpacked)] == [
        *[Document] * 3,
        End,
    ]


def test_files_that_are_no_bundles_are_named_as_such(tmp_path: Path) -> None:
    chance = random.Random(1)
    for name, data in {
        "virus.exe": b"MZ" + chance.randbytes(300),
        "notes.txt": b"hello",
        "letter.fsync": b"FSYNC2\n" + bytes(100),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Refused, match="not_a_bundle"):
            inspect(path)


def test_an_oversized_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "big.fsync"
    with path.open("wb") as file:
        file.write(MAGIC)
        file.truncate(MAX_FILE * 20)
    with pytest.raises(Refused, match="bundle_too_large"):
        inspect(path)


def test_what_cannot_be_read_is_the_worlds_failure(tmp_path: Path) -> None:
    with pytest.raises(WorldFailed, match="file_missing"):
        inspect(tmp_path / "gone.fsync")
    with pytest.raises(WorldFailed, match="file_unreadable"):
        inspect(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_on_the_stick_does_not_make_us_wait(tmp_path: Path) -> None:
    path = tmp_path / "pipe.fsync"
    os.mkfifo(path)
    with pytest.raises(Refused, match="not_a_bundle"):
        inspect(path)


def test_an_empty_bundle_may_be_sent_as_a_sign_of_life() -> None:
    bundle = sealed(inside=[Actors([]), BlobIndex([])])
    assert opened(bundle.data).header.counts["ops"] == 0
