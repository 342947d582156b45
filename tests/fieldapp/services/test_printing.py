"""Every kind of sheet from real records, in both languages, read back by another program."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest

from fieldapp.bootstrap import Opener
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.records import Meeting
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import SHEET_KINDS, SheetKind, SheetOrder, kinds_that_make_sense
from tests.disputed_county import NUMBERS, disputed_county

NOW = dt.datetime.fromisoformat("2016-11-23T10:31")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The county's desk: a household's address is in conflict, and a bundle was made."""
    folder = tmp_path_factory.mktemp("printing") / "workspace"
    county = disputed_county(folder)
    yield county
    county.store.close()


def printed(desk: Desk, kind: SheetKind, language: str = "zh_CN", count: int = 99) -> bytes:
    out = io.BytesIO()
    registers = replace(desk.registers, clock=FixedClock(NOW))
    households = desk.store.questions.households()[:count]
    Printing(registers, "王芳").write(SheetOrder(kind, tuple(households), language), out)
    return out.getvalue()


def text_of(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_every_kind_is_printed_the_same_twice_with_its_fonts_inside(
    desk: Desk, kind: SheetKind, language: str
) -> None:
    count = 99 if kind == "health" else 6
    data = printed(desk, kind, language, count)
    assert data == printed(desk, kind, language, count)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.outline
    assert reader.metadata is not None
    assert reader.metadata.title
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == language.replace("_", "-")
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"]
        assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts.values())
        words = page.extract_text()
        assert ("第" if language == "zh_CN" else "page") in words
        assert "None" not in words
        assert not re.search(r"\d{17}[\dX]", words)


def test_the_roster_has_every_household_once_and_adds_up(desk: Desk) -> None:
    rows = desk.store.questions.households()
    text = text_of(printed(desk, "roster"))
    assert all(text.count(row.local_no) == 1 for row in rows)
    people = sum(row.people for row in rows)
    assert f"合计{len(rows)}户{people}" in text


def test_the_income_card_adds_up_to_the_register(desk: Desk) -> None:
    row = desk.store.questions.households()[0]
    assert row.per_head is not None
    text = text_of(printed(desk, "income-card", count=1))
    whole = row.per_head.quantize(Decimal(1))
    assert f"I人均纯收入{whole:,}G÷H" in text


def test_the_newest_meeting_is_printed_with_its_people(desk: Desk) -> None:
    newest = max(desk.store.find(Meeting), key=lambda one: one.date)
    text = text_of(printed(desk, "meeting"))
    assert f"{newest.date.year}年{newest.date.month}月{newest.date.day}日" in text
    assert newest.attendees
    assert all(name in text for name in newest.attendees)


def test_a_conflict_shows_what_stood_before_and_both_sides(desk: Desk) -> None:
    text = text_of(printed(desk, "conflicts"))
    assert "一组七号" in text
    assert "一组九号" in text
    assert "家庭住址" in text


def test_the_numbers_of_people_in_conflict_are_masked(desk: Desk) -> None:
    text = text_of(printed(desk, "conflicts"))
    assert "999900********0010" in text
    assert "999900********0037" in text
    assert not any(number in text for number in NUMBERS)


def test_the_slip_names_the_check_code_of_the_newest_bundle(desk: Desk) -> None:
    line = next(line for line in desk.exchange.history() if line.way == "out")
    text = text_of(printed(desk, "cover-slip"))
    assert line.check_code.replace(" ", "") in text
    assert line.peer in text


def test_the_index_of_a_file_names_the_pages_on_which_the_sheets_begin(desk: Desk) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(desk, "household-file", count=1)))
    outline: Any = reader.outline
    cover = "".join(reader.pages[0].extract_text().split())
    for entry in outline[1]:
        page = reader.get_destination_page_number(entry)
        assert page is not None
        title = "".join(entry.title.split())
        assert f"{title}{page + 1}" in cover


def test_the_file_counts_its_pages_through(desk: Desk) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(desk, "household-file", count=1)))
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"第{number}页共{count}页" in "".join(page.extract_text().split())


def test_health_sheets_are_closed_to_the_team(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    make_demonstration(Opener().founding(), folder, households=12, role="team")
    team = Opener().desk(folder, None)
    assert "health" not in kinds_that_make_sense(team.store)
    with pytest.raises(Refused, match="health_closed"):
        printed(team, "health")
    team.store.close()


def test_only_what_there_is_something_for_is_offered(desk: Desk) -> None:
    assert set(kinds_that_make_sense(desk.store)) == set(SHEET_KINDS)


def test_every_household_gets_a_file_of_its_own_without_a_name_in_it(
    desk: Desk, tmp_path: Path
) -> None:
    rows = tuple(desk.store.questions.households()[:3])
    made = desk.printing.print_each(SheetOrder("plan", rows, "zh_CN"), tmp_path / "plans")
    files = sorted((tmp_path / "plans").iterdir())
    assert made.files == len(files) == len(rows)
    assert [file.name for file in files] == [
        f"{place}-{row.local_no}.pdf" for place, row in enumerate(rows, start=1)
    ]
    for file, row in zip(files, rows, strict=True):
        assert row.local_no in pypdf.PdfReader(file).pages[0].extract_text()


def test_one_file_a_household_is_refused_for_a_sheet_of_the_village(
    desk: Desk, tmp_path: Path
) -> None:
    rows = tuple(desk.store.questions.households())
    with pytest.raises(Refused, match="one_sheet_for_all"):
        desk.printing.print_each(SheetOrder("roster", rows, "zh_CN"), tmp_path)
    assert not list(tmp_path.iterdir())
