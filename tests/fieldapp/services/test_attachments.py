"""Photos and papers are kept small, encrypted and whole; the public copy tells no place."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.records import Attachment
from fieldapp.services.attachments import FOLDER, Attachments, NewAttachment
from fieldapp.services.desk import Desk
from fieldapp.services.scripting import apply_script
from tests.register_village import household_uid

GPS, TAKEN, MODEL, TURNED = 0x8825, 0x0132, 0x0110, 0x0112


@pytest.fixture
def shelf(desk: Desk) -> Attachments:
    return Attachments(desk.registers, desk.folder)


@pytest.fixture
def home(desk: Desk) -> str:
    return household_uid(desk.store, "0163")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo lying on its side, as a telephone takes it: 3,000 pixels, with place and camera."""
    image, exif = Image.new("RGB", (3000, 1500), "green"), Image.Exif()
    exif[TAKEN], exif[MODEL], exif[TURNED] = "2015:11:24 09:30:00", "Telephone 7", 6
    exif.get_ifd(GPS).update({1: "N", 2: (31.0, 20.0, 0.0), 3: "E", 4: (110.0, 40.0, 0.0)})
    image.save(tmp_path / "IMG_0001.jpg", exif=exif)
    return tmp_path / "IMG_0001.jpg"


def has_position(photo: bytes) -> bool:
    return bool(Image.open(io.BytesIO(photo)).getexif().get_ifd(GPS))


def kept(desk: Desk, uid: str) -> Attachment:
    found = desk.store.get(Attachment, uid)
    assert found is not None
    return found


def test_a_photo_is_upright_small_and_knows_when_it_was_taken(
    desk: Desk, shelf: Attachments, home: str, photo: Path
) -> None:
    uid, _done = shelf.add(NewAttachment(photo, "photo", home, caption="新修的圈舍"))
    record = kept(desk, uid)
    assert record.taken_at == dt.datetime.fromisoformat("2015-11-24T09:30:00")
    picture = Image.open(io.BytesIO(shelf.read(record)))
    assert picture.size == (800, 1600)
    assert picture.getexif().get(MODEL) is None
    assert has_position(shelf.read(record))


def test_a_public_copy_does_not_say_where_it_was_taken(
    desk: Desk, shelf: Attachments, home: str, photo: Path, tmp_path: Path
) -> None:
    record = kept(desk, shelf.add(NewAttachment(photo, "photo", home))[0])
    shelf.export(record, tmp_path / "public.jpg", public=True)
    shelf.export(record, tmp_path / "office.jpg", public=False)
    assert not has_position((tmp_path / "public.jpg").read_bytes())
    assert has_position((tmp_path / "office.jpg").read_bytes())


def test_nothing_of_a_paper_lies_open_on_the_disk(
    desk: Desk, shelf: Attachments, home: str, tmp_path: Path
) -> None:
    paper = tmp_path / "何二才低保申请.txt"
    paper.write_bytes("何二才 999900196001010010".encode() * 20)
    record = kept(desk, shelf.add(NewAttachment(paper, "document", home))[0])
    assert shelf.read(record) == paper.read_bytes()
    files = [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()]
    assert len(files) == 1
    assert record.sha256 not in str(files[0])
    assert "何二才".encode() not in files[0].read_bytes()


def test_an_attachment_is_taken_back_and_comes_again_with_its_file(
    desk: Desk, shelf: Attachments, home: str, photo: Path
) -> None:
    uid, done = shelf.add(NewAttachment(photo, "photo", home))
    back = desk.registers.undo(done)
    assert shelf.of(home) == []
    desk.registers.undo(back)
    assert [known.uid for known in shelf.of(home)] == [uid]
    assert shelf.read(kept(desk, uid))


def test_a_damaged_or_missing_file_is_named(
    desk: Desk, shelf: Attachments, home: str, photo: Path
) -> None:
    record = kept(desk, shelf.add(NewAttachment(photo, "photo", home))[0])
    (file,) = [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()]
    assert shelf.examine() == []
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(WorldFailed, match="attachment_damaged"):
        shelf.read(record)
    file.unlink()
    assert shelf.examine() == [("attachment_missing", 1)]


def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    desk: Desk, shelf: Attachments, home: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 not a picture")
    before = desk.store.state_digest()
    with pytest.raises(Refused, match="not_a_photo"):
        shelf.add(NewAttachment(broken, "photo", home))
    with pytest.raises(WorldFailed, match="file_missing"):
        shelf.add(NewAttachment(tmp_path / "gone.jpg", "photo", home))
    assert desk.store.state_digest() == before
    assert not (desk.folder / FOLDER).exists()


def test_a_script_keeps_a_paper_with_a_household(
    desk: Desk, shelf: Attachments, home: str, photo: Path, tmp_path: Path
) -> None:
    script = tmp_path / "edits.jsonl"
    line = {"do": "attachment.add", "household": "0163", "kind": "照片", "file": str(photo)}
    script.write_text(json.dumps(line), encoding="utf-8")
    apply_script(desk, script)
    assert [known.kind for known in shelf.of(home)] == ["photo"]
    script.write_text(json.dumps({**line, "kind": "painting"}), encoding="utf-8")
    with pytest.raises(Refused, match="script_line"):
        apply_script(desk, script)


def test_a_damaged_file_is_whole_again_when_the_same_photo_is_kept_again(
    desk: Desk, shelf: Attachments, home: str, photo: Path
) -> None:
    record = kept(desk, shelf.add(NewAttachment(photo, "photo", home))[0])
    (file,) = [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()]
    whole = shelf.read(record)
    for damage in (b"", file.read_bytes()[:-1]):
        file.write_bytes(damage)
        assert shelf.faults() == [(record, "attachment_damaged")]
        assert shelf.take(record.sha256, whole)
        assert shelf.read(record) == whole
