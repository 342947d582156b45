"""What the doctor says of a workspace: what was found, what is safe, what comes next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import Examination
from fieldapp.records import Attachment
from fieldapp.services import doctor
from fieldapp.services.attachments import FOLDER, NewAttachment
from fieldapp.services.desk import Desk
from fieldapp.services.doctor import Diagnosis, diagnose
from tests.register_village import household_uid


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    set_language("en")
    yield
    set_language("zh_CN")


@pytest.fixture
def photos(desk: Desk, tmp_path: Path) -> list[Path]:
    """Two photos, of two households; the files in which they lie."""
    files: list[Path] = []
    for number, colour in (("0163", "green"), ("0188", "red")):
        Image.new("RGB", (64, 48), colour).save(tmp_path / "photo.jpg")
        before = set(_files(desk))
        home = household_uid(desk.store, number)
        desk.attachments.add(NewAttachment(tmp_path / "photo.jpg", "photo", home))
        files += set(_files(desk)) - before
    return files


def _files(desk: Desk) -> list[Path]:
    return [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()]


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_photo_with_a_flipped_bit_is_named_by_its_household_and_nothing_else_is_lost(
    desk: Desk, photos: list[Path], tmp_path: Path, place: int
) -> None:
    digest = desk.store.state_digest()
    kept = shutil.copytree(desk.folder / FOLDER, tmp_path / "from a backup")
    data = bytearray(photos[0].read_bytes())
    data[place] ^= 1
    photos[0].write_bytes(data)
    found = diagnose(desk.attachments)
    assert found.problems == (("attachment_damaged", 1),)
    assert found.sentences() == ("Damaged files of photos and papers: 1 (household 0163).",)
    assert "all other files are safe" in found.advice()[0]
    assert not found.mendable, "the log knows no files"
    assert desk.store.state_digest() == digest
    (other,) = desk.store.find(Attachment, household=household_uid(desk.store, "0188"))
    assert desk.attachments.read(other)
    shutil.copytree(kept, desk.folder / FOLDER, dirs_exist_ok=True)
    assert diagnose(desk.attachments) == Diagnosis(found.found)


def test_a_photo_that_has_not_come_yet_is_nothing_wrong(desk: Desk, photos: list[Path]) -> None:
    photos[0].unlink()
    found = diagnose(desk.attachments)
    assert (found.problems, found.missing, found.advice()) == ((), 1, ())


def test_every_finding_has_its_sentence_and_says_what_is_safe_and_what_is_next() -> None:
    codes = set(doctor._FOUND) - {"attachment_damaged"}
    for language in ("en", "zh_CN"):
        set_language(language)
        said = set()
        for code in codes:
            found = Diagnosis(Examination(1, 1, ((code, 2),)))
            (sentence,) = found.sentences()
            said.add(sentence)
            assert "2" in sentence
            assert found.advice()
        assert len(said) == len(codes)


def test_only_what_the_log_can_mend_is_called_safe_by_the_log() -> None:
    broken = Examination(1, 1, (("chain_broken", 1), ("state_differs_from_log", 1)))
    mendable = Examination(1, 1, (("state_differs_from_log", 1),))
    assert "county office" in " ".join(Diagnosis(broken).advice())
    assert "log is sound" not in " ".join(Diagnosis(broken).advice())
    assert "log is sound" in " ".join(Diagnosis(mendable).advice())
