"""Backups of a workspace, and workspaces restored from them."""

from __future__ import annotations

import datetime as dt
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from db.copying import FileCopying
from fieldapp.bootstrap import APP, Opener
from fieldapp.foundation.archive import contents_of
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import changed
from fieldapp.records import Attachment, Household
from fieldapp.services.attachments import Attachments, NewAttachment
from fieldapp.services.backups import RESTORED, Backups, Restored, Restoring
from fieldapp.services.desk import Desk
from tests.register_village import PASSPHRASE, open_village
from tests.templates import template_folder

OPENER = Opener()


@pytest.fixture(scope="module")
def copying() -> FileCopying:
    """A copier of a workspace with one paper among its households, not yet tied to a folder."""
    folder = template_folder("backed-up")
    desk = open_village(folder / "workspace")
    paper = folder / "paper.txt"
    paper.write_bytes(b"a paper of the household" * 1000)
    home = desk.store.find(Household)[0]
    Attachments(desk.registers, desk.folder).add(NewAttachment(paper, "document", home.uid))
    desk.store.close()
    return FileCopying(desk.folder, unlock(desk.folder, PASSPHRASE), APP)


@pytest.fixture
def desk(copying: FileCopying, tmp_path: Path) -> Iterator[Desk]:
    folder = shutil.copytree(copying.folder, tmp_path / "workspace")
    own = FileCopying(folder, copying.key, APP)
    opened = OPENER.desk_of(folder, OPENER.store(folder, copying.key), own)
    yield opened
    opened.store.close()


@pytest.fixture
def made(desk: Desk, tmp_path: Path) -> Path:
    return backups(desk).make(tmp_path / "kept.fbackup").file


def backups(desk: Desk) -> Backups:
    assert desk.copying is not None
    return Backups(desk.folder, desk.store, desk.clock, desk.copying)


def restoring() -> Restoring:
    return Restoring(OPENER.store, OPENER.clock)


def refusal(file: Path, folder: Path, passphrase: str = PASSPHRASE) -> str:
    before = sorted(folder.parent.iterdir())
    with pytest.raises(FieldappError) as caught:
        restoring().restore(file, folder, passphrase)
    assert sorted(folder.parent.iterdir()) == before
    return caught.value.code


def test_a_restored_workspace_holds_everything(desk: Desk, made: Path, tmp_path: Path) -> None:
    digest = desk.store.state_digest()
    held = restoring().restore(made, tmp_path / "restored", PASSPHRASE)
    restored = OPENER.desk(tmp_path / "restored", PASSPHRASE)
    try:
        assert restored.store.state_digest() == digest
        assert restored.store.examine().problems == ()
        (paper,) = restored.store.find(Attachment)
        content = Attachments(restored.registers, restored.folder).read(paper)
        assert content == b"a paper of the household" * 1000
    finally:
        restored.store.close()
    assert (held.villages, held.households, held.attachments) == (("郑家村",), 24, 1)
    assert held.changes == desk.store.examine().changes


def test_a_preview_tells_the_same_and_leaves_nothing(made: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    held = restoring().preview(made, PASSPHRASE, tmp_path / "restored")
    assert sorted(tmp_path.iterdir()) == before
    assert held == restoring().restore(made, tmp_path / "restored", PASSPHRASE)


def test_a_restored_workspace_knows_that_it_is_a_copy(
    desk: Desk, made: Path, tmp_path: Path
) -> None:
    before = desk.store.writer()
    restoring().restore(made, tmp_path / "restored", PASSPHRASE)
    restored = OPENER.desk(tmp_path / "restored", PASSPHRASE)
    try:
        after = restored.store.writer()
        kept = restored.store.local(RESTORED)
        assert kept is not None
        marked = msgspec.json.decode(kept, type=Restored)
        assert (after.device, after.epoch) == (before.device, before.epoch + 1)
        assert after.actor != before.actor
        assert marked.writer == before.actor.hex()
        assert marked.last == desk.store.log.have()[before.actor][-1][1]
        assert restored.profile.incarnation != desk.profile.incarnation
    finally:
        restored.store.close()


def test_a_backup_is_made_while_somebody_goes_on_working(desk: Desk, tmp_path: Path) -> None:
    home = desk.store.find(Household)[0]
    with desk.store.together():
        desk.store.write(desk.registers.act("test"), [changed(Household, home.uid, phone="1")])
        backups(desk).make(tmp_path / "during.fbackup")
    held = restoring().preview(tmp_path / "during.fbackup", PASSPHRASE, tmp_path / "side")
    assert held.changes == desk.store.examine().changes - 1


def test_what_is_said_in_clear_names_nobody(made: Path) -> None:
    said = contents_of(made)
    assert set(said.facts) == {"made_at"}
    assert dt.datetime.fromisoformat(said.facts["made_at"]).isoformat() == said.facts["made_at"]
    data = made.read_bytes()
    for words in ("邓秀英", "郑家村", "李明"):
        assert all(words.encode(code) not in data for code in ("utf-8", "utf-16-le", "gb18030"))


def test_only_the_passphrase_opens_a_backup(made: Path, tmp_path: Path) -> None:
    assert refusal(made, tmp_path / "restored", "wrong passphrase") == "wrong_passphrase"


def test_a_backup_is_never_unpacked_over_a_workspace(desk: Desk, made: Path) -> None:
    assert refusal(made, desk.folder) == "workspace_exists"
    assert desk.store.examine().problems == ()


@pytest.mark.parametrize("at", [0.5, 0.9])
def test_a_damaged_backup_is_refused(made: Path, tmp_path: Path, at: float) -> None:
    data = bytearray(made.read_bytes())
    data[int(len(data) * at)] ^= 1
    made.write_bytes(data)
    assert refusal(made, tmp_path / "restored") == "backup_damaged"


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99])
def test_a_backup_that_was_cut_short_is_refused(made: Path, tmp_path: Path, share: float) -> None:
    data = made.read_bytes()
    made.write_bytes(data[: int(len(data) * share)])
    assert refusal(made, tmp_path / "restored") in {"backup_damaged", "not_a_backup"}


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    for name in ("../out", "/out", "a/../../out", "a\\..\\out", "c:out", "a//b", ".hidden"):
        file = tmp_path / "evil.fbackup"
        said = {
            "format": 1, "facts": {}, "parts": [{"name": name, "size": 0, "sha256": ""}]
        }  # fmt: skip
        data = msgspec.json.encode(said)
        info = tarfile.TarInfo("contents.json")
        info.size = len(data)
        file.write_bytes(info.tobuf() + data + bytes(-len(data) % 512) + bytes(1024))
        assert refusal(file, tmp_path / "restored") == "not_a_backup"


def test_a_store_with_damage_is_not_backed_up_and_the_older_backup_stays(
    desk: Desk, made: Path
) -> None:
    from sqlcipher3 import dbapi2

    kept = made.read_bytes()
    assert isinstance(desk.copying, FileCopying)
    connection = dbapi2.connect(str(desk.folder / "store.db"))
    connection.execute(f"PRAGMA key = \"x'{desk.copying.key.raw.hex()}'\"")
    connection.execute("DROP TRIGGER guard_log_op_update")
    connection.execute("UPDATE log_op SET chain = zeroblob(16) WHERE seq = 2")
    connection.commit()
    connection.close()
    with pytest.raises(FieldappError) as caught:
        backups(desk).make(made)
    assert caught.value.code == "backup_unsound"
    assert made.read_bytes() == kept
    assert [one.name for one in made.parent.iterdir() if "unchecked" in one.name] == []
