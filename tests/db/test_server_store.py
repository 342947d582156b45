"""A store on a server: found again, refused, cut off, and used by several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from db.address import ADDRESS_FILE, PASSWORD, address_of, keep_address, kept_address
from db.dialects.postgres import POSTGRES, array
from db.server import make_room
from db.store import SqlStore, open_store
from db.upgrade import NEWEST
from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import changed, created
from fieldapp.records import Household, Village
from tests.factories import (
    APP,
    KEY,
    a_household,
    a_member,
    a_store,
    a_village,
    act,
    carry,
    with_writer,
)
from tests.postgres import server
from tests.server_stores import a_server_store, empty_database, give_back

SERVER = "postgresql://county@db.example/province"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(a_server_store(tmp_path / "county")) as store:
        yield store


@pytest.fixture
def another(tmp_path: Path, county: SqlStore) -> Iterator[Callable[[], SqlStore]]:
    """Opens the county's store once more, as another program would."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(tmp_path / "county", KEY, APP)))


def code_of(act_: Callable[[], object]) -> tuple[type[FieldappError], str]:
    with pytest.raises(FieldappError) as caught:
        act_()
    return type(caught.value), caught.value.code


def test_a_store_on_a_server_opens_again(county: SqlStore, another: Callable[[], SqlStore]) -> None:
    village = a_village()
    county.write(act(), [created(village)])
    assert another().find(Village) == [village]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postgresql://county:secret@host/db", "store_password_in_address"),
        ("mysql://county@host/db", "store_address_wrong"),
        ("postgresql://county@host", "store_address_wrong"),
        ("postgresql://county@host/db?schema=a;b", "store_address_wrong"),
        ("postgresql://county@host/db?options=-csearch_path=x", "store_address_wrong"),
        ("somewhere", "store_address_wrong"),
    ],
)
def test_an_address_that_does_not_fit_is_refused(text: str, code: str) -> None:
    assert code_of(lambda: address_of(text)) == (Refused, code)


def test_the_password_lies_sealed_beside_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "秘密 secret")
    given = address_of(f"{SERVER}?schema=county_7&sslmode=verify-full")
    assert (given.schema, given.url.query) == ("county_7", {"sslmode": "verify-full"})
    keep_address(tmp_path, KEY, given)
    data = (tmp_path / ADDRESS_FILE).read_bytes()
    assert b"secret" not in data
    assert "秘密".encode() not in data
    monkeypatch.delenv(PASSWORD)
    assert kept_address(tmp_path, KEY) == given
    monkeypatch.setenv(PASSWORD, "newer")
    found = kept_address(tmp_path, KEY)
    assert found is not None
    assert found.password == "newer"


def test_an_altered_address_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "secret")
    keep_address(tmp_path, KEY, address_of(SERVER))
    monkeypatch.delenv(PASSWORD)
    damaged = (WorldFailed, "store_address_damaged")
    assert code_of(lambda: kept_address(tmp_path, StoreKey(bytes(32)))) == damaged
    path = tmp_path / ADDRESS_FILE
    whole = path.read_bytes()
    for data in (whole.replace(b"db.example", b"db.foreign"), whole[:-9], b"\xff", b""):
        path.write_bytes(data)
        assert code_of(lambda: kept_address(tmp_path, KEY)) == damaged


def test_a_server_that_is_not_there_or_lets_nobody_in_is_named(tmp_path: Path) -> None:
    def opened(address: str) -> tuple[type[FieldappError], str]:
        keep_address(tmp_path, KEY, address_of(address))
        return code_of(lambda: open_store(tmp_path, KEY, APP))

    nowhere = f"postgresql://county@/store?host={tmp_path}"
    assert opened(nowhere) == (WorldFailed, "store_unreachable")
    assert opened(server().address("no_such_database")) == (WorldFailed, "store_unreachable")
    stranger = server().address("postgres").replace("county@", "stranger@")
    assert opened(stranger) == (WorldFailed, "store_login_refused")


def test_a_connection_that_broke_costs_one_step(county: SqlStore) -> None:
    village = a_village()
    county.write(act(), [created(village)])
    server().run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'fieldapp' AND pid <> pg_backend_pid()"
    )
    assert code_of(lambda: county.find(Village)) == (WorldFailed, "store_unreachable")
    assert county.find(Village) == [village]


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path, county: SqlStore) -> None:
    with county._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    found = code_of(lambda: open_store(tmp_path / "county", KEY, APP))
    with county._transactions.writing() as connection:  # the next test uses the database again
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = %s", (NEWEST,))
    assert found == (Refused, "store_too_new")


def test_what_a_server_says_of_the_world_is_sorted() -> None:
    class Said(Exception):
        def __init__(self, sqlstate: str) -> None:
            super().__init__()
            self.sqlstate = sqlstate

    sorted_ = {state: POSTGRES.world_code(Said(state)) for state in ("53100", "25006", "55P03",
               "XX001", "57P01", "08006", "53300", "23505", "42601")}  # fmt: skip
    assert sorted_ == {
        "53100": "disk_full", "25006": "not_writable", "55P03": "store_locked",
        "XX001": "store_damaged", "57P01": "store_unreachable", "08006": "store_unreachable",
        "53300": "store_unreachable", "23505": None, "42601": None,
    }  # fmt: skip


def test_counties_in_one_database_do_not_see_each_other(tmp_path: Path) -> None:
    database = server().address(server().new_database())
    with ExitStack() as opened:
        stores = []
        for name in ("county_1", "county_2"):
            place = address_of(f"{database}&schema={name}")
            make_room(place)
            (tmp_path / name).mkdir()
            keep_address(tmp_path / name, KEY, place)
            store = with_writer(open_store(tmp_path / name, KEY, APP), name)
            stores.append(opened.enter_context(closing(store)))
            assert code_of(lambda place=place: make_room(place)) == (Refused, "store_taken")  # type: ignore[misc]  # a lambda's default
        village = a_village()
        stores[0].write(act(), [created(village)])
        assert stores[1].find(Village) == []
        assert [row.name for row in stores[0].questions.villages()] == [village.name]


def test_two_programs_may_make_the_same_store_at_once(tmp_path: Path) -> None:
    database = server().new_database()
    keep_address(tmp_path, KEY, address_of(server().address(database)))
    start = Barrier(2)

    def opened() -> SqlStore:
        start.wait()
        return open_store(tmp_path, KEY, APP)

    with ThreadPoolExecutor(2) as pool:
        stores = [made.result() for made in [pool.submit(opened) for _ in range(2)]]
    for store in stores:
        assert store.examine().problems == ()
        store.close()


def test_whoever_reads_waits_for_nobody(county: SqlStore, another: Callable[[], SqlStore]) -> None:
    village = a_village()
    county.write(act(), [created(village)])
    reader = another()
    with county.together():
        county.write(act(), [changed(Village, village.uid, terrain="山区")])
        assert reader.find(Village) == [village]
    assert reader.find(Village) != [village]


def test_several_importers_at_once_lose_nothing(
    county: SqlStore, another: Callable[[], SqlStore], tmp_path: Path
) -> None:
    """Four laptops edit the same households; four programs take their bundles, each twice."""
    village = a_village()
    homes = [a_household(village, f"H{number:05d}") for number in range(6)]
    county.write(act(), [created(record) for record in (village, *homes)])
    with ExitStack() as opened:
        laptops = [
            opened.enter_context(closing(a_store(tmp_path / name, name))) for name in "甲乙丙丁"
        ]
        for number, laptop in enumerate(laptops):
            carry(county, laptop)
            for home in homes:
                laptop.write(act(), [changed(Household, home.uid, phone=str(number))])
                laptop.write(act(), [created(a_member(home))])
        offices = [another() for _ in laptops]
        start = Barrier(len(offices))

        def take(number: int) -> int:
            start.wait()
            sources = (laptops[number], laptops[number - 1])
            return sum(carry(source, offices[number]).applied for source in sources)

        with ThreadPoolExecutor(len(offices)) as pool:
            applied = sum(pool.map(take, range(len(offices))))
        assert applied == len(laptops) * len(homes) * 2
        for laptop in laptops:
            assert carry(laptop, county).applied == 0
            carry(county, laptop)
            assert laptop.state_digest() == county.state_digest()
        assert len(county.questions.conflicts()) == len(homes)
        assert county.examine().problems == ()


def test_a_nul_is_found_nowhere_and_written_nowhere(county: SqlStore) -> None:
    """PostgreSQL's text cannot hold it, and is not asked to."""
    assert county.local("a\0b") is None
    for author in ("a\0b", "\0"):
        with pytest.raises(Refused) as caught:
            county.write(act(author=author), [created(a_village())])
        assert caught.value.code == "text_with_nul"
    assert county.find(Village) == []


def test_lists_reach_the_server_as_they_are() -> None:
    texts = ["a", '"', "\\", '\\"x', "{},", "NULL", "", " ", "\n\t\r", "郑😀", None, "'%s%", "\x01"]
    blobs, numbers = [b"", bytes(range(256)), None], [0, -(2**63), 2**63 - 1, None]
    with psycopg.connect(server().address("postgres").replace("+psycopg", "")) as connection:
        for kind, values in (("text", texts), ("bytea", blobs), ("bigint", numbers), ("text", [])):
            found = connection.execute(f"SELECT %s::{kind}[]", (array(values),)).fetchone()
            assert found == (values,)


def test_an_emptied_database_is_as_good_as_a_new_one(tmp_path: Path) -> None:
    first = a_server_store(tmp_path / "first")
    first.write(act(), [created(a_village())])
    first.close()
    database = empty_database()
    keep_address(tmp_path, KEY, address_of(server().address(database)))
    again = open_store(tmp_path, KEY, APP)
    give_back(again, database)
    assert again.log.have() == {}
    assert again.find(Village) == []
    again.close()
