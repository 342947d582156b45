"""A store that is older than it was, or stands elsewhere, is written on under a new name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import SqlStore
from fieldapp.foundation.ids import SeededIds
from fieldapp.services.copies import BESIDE, note_progress, notice_copy
from fieldapp.services.profile import (
    LedgerLine,
    Profile,
    encode,
    ledger_key,
    load_profile,
    save_profile,
)
from tests.factories import a_store

IDS = SeededIds("copies")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = a_store(tmp_path / "store")
    save_profile(made, Profile("county", "县办", "d", "d", "兴山县", incarnation=b"1"))
    yield made
    made.close()


def line(number: int) -> LedgerLine:
    at = f"2016-06-01T09:00:{number:02d}"
    return LedgerLine(number, at, "in", "一号机", f"b{number}", "0", 1, "merged", {})


def take_in(store: SqlStore, folder: Path, number: int) -> None:
    store.set_local(ledger_key(line(number)), encode(line(number)))
    note_progress(folder, store)


@pytest.mark.parametrize("shared", [False, True])
def test_a_store_that_lacks_a_bundle_it_took_in_is_an_older_one(
    store: SqlStore, tmp_path: Path, shared: bool
) -> None:
    notice_copy(tmp_path, store, IDS, shared=shared)
    take_in(store, tmp_path, 1)
    assert not notice_copy(tmp_path, store, IDS, shared=shared)
    before = store.writer(), load_profile(store).incarnation
    store.set_local(ledger_key(line(1)), None)  # as the backup of before knows it
    assert notice_copy(tmp_path, store, IDS, shared=shared)
    assert store.writer() != before[0]
    assert load_profile(store).incarnation != before[1]
    assert not notice_copy(tmp_path, store, IDS, shared=shared)


def test_a_store_on_a_server_is_no_copy_where_it_is_opened_first_or_by_others(
    store: SqlStore, tmp_path: Path
) -> None:
    before = store.writer()
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        assert not notice_copy(tmp_path / place, store, IDS, shared=True)
    take_in(store, tmp_path / "one", 1)
    assert not notice_copy(tmp_path / "two", store, IDS, shared=True)
    assert store.writer() == before


def test_nothing_is_noted_where_the_store_was_never_opened(store: SqlStore, tmp_path: Path) -> None:
    take_in(store, tmp_path, 1)
    assert not (tmp_path / BESIDE).exists()
