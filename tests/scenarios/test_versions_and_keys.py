"""Other versions, keys that change, and the log as the truth: S-38, S-39, S-41, S-42."""

from __future__ import annotations

import uuid
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from db import guards
from db.dialects.seam import MENDING
from db.store import SqlStore, open_store
from db.tables import SIBLING, state_table
from fieldapp.bundles.container import MAGIC, inspect
from fieldapp.bundles.header import READER, decode_header
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.changes.operations import (
    Op,
    Unit,
    Value,
    chain_next,
    decode_payload,
    encode_payload,
    unit_digest,
)
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import created, removed
from fieldapp.records import Household
from fieldapp.records.declare import entity_of, fields_of
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import (
    Peer,
    load_keys,
    save_keys,
    save_peer,
    save_profile,
)
from fieldapp.services.trust import Trust
from tests.factories import APP, KEY, act, carry
from tests.scenarios.golden_bundles import GIVEN_UP, KEPT, Golden
from tests.scenarios.world import World, known, on_both, parcel, shown, values
from tests.server_stores import a_server_store


def newer_write(one: Exchange, home: Household, table: int, fields: dict[int, Value]) -> Op:
    """An operation of a newer program, put into a laptop's own log."""
    store = one.store
    assert isinstance(store, SqlStore)
    units, ops = parcel(store)
    writer = store.writer().actor
    unit = Unit(writer, units[-1].no + 1, "2016-06-02T09:00:00", 1 << 58, "谁", "new", "9", 9)
    payload = encode_payload(fields, {})
    row = uuid.UUID(home.uid).bytes
    seq = ops[-1].seq + 1
    chain = chain_next(ops[-1].chain, unit_digest(unit), seq, table, row, 0, payload)
    op = Op(writer, seq, unit.no, table, row, 0, payload, chain)
    store.log.merge(store.log.actors(), [unit], [[op]], {})
    return op


def test_s_38_what_a_newer_program_wrote_is_kept_and_passed_on(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    phone = fields_of(Household)["phone"].id
    table = entity_of(Household).no
    with_new_field = newer_write(one, home, table, {phone: "1", 9001: "a new question"})
    with_new_table = newer_write(one, home, 9002, {1: "a new record"})
    world.send(one, world.county)
    assert "1" in values(world.county) | {shown(world.county, home).phone}
    store = world.county.store
    assert isinstance(store, SqlStore)
    _, held = store.log.operations(store.log.have(), None)
    assert {with_new_field, with_new_table} <= set(held)
    assert store.examine().problems == ()
    world.send(world.county, two)
    _, given = two.store.log.operations(two.store.log.have(), None)
    assert with_new_field in given


def test_s_38_a_bundle_that_needs_a_newer_reader_says_so(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    data = file.read_bytes()
    at = len(MAGIC) + 4
    end = at + int.from_bytes(data[len(MAGIC) : at], "big")
    header = msgspec.structs.replace(decode_header(data[at:end]), min_reader=READER + 1)
    outside = msgspec.msgpack.Encoder(order="sorted").encode(header)
    file.write_bytes(MAGIC + len(outside).to_bytes(4, "big") + outside + data[end:])
    done = world.county.import_one(file)
    assert done.problem is not None
    assert done.problem.code == "bundle_too_new"
    assert world.county.store.find(Household) == []


def test_s_39_fields_and_answers_are_known_by_their_numbers_and_codes(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    world.send(one, world.county)
    hh_class = fields_of(Household)["hh_class"].id
    newer_write(one, home, entity_of(Household).no, {hh_class: "XYZ"})
    world.send(one, world.county)
    assert "XYZ" in values(world.county, "hh_class") | {shown(world.county, home).hh_class}
    label = fields_of(Household)["hh_class"].kind.show("XYZ", "zh_CN")
    assert "XYZ" in label
    assert world.county.store.state_digest() == one.store.state_digest()


@on_both
def test_s_39_columns_in_another_order_and_under_other_names_are_found_again(
    world: World,
) -> None:
    one = world.laptop("一号机")
    home = world.home(one, note="养蜂", address_detail="三组")
    world.send(one, world.county)
    office = world.county.store
    assert isinstance(office, SqlStore)
    with office._transactions.writing() as connection:
        kind = state_table("household").c.note.type.compile(connection.dialect)
        connection.exec_driver_sql("ALTER TABLE household DROP COLUMN note")
        connection.exec_driver_sql(f"ALTER TABLE household ADD COLUMN note {kind}")
    assert office.examine().problems != (), "what a column held is gone, and it is noticed"
    assert office.rebuild().differences != ()
    assert office.examine().problems == ()
    assert shown(world.county, home).note == "养蜂"
    world.set(one, home, note="养猪", status="moved")
    world.send(one, world.county)
    assert office.state_digest() == one.store.state_digest()


def test_s_39_no_name_travels_only_numbers_and_codes(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one, note="养蜂", hh_class="REG")
    store = one.store
    assert isinstance(store, SqlStore)
    _, (op,) = parcel(store)
    fields = fields_of(Household)
    words = {entity_of(Household).name, *fields, *(spec.zh for spec in fields.values())}
    assert not any(word.encode() in op.payload for word in words)
    values_by_number = decode_payload(op.payload).values
    assert values_by_number[fields["note"].id] == "养蜂"
    assert values_by_number[fields["hh_class"].id] == "REG"


@on_both
def test_s_39_a_field_whose_kind_changed_keeps_its_old_answer_in_the_log(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one, altitude_m=900)
    world.send(one, world.county)
    number = fields_of(Household)["altitude_m"].id
    newer_write(one, home, entity_of(Household).no, {number: "九百米", 7_000: 900})
    world.send(one, world.county)
    office = world.county.store
    assert shown(world.county, home).altitude_m == 900
    assert office.examine().problems == ()
    assert office.log.have() == one.store.log.have(), "the answer is kept for whoever can read it"


def test_s_41_a_laptop_changes_its_keys_while_sticks_are_under_way(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    before = load_keys(one.store)
    outward, under_way = world.bundle(one), world.bundle(world.county, one)
    Trust(one.store, one.clock).new_keys()
    world.set(one, home, phone="1")
    world.send(one, world.county)
    assert known(world.county, one).keys != before.public()
    assert world.county.import_one(outward).problem is None, "sealed with the older key"
    assert one.import_one(under_way).problem is None, "sealed to the older key"
    world.send(world.county, one)
    assert load_keys(one.store).public() == known(world.county, one).keys
    world.everything_to_everyone()


def test_s_41_the_county_changes_its_key_and_laptops_follow(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    under_way = world.bundle(one)
    first = load_keys(world.county.store)
    for _ in range(2):
        Trust(world.county.store, world.county.clock).new_keys()
    assert world.county.import_one(under_way).problem is None
    world.send(world.county, one)
    assert known(one, world.county).keys == load_keys(world.county.store).public() != first.public()
    world.send(world.county, two)  # it never heard of the key between
    world.set(one, home, phone="1")
    world.everything_to_everyone()


def test_s_41_the_key_in_the_safe_vouches_for_a_new_one(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    under_way = world.bundle(one)
    save_keys(world.county.store, DeviceKeys.generate())  # the daily key is gone
    assert world.county.import_one(under_way).status == "merged"
    refused = one.import_one(world.bundle(world.county, one))
    assert refused.problem is not None
    assert refused.problem.code == "bundle_forged"
    Trust(world.county.store, world.county.clock).new_keys(from_safe=True)
    world.send(world.county, one)
    assert known(one, world.county).keys == load_keys(world.county.store).public()


def test_s_41_a_roster_never_goes_back_and_no_other_can_make_one(world: World) -> None:
    one = world.laptop("一号机")
    old = Trust(world.county.store, world.county.clock).roster()
    world.laptop("二号机")
    world.send(world.county, one)
    trust = Trust(one.store, one.clock)
    newest = trust.version()
    assert old is not None
    assert not trust.take(old)
    assert trust.version() == newest
    stranger = World(_fresh(world.folder / "stranger"))
    for number in range(5):
        stranger.laptop(f"{number}号机")
    forged = Trust(stranger.county.store, stranger.clock).roster()
    assert forged is not None
    with pytest.raises(Refused, match="roster_untrusted"):
        trust.take(forged)
    assert trust.version() == newest
    stranger.close()


def _fresh(folder: Path) -> Path:
    folder.mkdir()
    return folder


@on_both
def test_s_42_the_log_alone_makes_every_record_again(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.set(one, home, phone="1", gps_lat=None)
    world.set(two, home, phone="2")
    two.store.write(act(), [removed(Household, home.uid)])
    world.everything_to_everyone()
    examined = world.county.store.examine()
    assert (examined.problems, examined.records) == ((), 2)
    again = open_store(_fresh(world.folder / "again"), KEY, APP)
    again.set_writer(world.county.store.writer())
    store = world.county.store
    assert isinstance(store, SqlStore)
    carry(store, again)
    assert again.state_digest() == store.state_digest()
    assert again.questions.conflicts() == store.questions.conflicts()
    again.close()


@on_both
def test_s_42_a_damaged_state_is_rebuilt_from_the_log_alone(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.set(one, home, phone="1")
    world.set(two, home, phone="2")
    world.everything_to_everyone()
    office = world.county.store
    assert isinstance(office, SqlStore)
    sound = office.state_digest(), office.questions.conflicts(), _siblings(office)
    with office._transactions.writing() as connection, guards.opened(connection, MENDING):
        connection.execute(sa.delete(SIBLING))
        connection.execute(sa.update(state_table("household")).values(phone="9", sys_clock=b""))
    done = office.rebuild()
    assert [(one.entity, one.kind) for one in done.differences] == [("household", "altered")]
    assert (office.state_digest(), office.questions.conflicts(), _siblings(office)) == sound
    world.set(one, home, phone="3")
    world.everything_to_everyone()
    assert office.state_digest() == one.store.state_digest() == two.store.state_digest()
    assert office.rebuild().differences == ()


def test_s_42_sqlite_and_postgresql_make_the_same_of_the_same_log(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    world.everything_to_everyone()
    world.set(one, home, phone="1", note="一")
    world.set(two, home, phone="2", note="二")
    two.store.write(act(), [removed(Household, home.uid), created(_like(home))])
    world.everything_to_everyone()
    server = a_server_store(world.folder / "server")
    for source in (two.store, world.county.store, one.store):
        assert isinstance(source, SqlStore)
        carry(source, server)
    office = world.county.store
    assert isinstance(office, SqlStore)
    assert server.state_digest() == office.state_digest()
    assert server.questions.conflicts() == office.questions.conflicts()
    assert _siblings(server) == _siblings(office)
    assert server.examine().problems == ()
    server.close()


def _like(home: Household) -> Household:
    return Household(uid=str(uuid.uuid5(uuid.NAMESPACE_URL, home.uid)), village=home.village,
                     local_no="H00002")  # fmt: skip


def _siblings(store: SqlStore) -> list[tuple[object, ...]]:
    query = sa.select(SIBLING).order_by(SIBLING.c.table_no, SIBLING.c.uid, SIBLING.c.field)
    with store._transactions.reading() as connection:
        return [tuple(map(_plain, row)) for row in connection.execute(query)]


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize("kept", sorted(KEPT.iterdir()), ids=lambda kept: kept.name)
def test_s_38_a_bundle_of_every_released_version_is_still_read(kept: Path, world: World) -> None:
    expected = msgspec.json.decode((kept / "expected.json").read_bytes(), type=Golden)
    office = world.laptop("收件", enrolled=False)
    save_keys(office.store, expected.keys)
    save_profile(office.store, expected.profile)
    save_peer(office.store, msgspec.json.decode(expected.sender, type=Peer))
    done = office.import_one(kept / "bundle.fsync")
    assert done.problem is None
    assert done.changes_applied == expected.changes
    assert office.store.state_digest() == expected.digest
    assert len(office.store.questions.conflicts()) == expected.conflicts
    assert office.store.examine().problems == ()
    if inspect(kept / "bundle.fsync").min_reader > 1:
        (home,) = office.store.find(Household)
        assert home.hh_class == GIVEN_UP
        assert GIVEN_UP in fields_of(Household)["hh_class"].kind.show(GIVEN_UP, "zh_CN")
