"""The measures card (帮扶措施明白卡) and the record of each measure with its signature."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.records import Measure
from fieldapp.records.codes import code_list
from fieldapp.sheets.document import FlowSheet
from fieldapp.sheets.form import Columns, Form, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.head_block import household_rows
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table

_ROW_TO_SIGN = 30.0
_EMPTY = 3
BLOCKS = ("household", "groups", "record")
"""The names of its blocks, in their order."""


def measures_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Card of Help Measures")


def measures_card(paper: HouseholdPaper, words: FormWords) -> FlowSheet:
    """The groups that the household benefits from, ticked; then every measure to be signed for."""
    form = Form(words, by_hand=False)
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in ("Filled in by, phone", "Head signs")),
        words.day_to_write(),
    )
    blocks = (Table(household_rows(paper, form)), _groups(paper, words), _record(paper, words))
    heading = paper.heading(measures_title(words), words, "measures")
    return FlowSheet(heading, paper.bookmark(), blocks, ending, names=BLOCKS)


def _groups(paper: HouseholdPaper, words: FormWords) -> Table:
    lines = []
    for code in code_list("C20").codes:
        own = [measure for measure in paper.measures if measure.catalog == code.value]
        paid = sum((measure.amount_paid or Decimal(0) for measure in own), Decimal(0))
        lines.append(
            (
                "√" if own else "□",
                code.label(words.language),
                words.names(dict.fromkeys(measure.title or "" for measure in own)),
                words.number(paid) if paid else "",
            )
        )
    header = (
        "√", words.gettext("Group of measures"), words.gettext("What it is"),
        words.label(Measure, "amount_paid"),
    )  # fmt: skip
    return listing(
        Columns((0.5, 2.2, 5.2, 1.3), header, "mllr"),
        lines,
        size=9,
        caption=words.gettext("Measures enjoyed"),
    )


def _record(paper: HouseholdPaper, words: FormWords) -> Table:
    header = (
        words.gettext("Measure"), words.label(Measure, "funding_unit"),
        words.gettext("Content and cost"), words.gettext("Time"), words.gettext("State"),
        words.gettext("Head signs"),
    )  # fmt: skip
    lines: list[tuple[str, ...]] = [
        (
            measure.title or words.code("C20", measure.catalog),
            measure.funding_unit or "",
            _content(measure, words),
            _time(measure, words),
            words.shown(measure, "state"),
            words.date(measure.head_signed_date) if measure.head_signed else "",
        )
        for measure in paper.measures
    ]
    lines += [("",) * len(header)] * _EMPTY
    return listing(
        Columns((1.6, 1.3, 2.8, 1.2, 1.0, 1.2), header), lines, size=9, room=_ROW_TO_SIGN,
        caption=words.gettext("Record of the measures"),
    )  # fmt: skip


def _content(measure: Measure, words: FormWords) -> str:
    amounts = (
        words.number(measure.quantity, measure.unit or "") if measure.quantity else "",
        _money(measure, "amount_planned", words),
        _money(measure, "amount_paid", words),
    )
    return words.parts((measure.content or "", words.parts(amounts)))


def _money(measure: Measure, field: str, words: FormWords) -> str:
    return words.named(words.label(Measure, field), words.shown(measure, field))


def _time(measure: Measure, words: FormWords) -> str:
    start, due = words.date(measure.start_date), words.date(measure.due_date)
    return "\n".join(filter(None, (start, due and f"– {due}")))
