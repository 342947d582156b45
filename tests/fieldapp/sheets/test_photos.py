"""Photos on the visit sheet: there, in their frames, and not kept in memory."""

from __future__ import annotations

import io
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image

from fieldapp.sheets.values import Photo, VisitSheet
from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.samples import FOOTER, SHEET, pdf, village

SHEETS, SMALLEST = 60, 30_000
RED, BLUE = (200, 30, 30), (30, 30, 200)


def jpeg(colour: tuple[int, int, int], size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def with_photos(*photos: Photo) -> VisitSheet:
    return replace(SHEET, photos=photos)


def colours(raw: bytes) -> set[str]:
    found = set()
    for page in pypdfium2.PdfDocument(raw):
        for red, _green, blue in set(
            page.render(scale=1).to_pil().convert("RGB").get_flattened_data()
        ):
            found |= {"red"} if red > 150 and blue < 80 else set()
            found |= {"blue"} if blue > 150 and red < 80 else set()
    return found


def test_two_photos_stand_on_the_sheet_with_their_words() -> None:
    photos = [
        Photo(lambda: jpeg(RED), "蜂箱十个", FOOTER.printed_at),
        Photo(lambda: jpeg(BLUE, (480, 640)), "危房"),
    ]
    raw = pdf([with_photos(*photos)], printer=visit_sheets)
    text = "".join(
        "".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(raw)).pages
    )
    assert "蜂箱十个" in text
    assert "2016年11月23日" in text
    assert colours(raw) == {"red", "blue"}


def test_a_photo_that_is_not_here_says_so() -> None:
    raw = pdf([with_photos(Photo(lambda: None, "危房"))], language="en", printer=visit_sheets)
    text = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(raw)).pages)
    assert "The photo has not arrived on this laptop" in text


def test_the_sheet_for_the_next_walk_shows_no_photos() -> None:
    raw = pdf([with_photos(Photo(lambda: jpeg(RED)))], printer=blank_sheets)
    assert not colours(raw)


def test_photos_are_let_go_with_their_page(tmp_path: Path) -> None:
    def photo() -> bytes:
        out = io.BytesIO()
        Image.effect_noise((300, 200), 90).convert("RGB").save(out, "JPEG")
        return out.getvalue()

    peaks = []
    for photos in ((), (), (Photo(photo),)):  # the first round fills the caches of the fonts
        tracemalloc.start()
        with (tmp_path / "sheets.pdf").open("wb") as out:
            sheets = (replace(sheet, photos=photos) for sheet in village(SHEETS))
            visit_sheets(sheets, out, language="zh_CN", footer=FOOTER)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (tmp_path / "sheets.pdf").stat().st_size > SHEETS * SMALLEST
    assert peaks[2] < peaks[1] + SHEETS * SMALLEST / 2


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_full_sheet_with_photos_cuts_nothing(language: str) -> None:
    photos = (Photo(lambda: jpeg(RED), "很长的说明" * 30),)
    raw = pdf([replace(SHEET, photos=photos)], language=language, printer=visit_sheets)
    assert 1 <= len(pypdf.PdfReader(io.BytesIO(raw)).pages) <= 2
