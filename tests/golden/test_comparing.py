"""The comparison sees what a person would see, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.golden import comparing
from tests.golden.comparing import Golden


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setattr(comparing, "KEPT", folder)
    return folder


def screen(*words: str, ground: int = 245) -> Image.Image:
    made = Image.new("RGB", (1366, 768), (ground, ground, ground))
    for line, word in enumerate(words):
        ImageDraw.Draw(made).text((40, 40 * line), word, fill=(20, 90, 70), font_size=14)
    return made


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    Golden(remake=True, left=tmp_path).picture("page", screen("Households", "Visits"))
    Golden(remake=False, left=tmp_path).picture("page", screen("Households", "Visits"))
    Golden(remake=False, left=tmp_path).picture("page", screen("Households", "Visits", ground=243))


@pytest.mark.parametrize(
    "other",
    [screen("Households", "Sheets to print"), screen("Households"), screen(ground=200)],
    ids=["another line", "a line gone", "another ground"],
)
def test_what_differs_is_reported_and_left_as_a_picture(tmp_path: Path, other: Image.Image) -> None:
    words = ("Households", "Visits that are due this week and next")
    Golden(remake=True, left=tmp_path).picture("page", screen(*words))
    with pytest.raises(pytest.fail.Exception, match=r"of the pixels differ.*--remake-golden"):
        Golden(remake=False, left=tmp_path).picture("page", other)
    assert {path.name for path in tmp_path.glob("*.png")} == {
        "page-seen.png", "page-difference.png",
    }  # fmt: skip


def test_another_size_is_reported(tmp_path: Path) -> None:
    Golden(remake=True, left=tmp_path).picture("page", screen())
    with pytest.raises(pytest.fail.Exception, match="kept was"):
        Golden(remake=False, left=tmp_path).picture("page", screen().crop((0, 0, 99, 99)))


def test_what_was_never_kept_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="never kept"):
        Golden(remake=False, left=tmp_path).picture("page", screen())


def test_a_text_is_held_word_for_word(tmp_path: Path) -> None:
    Golden(remake=True, left=tmp_path).text("sheet", "No. 1\nWang ")
    Golden(remake=False, left=tmp_path).text("sheet", "No. 1\nWang")
    with pytest.raises(AssertionError, match="sheet"):
        Golden(remake=False, left=tmp_path).text("sheet", "No. 2\nWang")


def test_a_screen_that_is_the_same_leaves_its_file_alone(tmp_path: Path, kept: Path) -> None:
    golden = Golden(remake=True, left=tmp_path)
    golden.picture("page", screen("Visits"))
    (kept / "page.png").touch()
    before = (kept / "page.png").stat().st_mtime_ns
    golden.picture("page", screen("Visits"))
    assert (kept / "page.png").stat().st_mtime_ns == before
