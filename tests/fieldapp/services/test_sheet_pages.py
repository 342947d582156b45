"""Sheets become pictures: for the screen one household, for a printer all of them."""

from __future__ import annotations

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Cancelled, Progress, WatchedJob
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import SheetOrder
from fieldapp.services.sheet_pages import on_paper, sheet_view

A4_AT_72 = (595, 842)


def test_a_sheet_is_seen_as_it_will_be_printed(desk: Desk) -> None:
    row = desk.store.questions.households()[0]
    seen = sheet_view(desk.printing, SheetOrder("visit-sheet", (row,), "zh_CN"))
    page = seen.page(0)
    assert seen.missing == ()
    assert page.height / page.width == pytest.approx(297 / 210, rel=0.01)
    assert len(page.points) == page.stride * page.height
    assert set(page.points[:400]) == {255}


def test_every_household_comes_out_of_the_printer_once(desk: Desk) -> None:
    rows = desk.store.questions.households()
    told: list[Progress] = []
    pages = list(
        on_paper(
            desk.printing, SheetOrder("blank-sheet", tuple(rows), "en"), 36, WatchedJob(told.append)
        )
    )
    assert len(pages) >= len(rows)
    assert (told[-1].done, told[-1].total) == (len(rows), len(rows))
    assert pages[0].width == pytest.approx(A4_AT_72[0] / 2, abs=2)


def test_nothing_to_print_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="nothing_to_print"):
        list(on_paper(desk.printing, SheetOrder("blank-sheet", (), "en"), 36, WatchedJob()))


def test_printing_stops_between_two_households(desk: Desk) -> None:
    rows = desk.store.questions.households()
    job = WatchedJob()
    pages = on_paper(desk.printing, SheetOrder("blank-sheet", tuple(rows), "en"), 36, job)
    next(pages)
    job.cancel()
    with pytest.raises(Cancelled):
        list(pages)


def test_where_there_is_nothing_to_print_there_is_no_page(desk: Desk) -> None:
    rows = desk.store.questions.households()
    assert sheet_view(desk.printing, SheetOrder("conflicts", tuple(rows), "en")).pages == 0


def test_a_list_comes_out_of_the_printer_as_one(desk: Desk) -> None:
    rows = desk.store.questions.households()
    pages = list(on_paper(desk.printing, SheetOrder("roster", tuple(rows), "en"), 36, WatchedJob()))
    assert 1 <= len(pages) < len(rows)
