"""The lock of a workspace."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.vault import (
    KeyFile,
    StoreKey,
    change_passphrase,
    lock_new,
    read_key_file,
    unlock,
)

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, StoreKey]:
    """The key file of a workspace, and the key behind it."""
    folder = tmp_path_factory.mktemp("locked")
    key = lock_new(folder, "workspace-1", PASSPHRASE, demonstration=False)
    return (folder / KEY_FILE).read_bytes(), key


@pytest.fixture
def folder(locked: tuple[bytes, StoreKey], tmp_path: Path) -> Path:
    (tmp_path / KEY_FILE).write_bytes(locked[0])
    return tmp_path


def refusal(folder: Path, passphrase: str) -> FieldappError:
    with pytest.raises(FieldappError) as caught:
        unlock(folder, passphrase)
    return caught.value


def test_the_passphrase_opens_the_lock(folder: Path, locked: tuple[bytes, StoreKey]) -> None:
    assert unlock(folder, PASSPHRASE) == locked[1]
    assert len(locked[1].raw) == 32


@pytest.mark.parametrize("tried", ["", PASSPHRASE[:-1], PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_gets_no_hint_and_changes_nothing(folder: Path, tried: str) -> None:
    before = (folder / KEY_FILE).read_bytes()
    error = refusal(folder, tried)
    assert (type(error), error.code, error.facts) == (Refused, "wrong_passphrase", {})
    assert (folder / KEY_FILE).read_bytes() == before


@pytest.mark.parametrize("name", ["workspace", "wrapped", "nonce"])
def test_an_altered_key_file_opens_nothing(folder: Path, name: str) -> None:
    found = read_key_file(folder)
    text = getattr(found, name)
    altered = msgspec.structs.replace(found, **{name: ("A" if text[0] != "A" else "B") + text[1:]})
    (folder / KEY_FILE).write_bytes(msgspec.json.encode(altered))
    assert refusal(folder, PASSPHRASE).code == "wrong_passphrase"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": "1", "more": 2}']
)
def test_a_damaged_key_file_is_named(folder: Path, data: bytes) -> None:
    (folder / KEY_FILE).write_bytes(data)
    error = refusal(folder, PASSPHRASE)
    assert (type(error), error.code) == (WorldFailed, "key_file_damaged")


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "not base 64!"},
        {"wrapped": "é"},
        {"kdf": {"salt": "AAAAAAAAAAAAAAAAAAAAAA==", "memory_kib": 2**40}},
        {"kdf": {"salt": "AAAAAAAAAAAAAAAAAAAAAA==", "passes": 0}},
        {"kdf": {"salt": "AA==", "lanes": 1}},
        {"nonce": "AAAA"},
    ],
)
def test_a_key_file_with_senseless_values_is_damaged(
    folder: Path, change: dict[str, object]
) -> None:
    found = msgspec.json.decode((folder / KEY_FILE).read_bytes())
    (folder / KEY_FILE).write_bytes(msgspec.json.encode({**found, **change}))
    assert refusal(folder, PASSPHRASE).code == "key_file_damaged"


def test_without_a_key_file_there_is_no_workspace(tmp_path: Path) -> None:
    assert refusal(tmp_path, PASSPHRASE).code == "workspace_missing"


def test_a_new_passphrase_leaves_the_key_and_so_the_data_as_it_is(
    folder: Path, locked: tuple[bytes, StoreKey]
) -> None:
    (folder / "store.db").write_bytes(b"data")
    change_passphrase(folder, PASSPHRASE, "another long phrase")
    assert unlock(folder, "another long phrase") == locked[1]
    assert refusal(folder, PASSPHRASE).code == "wrong_passphrase"
    assert (folder / "store.db").read_bytes() == b"data"


def test_a_passphrase_is_changed_only_by_who_knows_it(folder: Path) -> None:
    before = (folder / KEY_FILE).read_bytes()
    for old, new, code in (
        ("wrong", "another long phrase", "wrong_passphrase"),
        (PASSPHRASE, "short", "passphrase_too_short"),
    ):
        with pytest.raises(Refused) as caught:
            change_passphrase(folder, old, new)
        assert caught.value.code == code
    assert (folder / KEY_FILE).read_bytes() == before


def test_a_short_passphrase_makes_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        lock_new(tmp_path, "w", "1234567", demonstration=False)
    assert caught.value.code == "passphrase_too_short"
    assert list(tmp_path.iterdir()) == []


def test_neither_key_nor_passphrase_is_shown(folder: Path, locked: tuple[bytes, StoreKey]) -> None:
    data, key = locked
    assert key.raw.hex() not in repr(key)
    assert key.raw not in data
    assert PASSPHRASE.encode() not in data
    assert read_key_file(folder).demonstration is None
    assert isinstance(read_key_file(folder), KeyFile)
