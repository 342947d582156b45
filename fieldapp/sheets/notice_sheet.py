"""The public notice (公示): a masked list for the village's wall, and where to object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.paper import LETTER
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.seals import Seals
from fieldapp.sheets.tables import Table

_SIZE = 12.0
BLOCKS = ("opening", "list", "objections")
"""The names of its blocks, in their order."""


@dataclass(frozen=True)
class NoticeRow:
    """One line of the list: nothing else of a household ever reaches the notice."""

    group: str
    masked_name: str
    people: int
    card: str | None


@dataclass(frozen=True)
class NoticePaper:
    """What a notice says; what is empty becomes a line to write on."""

    village: str
    rows: tuple[NoticeRow, ...]
    title: str = ""
    place: str = ""
    from_date: dt.date | None = None
    to_date: dt.date | None = None
    objection_phone: str = ""


def notice_title(words: FormWords) -> str:
    """The title when nobody gave one."""
    return words.gettext("Public Notice of Card Ratings")


def notice_sheet(paper: NoticePaper, words: FormWords) -> FlowSheet:
    """The notice of one village."""
    blocks: tuple[Block, ...] = (
        Prose(_opening(paper, words), _SIZE, indent=words.chinese),
        _list(paper.rows, words),
        Prose(_objections(paper, words), _SIZE, indent=words.chinese),
    )
    offices = (words.gettext("Village committee (seal)"), words.gettext("Resident work team"))
    seals = Seals(offices[::-1], words.day_to_write(), LETTER.body_width)
    title = paper.title or notice_title(words)
    return FlowSheet(Heading(title, paper.village), title, blocks, seals, LETTER, BLOCKS)


def _opening(paper: NoticePaper, words: FormWords) -> str:
    days = ""
    if paper.from_date and paper.to_date:
        days = str((paper.to_date - paper.from_date).days + 1)  # both days are shown
    return words.gettext(
        "The households of {village} below, {count} in all, are made known to everybody from "
        "{start} to {end} ({days} days).",
        village=paper.village,
        count=len(paper.rows),
        start=words.day(paper.from_date) or words.day_to_write(),
        end=words.day(paper.to_date) or words.day_to_write(),
        days=days or words.blank(3),
    )


def _objections(paper: NoticePaper, words: FormWords) -> str:
    told = [
        words.gettext(
            "Whoever does not agree may tell the village committee or the work team within this "
            "time, in writing or by telephone."
        ),
        words.gettext(
            "Telephone for objections: {phone}", phone=paper.objection_phone or words.blank(10)
        ),
    ]
    if paper.place:
        told.append(words.gettext("Shown at: {place}", place=paper.place))
    return "\n".join(told)


def _list(rows: Sequence[NoticeRow], words: FormWords) -> Table:
    header = (
        words.gettext("#"), words.gettext("Group"), words.gettext("Head"),
        words.gettext("People"), words.gettext("Card"),
    )  # fmt: skip
    lines = [
        (
            str(number), row.group, row.masked_name, str(row.people),
            words.code("card_colour", row.card),
        )
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    return listing(
        Columns((0.7, 1.2, 1.8, 1, 1.5), header, "mmmmm"), lines, width=LETTER.body_width
    )
