"""Wrong passphrases have to wait, longer each time, never for ever."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.derivation import cheapest, derive
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.tries import (
    FREE_TRIES,
    LONGEST_WAIT,
    TRIES_FILE,
    Tries,
    keep_tries,
    load_tries,
)
from fieldapp.foundation.vault import KeyFile, StoreKey, _wrap, unlock

NOW = dt.datetime.fromisoformat("2016-06-01T09:00:00")
PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def key_file() -> bytes:
    kdf = cheapest()
    nonce, wrapped = _wrap(StoreKey(bytes(32)), "w", derive(PASSPHRASE, kdf))
    return msgspec.json.encode(KeyFile(1, "w", kdf, nonce, wrapped))


@pytest.fixture
def folder(key_file: bytes, tmp_path: Path) -> Path:
    (tmp_path / KEY_FILE).write_bytes(key_file)
    return tmp_path


def refusal(folder: Path, clock: FixedClock, passphrase: str = "wrong") -> tuple[str, object]:
    with pytest.raises(FieldappError) as caught:
        unlock(folder, passphrase, clock)
    return caught.value.code, caught.value.facts.get("seconds")


def test_typing_errors_cost_nothing_at_first_and_then_more_each_time(folder: Path) -> None:
    clock = FixedClock(NOW)
    for _ in range(FREE_TRIES):
        assert refusal(folder, clock) == ("wrong_passphrase", None)
    for pause in (2, 4, 8):
        assert refusal(folder, clock, PASSPHRASE) == ("too_many_tries", pause)
        clock.advance(seconds=pause)
        assert refusal(folder, clock) == ("wrong_passphrase", None)


def test_who_knows_the_passphrase_waits_five_minutes_at_most(folder: Path) -> None:
    clock = FixedClock(NOW)
    keep_tries(folder, Tries(10_000, NOW))
    assert refusal(folder, clock, PASSPHRASE) == ("too_many_tries", LONGEST_WAIT)
    clock.advance(seconds=LONGEST_WAIT)
    assert unlock(folder, PASSPHRASE, clock) == StoreKey(bytes(32))
    assert not (folder / TRIES_FILE).exists()


def test_a_clock_that_was_set_back_makes_nobody_wait_longer() -> None:
    assert Tries(FREE_TRIES, NOW).wait(NOW - dt.timedelta(days=3650)) == 2
    assert Tries(FREE_TRIES, NOW).wait(NOW + dt.timedelta(days=3650)) == 0


@pytest.mark.parametrize("data", [b"", b"{", b'{"wrong": "x"}', b"\xff", b'{"last": "never"}'])
def test_a_damaged_note_of_the_tries_locks_nobody_out(tmp_path: Path, data: bytes) -> None:
    (tmp_path / TRIES_FILE).write_bytes(data)
    assert load_tries(tmp_path) == Tries()
