"""PINs of several people at one laptop."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people
from fieldapp.services.people_pins import (
    MOST_TRIES,
    passphrase_was_typed,
    people_with_pins,
    set_pin,
    take_keyboard_with_pin,
)
from fieldapp.services.profile import load_profile
from tests.register_village import PASSPHRASE

NOW = dt.datetime.fromisoformat("2016-06-01T09:00:00")


@pytest.fixture
def name(desk: Desk) -> str:
    """Somebody with the PIN 4907."""
    found = people(desk.store, "zh_CN")[-1][0]
    set_pin(desk.store, desk.folder, found, "4907", PASSPHRASE)
    return found


def refusal(desk: Desk, name: str, pin: str, clock: FixedClock) -> str:
    with pytest.raises(Refused) as caught:
        take_keyboard_with_pin(desk.store, clock, name, pin)
    return caught.value.code


def test_the_pin_lets_its_person_take_the_keyboard(desk: Desk, name: str) -> None:
    assert people_with_pins(desk.store) == [name]
    take_keyboard_with_pin(desk.store, FixedClock(NOW), name, "4907")
    assert load_profile(desk.store).author == name
    assert desk.anew().registers.author == name


def test_a_wrong_pin_changes_nothing_and_has_to_wait(desk: Desk, name: str) -> None:
    clock, before = FixedClock(NOW), load_profile(desk.store)
    for _ in range(4):
        assert refusal(desk, name, "4908", clock) == "wrong_pin"
    assert refusal(desk, name, "4907", clock) == "too_many_tries"
    clock.advance(seconds=2)
    assert load_profile(desk.store) == before
    take_keyboard_with_pin(desk.store, clock, name, "4907")
    assert refusal(desk, name, "4908", clock) == "wrong_pin"


def test_a_pin_that_was_guessed_at_counts_no_more_until_the_passphrase_is_typed(
    desk: Desk, name: str
) -> None:
    clock = FixedClock(NOW)
    for _ in range(MOST_TRIES):
        clock.advance(hours=1)
        assert refusal(desk, name, "0000", clock) == "wrong_pin"
    clock.advance(days=1)
    assert refusal(desk, name, "4907", clock) == "pin_worn_out"
    passphrase_was_typed(desk.store)
    take_keyboard_with_pin(desk.store, clock, name, "4907")


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("490", "pin_not_digits"), ("123456789", "pin_not_digits"), ("49o7", "pin_not_digits"),
        ("４９０７", "pin_not_digits"), ("1111", "pin_too_simple"), ("3456", "pin_too_simple"),
        ("9876", "pin_too_simple"), ("7890", "pin_too_simple"),
    ],
)  # fmt: skip
def test_what_anybody_would_try_is_no_pin(desk: Desk, name: str, pin: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        set_pin(desk.store, desk.folder, name, pin, PASSPHRASE)
    assert caught.value.code == code


def test_only_who_knows_the_passphrase_gives_a_pin(desk: Desk, name: str, tmp_path: Path) -> None:
    shutil.copy(desk.folder / KEY_FILE, tmp_path / KEY_FILE)
    with pytest.raises(Refused) as caught:
        set_pin(desk.store, tmp_path, name, "8305", "not the passphrase")
    assert caught.value.code == "wrong_passphrase"
    assert refusal(desk, name, "8305", FixedClock(NOW)) == "wrong_pin"


def test_neither_pin_nor_hash_lies_in_the_open(desk: Desk, name: str) -> None:
    assert refusal(desk, "nobody", "4907", FixedClock(NOW)) == "unknown_person"
    for path in desk.folder.rglob("*"):
        if path.is_file():
            assert name.encode() not in path.read_bytes()
