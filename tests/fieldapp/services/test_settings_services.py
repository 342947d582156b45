"""Who is at the keyboard, the passphrase, the preferences, and what the program says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.vault import lock_new, unlock
from fieldapp.services.about import about
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.locking import change_passphrase
from fieldapp.services.preferences import Preferences, load_preferences, save_preferences
from fieldapp.services.profile import load_profile
from tests.register_village import open_village


def test_whoever_sits_down_is_remembered(tmp_path: Path) -> None:
    desk = open_village(tmp_path / "w")
    assert [name for name, _role in people(desk.store, "zh_CN")] == ["王芳", "陈刚"]
    take_keyboard(desk.store, "陈刚")
    assert load_profile(desk.store).author == "陈刚"
    with pytest.raises(Refused, match="unknown_person"):
        take_keyboard(desk.store, "nobody")
    desk.store.close()


def test_a_changed_passphrase_opens_the_same_store(tmp_path: Path) -> None:
    key = lock_new(tmp_path, "w", "the old passphrase", demonstration=False)
    change_passphrase(tmp_path, "the old passphrase", "the new passphrase", "the new passphrase")
    assert unlock(tmp_path, "the new passphrase") == key
    with pytest.raises(Refused, match="wrong_passphrase"):
        unlock(tmp_path, "the old passphrase")


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        ("the old passphrase", "one passphrase", "another one", "passphrases_differ"),
        ("wrong", "the new passphrase", "the new passphrase", "wrong_passphrase"),
        ("the old passphrase", "short", "short", "passphrase_too_short"),
    ],
)
def test_a_bad_change_leaves_the_passphrase(
    tmp_path: Path, old: str, new: str, again: str, code: str
) -> None:
    key = lock_new(tmp_path, "w", "the old passphrase", demonstration=False)
    with pytest.raises(Refused, match=code):
        change_passphrase(tmp_path, old, new, again)
    assert unlock(tmp_path, "the old passphrase") == key


def test_preferences_come_back_and_damage_gives_the_usual(tmp_path: Path) -> None:
    file = tmp_path / "below" / "preferences.json"
    assert load_preferences(file) == Preferences("zh_CN", "light")
    save_preferences(file, Preferences("en", "dark"))
    assert load_preferences(file) == Preferences("en", "dark")
    file.write_text("{broken", encoding="utf-8")
    assert load_preferences(file) == Preferences("zh_CN", "light")


def test_the_program_counts_its_dictionary_and_its_workspace(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    known = about(tmp_path)
    assert known.bytes == 5
    assert known.fields > known.entities > 20
