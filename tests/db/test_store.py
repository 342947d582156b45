"""Opening a store: the right key, the right age, an undamaged file; and two threads at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Thread

import pytest
from sqlcipher3 import dbapi2

from db.dialects.sqlite import SQLITE
from db.dialects.sqlite_failures import world_code
from db.engine import STORE_FILE
from db.failures import sorted_failures
from db.store import SqlStore, open_store
from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import created
from fieldapp.records import Household, Village
from tests.factories import APP, KEY, a_household, a_store, a_village, act


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder with a store that holds one village and is closed."""
    store = a_store(tmp_path)
    store.write(act(), [created(a_village())])
    store.close()
    return tmp_path


def fingerprints(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def refusal(folder: Path, key: StoreKey = KEY) -> FieldappError:
    with pytest.raises(FieldappError) as caught:
        open_store(folder, key, APP)
    return caught.value


def test_a_store_opens_again_with_its_key(closed: Path) -> None:
    store = open_store(closed, KEY, APP)
    assert len(store.find(Village)) == 1
    store.close()


def test_a_wrong_key_opens_nothing_and_changes_nothing(closed: Path) -> None:
    before = fingerprints(closed)
    error = refusal(closed, StoreKey(bytes(32)))
    assert (type(error), error.code) == (WorldFailed, "store_damaged")
    assert fingerprints(closed) == before


@pytest.mark.parametrize("at", [0, 20, 4100])
def test_a_damaged_file_is_named_and_left_as_it_is(closed: Path, at: int) -> None:
    data = bytearray((closed / STORE_FILE).read_bytes())
    data[at] ^= 1
    (closed / STORE_FILE).write_bytes(data)
    before = fingerprints(closed)
    error = refusal(closed)
    assert (type(error), error.code) == (WorldFailed, "store_damaged")
    assert fingerprints(closed) == before


def test_a_file_cut_short_is_named_and_left_as_it_is(closed: Path) -> None:
    data = (closed / STORE_FILE).read_bytes()
    (closed / STORE_FILE).write_bytes(data[: len(data) // 2])
    before = fingerprints(closed)
    assert refusal(closed).code == "store_damaged"
    assert fingerprints(closed)[STORE_FILE] == before[STORE_FILE]


def test_damage_deep_in_the_file_is_found_by_the_examination(closed: Path) -> None:
    data = bytearray((closed / STORE_FILE).read_bytes())
    data[len(data) // 2] ^= 1
    (closed / STORE_FILE).write_bytes(data)
    store = open_store(closed, KEY, APP)
    try:
        with pytest.raises(WorldFailed) as caught:
            store.examine()
    finally:
        store.close()
    assert caught.value.code == "store_damaged"


def test_a_store_of_a_newer_program_is_refused_and_left_as_it_is(closed: Path) -> None:
    store = open_store(closed, KEY, APP)
    with store._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = fingerprints(closed)
    error = refusal(closed)
    assert (type(error), error.code) == (Refused, "store_too_new")
    assert fingerprints(closed) == before


def test_the_file_shows_no_word_of_what_it_holds(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    village = a_village("郑家村")
    store.write(act(), [created(village), created(a_household(village, phone="13800001111"))])
    # while it is open, so that the journal is looked at too
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        data = path.read_bytes()
        assert not data.startswith(b"SQLite format 3")
        for word in ("郑家村", "13800001111", "household"):
            for encoding in ("utf-8", "utf-16-le", "gb18030"):
                assert word.encode(encoding) not in data
    store.close()


def test_two_threads_write_one_after_the_other(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    homes = [a_household(village, f"H{number:05d}") for number in range(20)]

    def write(mine: list[Household]) -> None:
        for home in mine:
            store.write(act(), [created(home)])

    threads = [Thread(target=write, args=(homes[start::2],)) for start in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {home.uid for home in store.find(Household)} == {home.uid for home in homes}
    assert store.examine().problems == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("database or disk is full", "disk_full"),
        ("disk I/O error", "io_error"),
        ("attempt to write a readonly database", "not_writable"),
        ("unable to open database file", "not_writable"),
        ("database is locked", "store_locked"),
        ("file is not a database", "store_damaged"),
        ("database disk image is malformed", "store_damaged"),
        ("UNIQUE constraint failed", None),
    ],
)
def test_what_the_database_says_of_the_world_is_sorted(text: str, code: str | None) -> None:
    assert world_code(dbapi2.OperationalError(text)) == code


def test_a_page_in_the_middle_that_was_altered_is_named(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    village = a_village()
    homes = [a_household(village, f"H{n:05}") for n in range(300)]
    store.write_many(act(), map(created, [village, *homes]))
    store.close()
    file = tmp_path / STORE_FILE
    whole = file.read_bytes()
    told = set()
    for page in range(1, len(whole) // 4096, 7):
        at = page * 4096 + 100
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            damaged = open_store(tmp_path, KEY, APP)
            try:
                damaged.examine()
                damaged.find(Household)
                damaged.write(act(), [created(a_household(village, "H99999"))])
            finally:
                damaged.close()
        except WorldFailed as failure:
            told.add(failure.code)
    assert told <= {"store_damaged", "store_unreadable"}
    assert told


def test_what_the_driver_itself_says_is_sorted_too() -> None:
    with pytest.raises(WorldFailed) as caught, sorted_failures(SQLITE):
        raise dbapi2.DatabaseError("database disk image is malformed")
    assert caught.value.code == "store_damaged"
