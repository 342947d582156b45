from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.changes.operations import (
    ALIVE,
    GENESIS,
    RUN_LENGTH,
    Op,
    Seen,
    Unit,
    Value,
    chain_next,
    decode_payload,
    encode_payload,
    follows,
    operations,
    proof,
    runs,
    unit_digest,
)
from fieldapp.foundation.errors import Refused

LAPTOP = b"L" * 16
UNIT = Unit(LAPTOP, 1, "2016-06-01T09:30:00", 5, "王芳", "visit.record", "0.1.0", 1)
DIGEST = unit_digest(UNIT)
UNITS = {(LAPTOP, 1): UNIT}
ROW = b"r" * 16

stored: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
seen = st.lists(
    st.builds(
        Seen,
        st.binary(min_size=16, max_size=16),
        st.integers(1, 2**63 - 1),
        st.binary(min_size=4, max_size=4),
    ),
    max_size=3,
    unique_by=lambda entry: entry.actor,
)


def chained(count: int, payload: bytes = b"\x92\x80\x80") -> list[Op]:
    found: list[Op] = []
    chain = GENESIS
    for seq in range(1, count + 1):
        chain = chain_next(chain, DIGEST, seq, 3, ROW, 0, payload)
        found.append(Op(LAPTOP, seq, 1, 3, ROW, 0, payload, chain))
    return found


@given(st.dictionaries(st.integers(0, 999), st.tuples(stored, seen), max_size=5))
def test_a_payload_is_read_as_it_was_written(fields: dict[int, tuple[Value, list[Seen]]]) -> None:
    values = {number: value for number, (value, _) in fields.items()}
    contexts = {number: entries for number, (_, entries) in fields.items()}
    data = encode_payload(values, contexts)
    found = decode_payload(data)
    assert found.values == values
    assert {number: set(entries) for number, entries in found.contexts.items()} == {
        number: set(entries) for number, entries in contexts.items() if entries
    }
    backwards = dict(reversed(values.items()))
    assert encode_payload(backwards, contexts) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc0",
        b"\x92\x80",
        b"\x92\x80\x80\x00",
        b"\x92\xdf\x3b\x9a\xca\x00\x80",
        b"\x91" * 100_000,
        msgspec.msgpack.encode(({1: 1.0}, {})),
        msgspec.msgpack.encode(({1: float("nan")}, {})),
        msgspec.msgpack.encode(({1: True}, {})),
        msgspec.msgpack.encode(({1: 2**64 - 1}, {})),
        msgspec.msgpack.encode(({1: [1]}, {})),
        msgspec.msgpack.encode(({1: b"bytes"}, {})),
        msgspec.msgpack.encode(({-1: 1}, {})),
        msgspec.msgpack.encode(({2: 1, 1: 1}, {})),
        msgspec.msgpack.encode(({1: 1}, {2: [(LAPTOP, 1, b"prof")]})),
        msgspec.msgpack.encode(({1: 1}, {1: []})),
        msgspec.msgpack.encode(({1: 1}, {1: [(LAPTOP, 0, b"prof")]})),
        msgspec.msgpack.encode(({1: 1}, {1: [(b"short", 1, b"prof")]})),
        msgspec.msgpack.encode(({1: 1}, {1: [(LAPTOP, 1, b"prof"), (LAPTOP, 2, b"prof")]})),
        b"\x92\x81\x01\xa2\xed\xa0\x80",
        b"\x92\x82\x01\x01\x01\x02\x80",
        b"\x92\x81\x01\xd2\x00\x00\x00\x01\x80",
    ],
)
def test_a_payload_that_is_not_the_one_byte_form_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        decode_payload(data)
    assert caught.value.code == "payload_unreadable"


def test_only_a_removal_names_what_was_seen_of_fields_it_does_not_write() -> None:
    seen_of_name = {7: (Seen(LAPTOP, 1, b"prof"),)}
    data = encode_payload({ALIVE: 0}, seen_of_name)
    assert decode_payload(data).contexts == seen_of_name
    with pytest.raises(ValueError, match="7"):
        encode_payload({1: "x"}, {7: [Seen(LAPTOP, 1, b"prof")]})


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"table_no": 4},
        {"row": b"s" * 16},
        {"kind": 1},
        {"payload": b"Payload"},
    ],
)
def test_a_chain_depends_on_every_part_of_an_operation(change: dict[str, object]) -> None:
    (op,) = chained(1)
    assert follows(GENESIS, op, DIGEST)
    assert not follows(GENESIS, msgspec.structs.replace(op, **change), DIGEST)


def test_runs_break_at_gaps_at_writers_and_at_the_greatest_length() -> None:
    ops = chained(RUN_LENGTH + 5)
    other = msgspec.structs.replace(ops[0], actor=b"M" * 16)
    units = {**UNITS, (other.actor, 1): UNIT}
    found = list(runs([*ops[:-3], *ops[-2:], other]))
    assert [len(run.payloads) for run in found] == [RUN_LENGTH, 2, 2, 1]
    assert [op for run in found for op in operations(run, units)] == [*ops[:-3], *ops[-2:], other]


def test_an_operation_follows_only_its_own_history() -> None:
    first, second = chained(2)
    assert follows(GENESIS, first, DIGEST)
    assert follows(first.chain, second, DIGEST)
    assert not follows(GENESIS, second, DIGEST)
    assert proof(first.chain) == first.chain[:4]


@pytest.mark.parametrize(
    "change",
    [
        {"head": bytes(16)},
        {"payloads": [b"a", b"b", b"c"]},
        {"units": [1]},
        {"rows": b"r" * 47},
        {"first": 2},
    ],
)
def test_a_run_that_contradicts_its_chain_is_impossible_history(change: dict[str, object]) -> None:
    (run,) = runs(chained(3))
    with pytest.raises(Refused) as caught:
        operations(msgspec.structs.replace(run, **change), UNITS)
    assert caught.value.code == "impossible_history"


@pytest.mark.parametrize(
    "change",
    [
        {"actor": b"M" * 16},
        {"no": 2},
        {"at": "2016-06-02T09:30:00"},
        {"hlc": 6},
        {"author": "李四"},
        {"reason": "household.set"},
        {"app": "0.2.0"},
        {"schema": 2},
    ],
)
def test_nobody_on_the_way_can_alter_who_did_what_and_when(change: dict[str, object]) -> None:
    (run,) = runs(chained(3))
    altered = msgspec.structs.replace(UNIT, **change)
    with pytest.raises(Refused) as caught:
        operations(run, {(LAPTOP, 1): altered})
    assert caught.value.code == "impossible_history"


def test_a_run_without_its_unit_is_impossible_history() -> None:
    (run,) = runs(chained(3))
    with pytest.raises(Refused) as caught:
        operations(run, {})
    assert caught.value.code == "impossible_history"
