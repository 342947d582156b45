"""The roster (花名册): one line a household, by group, with the totals of each group."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import HouseholdYear, Village
from fieldapp.records.codes import code_list
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.open_conflicts import conflicts_line
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import ACROSS
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table

_SIZE = 9.0
BLOCKS = ("list", "cards")
"""The names of its blocks, in their order."""


@dataclass(frozen=True)
class RosterPaper:
    """The households of a village by group and number; ``helpers`` by uid of the household.

    ``conflicts`` counts those that are open in these households.
    """

    village: Village
    today: dt.date
    rows: tuple[HouseholdRow, ...]
    helpers: Mapping[str, str] = field(default_factory=dict)
    conflicts: int = 0


def roster_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Roster of the Households")


def roster_sheet(paper: RosterPaper, words: FormWords) -> FlowSheet:
    """The roster of one village."""
    village = paper.village
    heading = Heading(
        roster_title(words),
        place_line(words, village.county_name or "", village.township_name or "", village.name),
        words.gettext("As of {day}", day=words.day(paper.today)),
    )
    labels = ("Made by", "Checked by")
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in labels), words.day_to_write(),
        ACROSS.body_width,
    )  # fmt: skip
    open_here = conflicts_line(paper.conflicts, words)
    blocks: tuple[Block, ...] = (
        _list(paper, words), Prose(_by_card(paper.rows, words)), *open_here,
    )  # fmt: skip
    names = (*BLOCKS, *("cards" for _line in open_here))
    return FlowSheet(heading, village.name, blocks, ending, ACROSS, names)


def _list(paper: RosterPaper, words: FormWords) -> Table:
    header = (
        words.gettext("#"), words.gettext("Group"), words.gettext("Number"),
        words.gettext("Head"), words.gettext("Card"), words.gettext("People"),
        words.gettext("Household class"), words.label(HouseholdYear, "main_cause"),
        words.gettext("Income per head"), words.gettext("Helper"), words.gettext("Visits made"),
        words.gettext("Last visit"), words.gettext("Remarks"),
    )  # fmt: skip
    columns = Columns(
        (0.55, 0.9, 1.1, 1.15, 1.2, 0.75, 1.6, 1.3, 1.1, 1, 0.75, 1.15, 1.3),
        header,
        "mmmlmrllrlrml",
    )
    lines = list(_lines(paper, words))
    total = _total(words.gettext("In all"), paper.rows, words)
    return listing(columns, [*lines, total], totals=1, size=_SIZE, width=ACROSS.body_width)


def _lines(paper: RosterPaper, words: FormWords) -> Iterator[tuple[str, ...]]:
    number = 0
    for group, found in groupby(paper.rows, lambda row: row.group):
        rows = list(found)
        for row in rows:
            number += 1
            yield (
                str(number), group, row.local_no, row.head_name,
                words.code("card_colour", row.card), str(row.people),
                words.code("C14", row.hh_class), words.code("C06", row.main_cause),
                words.number(row.per_head), paper.helpers.get(row.uid, ""), str(row.visits),
                words.date(row.last_visit), "",
            )  # fmt: skip
        yield _total(words.gettext("{group} in all", group=group), rows, words)


def _total(label: str, rows: Sequence[HouseholdRow], words: FormWords) -> tuple[str, ...]:
    people = sum(row.people for row in rows)
    visits = sum(row.visits for row in rows)
    homes = words.number(len(rows), words.unit("户") if words.chinese else "homes")
    return (
        "", label, homes, "", "", words.number(people), "", "", _mean(rows, words), "",
        words.number(visits), "", "",
    )  # fmt: skip


def _mean(rows: Sequence[HouseholdRow], words: FormWords) -> str:
    """The income a head of those whose income is known, each household with its people."""
    known = [(row.per_head, row.people) for row in rows if row.per_head is not None]
    people = sum(size for _, size in known)
    if not people:
        return ""
    total = sum((per_head * size for per_head, size in known), Decimal(0))
    return words.number((total / people).quantize(Decimal(1)))


def _by_card(rows: Sequence[HouseholdRow], words: FormWords) -> str:
    homes = Counter(row.card for row in rows)
    told = []
    for code in code_list("card_colour").codes:
        people = sum(row.people for row in rows if row.card == code.value)
        counts = words.counted(homes[code.value], people)
        told.append(words.named(code.label(words.language), counts))
    return words.apart(told)
