"""What lies on a stick beside the bundles, and what names may say: S-15 and S-20."""

from __future__ import annotations

import io
import json
import shutil
import uuid
import zipfile
from pathlib import Path

import msgspec
import pytest

from fieldapp.bundles.container import MAGIC
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import load_profile, save_profile
from tests.scenarios.test_damage_and_attack import code
from tests.scenarios.test_photos import PAPER, contents, files_of
from tests.scenarios.world import World, codes, on_both

NAMES = (
    "CON.fsync", "aux.fsync", "nul .fsync", "a\nb.fsync", "..fsync", "-rf.fsync", "$(x).fsync",
    "=HYPERLINK(1).fsync", "\u202efsync.exe.fsync", "b" * 240 + ".fsync", "C:\\x.fsync",
)  # fmt: skip
"""File names that a system, a shell, a sheet or a person may read as something else."""


def _below(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


def _outside(world: World, exchange: Exchange) -> set[Path]:
    """Everything but the workspace of one machine."""
    own = exchange.inbox.parent
    return {path for path in world.folder.rglob("*") if own not in (path, *path.parents)}


@on_both
def test_s_15_no_name_in_a_bundle_can_address_a_path(world: World) -> None:
    """A device that names itself like a path, a device of the system or without end."""
    one = world.laptop("一号机")
    world.home(one)
    for name in ("../../etc/passwd", "C:\\windows\\system32", "/abs", "CON", "a\0b", "x" * 190):
        profile = load_profile(one.store)
        save_profile(one.store, msgspec.structs.replace(profile, device=name))
        folder = world.folder / f"stick {uuid.uuid5(uuid.NAMESPACE_URL, name)}"
        folder.mkdir()
        written = one.export(folder).file
        assert written.parent == folder
        done = world.county.import_one(written)
        assert code(done) == "bundle_damaged", "another name than that of its key"
        assert {path.parent for path in folder.iterdir()} == {folder}
        assert all(path.name.isascii() for path in folder.iterdir())


def test_s_15_the_names_of_files_on_a_stick_say_nothing(world: World) -> None:
    """Names of devices, of commands and without end, links, loops, and one bundle under many names.

    A bundle is kept under the name of its content, whatever it was called.
    """
    one = world.laptop("一号机")
    world.home(one)
    good = world.bundle(one)
    copies = [world.stick / name for name in NAMES]
    for copy in copies:
        shutil.copy(good, copy)
    links = {"link.fsync": good, "gone.fsync": Path("/nowhere"), "folder.fsync": world.stick}
    for name, target in links.items():
        (world.stick / name).symlink_to(target)
    (world.stick / "loop.fsync").symlink_to("loop.fsync")
    inbox, outside = world.county.inbox, _outside(world, world.county)
    before = _below(inbox)
    done = world.county.import_all([good, *copies, *(world.stick / name for name in links)])
    assert [one.status for one in done[: len(NAMES) + 2]] == ["merged"] + ["unchanged"] * (
        len(NAMES) + 1
    )
    assert "" not in codes(done[len(NAMES) + 2 :]), "what is no file is named and passed over"
    (kept,) = _below(inbox) - before
    assert kept.stem.isalnum()
    receipts = _outside(world, world.county) - outside
    assert {path.parent for path in receipts} <= {world.stick}


@pytest.mark.parametrize("name", ["CON.pdf", "a\nb.pdf", "=1+1.pdf", "\u202egpj.pdf", "x" * 240])
def test_s_15_the_name_of_a_photo_addresses_nothing(world: World, name: str) -> None:
    """What a file was called before it was kept beside a record is no part of where it lies."""
    one = world.laptop("一号机")
    home = world.home(one)
    source = world.folder / name
    source.write_bytes(PAPER)
    outside = _outside(world, one)
    files_of(one).add(NewAttachment(source, "scan", home.uid))
    assert _outside(world, one) == outside
    assert not [path for path in one.inbox.parent.rglob("*") if name[:3] in path.name]
    assert contents(one, home) == [PAPER]


def test_s_15_a_photo_that_claims_a_path_as_its_content_is_never_there(world: World) -> None:
    """The hash of a photo is looked up, never opened as a name."""
    one = world.laptop("一号机")
    for claim in ("../../county/store.json", "/etc/passwd", "a\0b", "x" * 5000, "CON"):
        assert not files_of(one).holds(claim)


@pytest.mark.parametrize("what", ["program", "archive", "document", "page", "long"])
def test_s_20_a_bundles_ending_makes_nothing_a_bundle(world: World, what: str) -> None:
    """A file with the ending of a bundle that is something else too: only the beginning counts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    one = world.laptop("一号机")
    world.home(one)
    good = world.bundle(one).read_bytes()
    polyglots = {
        "program": b"MZ" + bytes(60) + good,
        "archive": good + packed.getvalue(),
        "document": b"%PDF-1.4\n" + good,
        "page": b"<html>" + good,
        "long": MAGIC + b"\xff" * 4 + bytes(1000),
    }
    file = world.stick / "both.fsync"
    file.write_bytes(polyglots[what])
    before = _below(world.county.inbox)
    done = world.county.import_one(file)
    assert done.status == "held"
    assert _below(world.county.inbox) == before, "nothing that is no bundle is copied"
    assert file.read_bytes() == polyglots[what]


def test_s_20_programs_and_stray_files_on_a_stick_are_passed_over(world: World) -> None:
    """Programs, autorun and 50,000 stray files: only what begins like a bundle is taken in."""
    one = world.laptop("一号机")
    world.home(one)
    good = world.bundle(one)
    strays = {
        "autorun.inf": b"[autorun]\r\nopen=virus.exe",
        "virus.exe": b"MZ" + bytes(200),
        "bundle.fsync": b"PK\x03\x04",
        "empty.fsync": b"",
        "nested.json": json.dumps([[[]]]).encode(),
    }
    for name, data in strays.items():
        (world.stick / name).write_bytes(data)
    for number in range(1_000):
        (world.stick / f"stray {number}.fsync").write_bytes(b"stray")
    for number in range(49_000):
        (world.stick / f"stray {number}.doc").touch()
    done = world.county.import_all(sorted(world.stick.glob("*.fsync")))
    merged = [one for one in done if one.status == "merged"]
    assert [one.file for one in merged] == [good.name]
    assert [line.state for line in world.county.history() if line.way == "in"] == ["merged"]
    assert all((world.stick / name).read_bytes() == data for name, data in strays.items())
