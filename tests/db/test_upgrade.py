"""An upgrade copies the store aside, is examined, and leaves no trace when it fails."""

from __future__ import annotations

import shutil
import uuid
from functools import cache
from pathlib import Path

import pytest
from alembic import op

from db import guards, upgrade
from db.engine import STORE_FILE, open_engine
from db.store import SqlStore, open_store
from fieldapp.foundation.errors import WorldFailed
from fieldapp.ports.store import created
from fieldapp.records import Question, Village
from tests.factories import APP, KEY, a_household, a_store, a_village, act
from tests.templates import template_folder

ASIDE = f"{STORE_FILE}.before-{upgrade.NEWEST}"


@cache
def _older() -> Path:
    """A store of the version before the newest, with a village in it."""
    folder = template_folder("older")
    store = a_store(folder)
    village = a_village()
    home = a_household(village)
    asked = Question(uid=str(uuid.UUID(int=7)), household=home.uid, about=f"household/{home.uid}/")
    store.write(act(), [created(village), created(home), created(asked)])
    store.close()
    engine = open_engine(folder / STORE_FILE, KEY)
    with engine.execution_options(fieldapp_write=True).begin() as connection:
        for guard in guards.all_guards():
            connection.exec_driver_sql(f"DROP TRIGGER {guard.name}")
        connection.exec_driver_sql("DROP TABLE log_segment")
        connection.exec_driver_sql("ALTER TABLE log_op DROP COLUMN segment")
        for index in ("household_phone", "member_id_number", "member_phone"):
            connection.exec_driver_sql(f"DROP INDEX ix_{index}")
        connection.exec_driver_sql("DROP TABLE access_entry")
        connection.exec_driver_sql("ALTER TABLE log_unit DROP COLUMN typist")
        connection.exec_driver_sql("DROP TABLE visit_review")
        connection.exec_driver_sql("DROP TABLE question")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0005'")
    engine.dispose()
    return folder


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return Path(shutil.copytree(_older(), tmp_path / "older"))


def version(folder: Path, name: str = STORE_FILE) -> str:
    engine = open_engine(folder / name, KEY)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    return str(found)


def digest_and_close(store: SqlStore) -> str:
    digest = store.state_digest()
    assert store.examine().problems == ()
    assert len(store.find(Village)) == 1
    store.close()
    return digest


def test_an_older_store_is_upgraded_and_the_old_one_lies_beside_it(older: Path) -> None:
    digest_and_close(open_store(older, KEY, APP))
    assert version(older) == upgrade.NEWEST
    assert version(older, ASIDE) == "0005"


def test_s_38_what_a_newer_program_wrote_is_shown_after_the_upgrade(older: Path) -> None:
    """Its table is not known to the older program, which kept it in the log and passed it on."""
    store = open_store(older, KEY, APP)
    assert [one.uid for one in store.find(Question)] == [str(uuid.UUID(int=7))]
    digest_and_close(store)


def test_only_the_copy_of_the_last_upgrade_is_kept(older: Path) -> None:
    (older / f"{STORE_FILE}.before-0003").touch()
    open_store(older, KEY, APP).close()
    before = (older / ASIDE).read_bytes()
    open_store(older, KEY, APP).close()
    assert (older / ASIDE).read_bytes() == before
    assert [path.name for path in older.glob("*.before-*")] == [ASIDE]


def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = op.create_index

    def fails_at_the_second(name: str, table: str, columns: list[str]) -> None:
        if table == "visit_review":
            raise OSError("power")
        real(name, table, columns)

    with monkeypatch.context() as broken:
        broken.setattr(op, "create_index", fails_at_the_second)
        with pytest.raises(OSError, match="power"):
            open_store(older, KEY, APP)
    assert version(older) == "0005"
    digest_and_close(open_store(older, KEY, APP))


def test_a_store_that_does_not_pass_its_examination_is_not_upgraded(older: Path) -> None:
    engine = open_engine(older / STORE_FILE, KEY)
    with engine.execution_options(fieldapp_write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE village SET name = 'another'")
    engine.dispose()
    with pytest.raises(WorldFailed) as caught:
        open_store(older, KEY, APP)
    assert (caught.value.code, caught.value.facts) == ("upgrade_failed", {"copy": ASIDE})
    assert version(older) == "0005"


def test_without_room_for_the_copy_nothing_is_begun(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _chunks: object) -> bytes:
        raise WorldFailed("disk_full")

    with monkeypatch.context() as narrow:
        narrow.setattr(upgrade, "write_durably", full)
        with pytest.raises(WorldFailed, match="disk_full"):
            open_store(older, KEY, APP)
    assert version(older) == "0005"
    assert not (older / ASIDE).exists()
