"""Makes the sheets of a kind: gathers their values and hands them to the workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.jobs import Job
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.access import sees_health
from fieldapp.services.households import Registers
from fieldapp.services.sheet_households import HouseholdPapers
from fieldapp.services.sheet_kinds import SheetKind
from fieldapp.services.sheet_visits import VisitPapers
from fieldapp.sheets.collection_form import collection_form, collection_title
from fieldapp.sheets.document import Document, Sheet, Single
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.income_card import income_card, income_title
from fieldapp.sheets.measures_card import measures_card, measures_title
from fieldapp.sheets.plan_sheet import plan_sheet, plan_title
from fieldapp.sheets.typefaces import Family
from fieldapp.sheets.visit_sheet import blank_documents, visit_documents, visit_title

Mask = Literal["masked", "closed", "public", "full"]


@dataclass(frozen=True)
class Wanted:
    """What is to be printed: for which households, in whose words."""

    registers: Registers
    households: tuple[HouseholdRow, ...]
    words: FormWords
    job: Job
    visit: str | None = None


@dataclass(frozen=True)
class Made:
    """Documents as they are asked for, and what the file says of itself; ``count`` is how many."""

    documents: Iterable[Document]
    count: int
    title: str
    family: Family = "serif"
    mask: Mask = "masked"


Maker = Callable[[Wanted], Made]


def documents_of(kind: SheetKind, wanted: Wanted) -> Made:
    """The documents of a kind."""
    return _MAKERS[kind](wanted)


def _visits(wanted: Wanted) -> Made:
    values = VisitPapers(wanted.registers.store).of(wanted.households, wanted.visit)
    documents = visit_documents(values, wanted.words)
    return Made(documents, len(wanted.households), visit_title(wanted.words))


def _blanks(wanted: Wanted) -> Made:
    values = VisitPapers(wanted.registers.store).of(wanted.households, coming=True)
    documents = blank_documents(values, wanted.words)
    return Made(documents, len(wanted.households), visit_title(wanted.words))


def _of_household(
    sheet: Callable[[HouseholdPaper, FormWords], Sheet], title: Callable[[FormWords], str]
) -> Maker:
    """One sheet a household."""

    def make(wanted: Wanted) -> Made:
        registers = wanted.registers
        papers = HouseholdPapers(registers.store, registers.clock).of(wanted.households)
        documents = (Single(sheet(paper, wanted.words)) for paper in papers)
        mask: Mask = "masked" if sees_health(registers.store) else "closed"
        return Made(documents, len(wanted.households), title(wanted.words), mask=mask)

    return make


_MAKERS: Mapping[SheetKind, Maker] = {
    "visit-sheet": _visits,
    "blank-sheet": _blanks,
    "plan": _of_household(plan_sheet, plan_title),
    "collection-form": _of_household(collection_form, collection_title),
    "income-card": _of_household(income_card, income_title),
    "measures-card": _of_household(measures_card, measures_title),
}
