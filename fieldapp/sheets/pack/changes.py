"""Shipped sheets as the county wants them: other words, other blocks, a logo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldapp.foundation.errors import Refused
from fieldapp.records import HouseholdYear
from fieldapp.records.declare import Record
from fieldapp.sheets import (
    collection_form,
    income_card,
    measures_card,
    meeting_sheet,
    notice_sheet,
    plan_sheet,
    roster_sheet,
    village_report,
    visit_blocks,
)
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.pack.declared import OwnForm, SheetChange, Template, Words2
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.visit_sheet import Lettering

BLOCKS: Mapping[str, tuple[str, ...]] = {
    "visit-sheet": visit_blocks.BLOCKS,
    "blank-sheet": visit_blocks.BLOCKS,
    "plan": plan_sheet.BLOCKS,
    "collection-form": collection_form.BLOCKS,
    "income-card": income_card.BLOCKS,
    "measures-card": measures_card.BLOCKS,
    "notice": notice_sheet.BLOCKS,
    "roster": roster_sheet.BLOCKS,
    "meeting": meeting_sheet.BLOCKS,
    "village-report": village_report.BLOCKS,
}
"""The sheets that can be changed, and the blocks by which they can be ordered anew."""
FIELDS: Mapping[str, Mapping[str, type[Record]]] = {
    "plan": {"living": HouseholdYear},
    "collection-form": {name: cls for name, (cls, _) in collection_form.FIELDS.items()},
}
"""The tables whose fields can be chosen, and of which record they are."""


@dataclass(frozen=True)
class KeptTemplate:
    """A template of the county with its logo, a JPEG."""

    template: Template
    logo: bytes = b""


@dataclass(frozen=True)
class Pack:
    """The templates of the county by name."""

    kept: Mapping[str, KeptTemplate]

    def title(self, sheet: str, words: FormWords, shipped: str) -> str:
        """The title of a sheet: the county's, or the one it was shipped with."""
        change, _ = self._change(sheet)
        return _said(change.title, words) or shipped

    def lettering(self, sheet: str, words: FormWords) -> Lettering:
        """What a visit sheet says of itself."""
        change, logo = self._change(sheet)
        title, head, foot = (
            _said(text, words) for text in (change.title, change.head, change.foot)
        )
        return Lettering(title, head, foot, logo, change.blocks)

    def changed(self, sheet: str, made: FlowSheet, words: FormWords) -> FlowSheet:
        """The sheet as the county wants it."""
        if sheet not in self.kept:
            return made
        change, logo = self._change(sheet)
        title = self.title(sheet, words, made.heading.title)
        blocks: list[Block] = list(made.ordered(change.blocks))
        if change.head:
            blocks.insert(0, Prose(_said(change.head, words)))
        if change.foot:
            blocks.append(Prose(_said(change.foot, words)))
        bookmark = title if made.bookmark == made.heading.title else made.bookmark
        return replace(
            made, heading=replace(made.heading, title=title, logo=logo), bookmark=bookmark,
            blocks=tuple(blocks), names=(),
        )  # fmt: skip

    def of_household(self, sheet: str, paper: HouseholdPaper, words: FormWords) -> FlowSheet:
        """The sheet of one household: plan, collection form, income card or measures card."""
        change, _ = self._change(sheet)
        return self.changed(sheet, _HOUSEHOLD[sheet](paper, words, change.fields), words)

    def own(self, name: str) -> tuple[KeptTemplate, OwnForm]:
        """A form of the county's own.

        Raises:
            Refused: ``unknown_form``.
        """
        kept = self.kept.get(name)
        if kept is None or not isinstance(kept.template, OwnForm):
            raise Refused("unknown_form", name=name)
        return kept, kept.template

    def _change(self, sheet: str) -> tuple[SheetChange, bytes]:
        kept = self.kept.get(sheet)
        if kept is None or not isinstance(kept.template, SheetChange):
            return SheetChange(sheet), b""
        return kept.template, kept.logo


Chosen = Mapping[str, Sequence[str]]
_HOUSEHOLD: Mapping[str, Callable[[HouseholdPaper, FormWords, Chosen], FlowSheet]] = {
    "plan": lambda paper, words, fields: plan_sheet.plan_sheet(
        paper, words, fields.get("living", plan_sheet.LIVING)
    ),
    "collection-form": collection_form.collection_form,
    "income-card": lambda paper, words, _fields: income_card.income_card(paper, words),
    "measures-card": lambda paper, words, _fields: measures_card.measures_card(paper, words),
}
SHIPPED = Pack({})
"""Nothing is changed."""


def _said(text: Words2 | None, words: FormWords) -> str:
    return text.said(chinese=words.chinese) if text else ""
