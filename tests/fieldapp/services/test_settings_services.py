"""Who is at the keyboard, the passphrase, the preferences, and what the program says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.vault import unlock
from fieldapp.services.about import about
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.locking import change_passphrase
from fieldapp.services.preferences import Preferences, load_preferences, save_preferences
from fieldapp.services.profile import load_profile
from tests.register_village import PASSPHRASE, open_village


def test_whoever_sits_down_is_remembered(tmp_path: Path) -> None:
    desk = open_village(tmp_path / "w")
    assert [name for name, _role in people(desk.store, "zh_CN")] == ["王芳", "陈刚"]
    take_keyboard(desk.store, "陈刚")
    assert load_profile(desk.store).author == "陈刚"
    with pytest.raises(Refused, match="unknown_person"):
        take_keyboard(desk.store, "nobody")
    desk.store.close()


def test_a_changed_passphrase_opens_the_same_store(desk: Desk) -> None:
    key, new = unlock(desk.folder, PASSPHRASE), "the new passphrase"
    change_passphrase(desk.store, desk.folder, PASSPHRASE, new, new)
    assert unlock(desk.folder, new) == key
    with pytest.raises(Refused, match="wrong_passphrase"):
        unlock(desk.folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        (PASSPHRASE, "one passphrase", "another one", "passphrases_differ"),
        ("wrong", "the new passphrase", "the new passphrase", "wrong_passphrase"),
        (PASSPHRASE, "short", "short", "passphrase_too_short"),
    ],
)
def test_a_bad_change_leaves_the_passphrase(
    desk: Desk, old: str, new: str, again: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        change_passphrase(desk.store, desk.folder, old, new, again)
    unlock(desk.folder, PASSPHRASE)


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
