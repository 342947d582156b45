"""Photos travel in packs of their own: S-17."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fieldapp.bundles.container import open_bundle, seal
from fieldapp.bundles.frames import Blob
from fieldapp.bundles.header import HeaderDraft
from fieldapp.records import Household
from fieldapp.services.attachments import Attachments, NewAttachment
from fieldapp.services.custody import Custody
from fieldapp.services.exchange import Exchange
from fieldapp.services.households import Registers
from fieldapp.services.profile import identities, load_keys
from tests.scenarios.world import World, known

PAPER = b"%PDF-1.4 a paper"


def files_of(exchange: Exchange) -> Attachments:
    registers = Registers(exchange.store, exchange.clock, exchange.ids, "王芳")
    return Attachments(registers, exchange.inbox.parent)


def add_paper(world: World, exchange: Exchange, home: Household, data: bytes) -> None:
    source = world.folder / "paper.pdf"
    source.write_bytes(data)
    files_of(exchange).add(NewAttachment(source, "scan", home.uid))


def contents(exchange: Exchange, home: Household) -> list[bytes]:
    files = files_of(exchange)
    return [files.read(one) for one in files.of(home.uid) if files.holds(str(one.sha256))]


def forged_pack(world: World, pack: Path, sender: Exchange, data: bytes) -> None:
    """The same pack with other content under the photo's name, sealed by the laptop itself."""
    key = known(world.county, sender).keys.verify_key()
    opened = open_bundle(pack, verify=lambda _: key, identities=identities(world.county.store))
    names = HeaderDraft.__struct_fields__
    draft = HeaderDraft(**{name: getattr(opened.header, name) for name in names})
    blobs = [Blob(frame.sha256, data) for frame in opened.frames() if isinstance(frame, Blob)]
    sealed = seal(
        draft,
        blobs,
        load_keys(sender.store).signing_key(),
        known(sender, world.county).recipients(),
    )
    pack.write_bytes(sealed.data)


def test_s_17_a_photo_that_is_not_what_it_says_is_refused_and_asked_for_again(
    world: World,
) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    add_paper(world, one, home, PAPER)
    out = one.export(world.stick / "bundle.fsync")
    assert out.attachments == 1
    (pack,) = out.packs
    for faulty in (b"another paper", b""):
        forged_pack(world, pack, one, faulty)
        done = world.county.import_one(pack)
        assert (done.attachments, done.attachments_refused) == (0, 1)
    assert world.county.import_one(out.file).status == "merged"
    (record,) = files_of(world.county).of(home.uid)
    assert record.sha256 == hashlib.sha256(PAPER).hexdigest()
    assert world.county.packs.missing() == [record]
    assert contents(world.county, home) == []
    world.send(world.county, one)
    assert one.pending() == 0
    again = one.export(world.stick / "again.fsync")
    assert (again.changes, again.attachments) == (0, 1)
    assert world.county.import_one(again.packs[0]).attachments == 1
    assert contents(world.county, home) == [PAPER]
    assert world.county.packs.missing() == []
    assert one.export(world.stick / "more.fsync").attachments == 1, "still asked for"
    world.send(world.county, one)
    assert one.export(world.stick / "last.fsync").attachments == 0


def test_s_17_photos_go_with_their_bundle_to_every_stick_and_to_other_laptops(
    world: World,
) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    for number in range(3):
        add_paper(world, one, home, PAPER + bytes([number]))
    custody = Custody(one, one.inbox.parent / "outbox")
    made = custody.make()
    sticks = [world.folder / "first", world.folder / "second"]
    for stick in sticks:
        stick.mkdir()
        custody.carry(made, stick)
    first, bundles = (sorted(stick.glob("*.fsync")) for stick in sticks)
    assert len(first) == len(bundles) == 2
    done = world.county.import_all(reversed(bundles))
    assert sum(one.attachments for one in done) == 3
    assert len(contents(world.county, home)) == 3
    out = world.county.export(world.stick / "to two.fsync", "二号机")
    assert [two.import_one(file).status for file in (out.file, *out.packs)] == ["merged"] * 2
    assert sorted(contents(two, home)) == [PAPER + bytes([number]) for number in range(3)]
    world.everything_to_everyone()
    custody.make()
    assert custody.is_kept(made) is False
    assert list((one.inbox.parent / "outbox").glob("*photos*")) == []
