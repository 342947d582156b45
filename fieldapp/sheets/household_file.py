"""The whole file of a household (一户一档): a cover with an index, then every sheet of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.records import CardRating
from fieldapp.sheets.document import Block, FlowSheet, Laid, Sheet
from fieldapp.sheets.flow import Page
from fieldapp.sheets.form import Columns, Form, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.head_block import household_rows
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.pack.changes import SHIPPED, Pack
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.paper import BODY_WIDTH, Paper
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.seals import Seals
from fieldapp.sheets.tables import Table
from fieldapp.sheets.visit_sheet import VisitPaper

_NAME_SIZE = 16.0
_OF_THE_FILE = ("collection-form", "plan", "income-card", "measures-card")


def file_title(words: FormWords) -> str:
    """The title of the file."""
    return words.gettext("File of One Household")


@dataclass(frozen=True)
class HouseholdFile:
    """All sheets of one household as one document; the index knows on which page each begins."""

    paper: HouseholdPaper
    words: FormWords
    pack: Pack = SHIPPED

    def laid(self, pen: Pen) -> Laid:
        """Cover and sheets; the cover is laid out twice, since its own pages count."""
        parts = [(sheet, sheet.pages(pen)) for sheet in self._sheets()]
        cover = self._cover([(sheet.bookmark, 0) for sheet, _ in parts])
        page = len(cover.pages(pen)) + 1
        index = []
        for sheet, pages in parts:
            index.append((sheet.bookmark, page))
            page += len(pages)
        cover = self._cover(index)
        return [(cover, cover.pages(pen)), *parts]

    def _sheets(self) -> list[Sheet]:
        paper, words = self.paper, self.words
        made = [self.pack.of_household(kind, paper, words) for kind in _OF_THE_FILE]
        lettering = self.pack.lettering("visit-sheet", words)
        found: list[Sheet] = [_Named(sheet, sheet.heading.title) for sheet in made]
        for visit in paper.visits:
            sheet = VisitPaper(visit, words, "visit", lettering=lettering)
            title = words.parts(
                (
                    sheet.heading.title,
                    words.gettext("visit no. {ordinal}", ordinal=visit.visit_ordinal),
                    words.day(visit.start_at),
                )
            )
            found.append(_Named(sheet, title))
        return found

    def _cover(self, index: Sequence[tuple[str, int]]) -> FlowSheet:
        paper, words = self.paper, self.words
        head = paper.heading(file_title(words), words, "file")
        name = words.parts((paper.row.local_no, paper.head_name))
        blocks: list[Block] = [
            Prose(name, _NAME_SIZE, strong=True, side="middle"),
            Table(household_rows(paper, Form(words, by_hand=False))),
            _index(index, words),
        ]
        if paper.ratings:
            blocks.append(_ratings(paper.ratings, words))
        seals = Seals(
            (words.gettext("Village committee (seal)"),), words.day_to_write(), BODY_WIDTH
        )
        heading = Heading(head.title, head.left, head.right, code=head.code)
        return FlowSheet(heading, paper.bookmark(), tuple(blocks), seals)


@dataclass(frozen=True)
class _Named:
    """A sheet under another name in the list of contents."""

    sheet: Sheet
    bookmark: str

    @property
    def heading(self) -> Heading:
        """As the sheet's own."""
        return self.sheet.heading

    @property
    def paper(self) -> Paper:
        """As the sheet's own."""
        return self.sheet.paper

    def pages(self, pen: Pen) -> list[Page]:
        """As the sheet's own."""
        return self.sheet.pages(pen)


def _index(index: Sequence[tuple[str, int]], words: FormWords) -> Table:
    header = (words.gettext("#"), words.gettext("Sheet"), words.gettext("Page"))
    lines = [(str(number), title, str(page)) for number, (title, page) in enumerate(index, start=1)]
    return listing(
        Columns((0.6, 6, 0.9), header, "mlm"), lines, caption=words.gettext("What the file holds")
    )


def _ratings(ratings: Sequence[CardRating], words: FormWords) -> Table:
    header = (
        words.label(CardRating, "colour"), words.label(CardRating, "valid_from"),
        words.label(CardRating, "valid_to"), words.label(CardRating, "reason_text"),
    )  # fmt: skip
    lines = [
        (
            words.shown(one, "colour"), words.date(one.valid_from), words.date(one.valid_to),
            one.reason_text or "",
        )
        for one in ratings
    ]  # fmt: skip
    return listing(
        Columns((1.1, 1.2, 1.2, 4), header, "lmml"), lines, size=9,
        caption=words.gettext("Card history"),
    )  # fmt: skip
