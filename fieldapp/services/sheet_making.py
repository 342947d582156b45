"""Makes the sheets of a kind: gathers their values and hands them to the workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from fieldapp.foundation.jobs import Job
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.access import sees_health
from fieldapp.services.attachments import Attachments
from fieldapp.services.households import Registers
from fieldapp.services.sheet_exchange import ExchangePapers
from fieldapp.services.sheet_forms import own_papers
from fieldapp.services.sheet_health import HealthPapers
from fieldapp.services.sheet_households import HouseholdPapers
from fieldapp.services.sheet_kinds import AnyKind, SheetKind, own_name
from fieldapp.services.sheet_villages import VillagePapers
from fieldapp.services.sheet_visits import VisitPapers
from fieldapp.sheets.collection_form import collection_title
from fieldapp.sheets.conflict_sheet import conflict_sheet, conflict_title
from fieldapp.sheets.cover_slip import cover_slip, slip_title
from fieldapp.sheets.document import Document, FlowSheet, Several, Single
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.health_sheets import health_sheets, health_title
from fieldapp.sheets.household_file import HouseholdFile, file_title
from fieldapp.sheets.income_card import income_title
from fieldapp.sheets.measures_card import measures_title
from fieldapp.sheets.meeting_sheet import meeting_sheet, meeting_title
from fieldapp.sheets.notice_sheet import notice_sheet, notice_title
from fieldapp.sheets.pack.changes import SHIPPED, Pack
from fieldapp.sheets.pack.own_sheet import own_sheet, own_title
from fieldapp.sheets.plan_sheet import plan_title
from fieldapp.sheets.quality_report import quality_report, quality_title
from fieldapp.sheets.roster_sheet import roster_sheet, roster_title
from fieldapp.sheets.typefaces import Family
from fieldapp.sheets.village_report import report_title, village_report
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
    files: Attachments | None = None
    pack: Pack = SHIPPED


@dataclass(frozen=True)
class Made:
    """Documents as they are asked for, and what the file says of itself; ``count`` is how many."""

    documents: Iterable[Document]
    count: int
    title: str
    family: Family = "serif"
    mask: Mask = "masked"


Maker = Callable[[Wanted], Made]


def documents_of(kind: AnyKind, wanted: Wanted) -> Made:
    """The documents of a kind.

    Raises:
        Refused: ``unknown_form`` when the county has no form of that name (any more).
    """
    for shipped, maker in _MAKERS.items():
        if shipped == kind:
            made = maker(wanted)
            return replace(made, title=wanted.pack.title(shipped, wanted.words, made.title))
    return _own(own_name(kind), wanted)


def _own(name: str, wanted: Wanted) -> Made:
    """The county's form, one for each household or one for each village."""
    kept, form = wanted.pack.own(name)
    papers = own_papers(form, wanted.registers, wanted.households)
    documents = (Single(own_sheet(kept, paper, wanted.words)) for paper in papers)
    count = len(wanted.households) if form.scope == "household" else 1
    mask: Mask = "public" if form.mask == "public" else _mask(wanted.registers)
    return Made(documents, count, own_title(form, wanted.words), mask=mask)


def _visits(wanted: Wanted) -> Made:
    values = VisitPapers(wanted.registers.store, wanted.files).of(wanted.households, wanted.visit)
    lettering = wanted.pack.lettering("visit-sheet", wanted.words)
    documents = visit_documents(values, wanted.words, lettering)
    return Made(documents, len(wanted.households), visit_title(wanted.words))


def _blanks(wanted: Wanted) -> Made:
    values = VisitPapers(wanted.registers.store).of(wanted.households, coming=True)
    lettering = wanted.pack.lettering("blank-sheet", wanted.words)
    documents = blank_documents(values, wanted.words, lettering)
    return Made(documents, len(wanted.households), visit_title(wanted.words))


def _of_household(sheet: SheetKind, title: Callable[[FormWords], str]) -> Maker:
    """One sheet a household."""

    def make(wanted: Wanted) -> Made:
        registers = wanted.registers
        papers = HouseholdPapers(registers.store, registers.clock).of(wanted.households)
        documents = (
            Single(wanted.pack.of_household(sheet, paper, wanted.words)) for paper in papers
        )
        count = len(wanted.households)
        return Made(documents, count, title(wanted.words), mask=_mask(registers))

    return make


def _files(wanted: Wanted) -> Made:
    registers, words = wanted.registers, wanted.words
    papers = HouseholdPapers(registers.store, registers.clock, wanted.files, visits=True)
    documents = (HouseholdFile(paper, words, wanted.pack) for paper in papers.of(wanted.households))
    return Made(documents, len(wanted.households), file_title(words), mask=_mask(registers))


def _health(wanted: Wanted) -> Made:
    registers, words = wanted.registers, wanted.words
    papers = HealthPapers(HouseholdPapers(registers.store, registers.clock))
    documents = (
        Several(tuple(health_sheets(paper, words))) for paper in papers.of(wanted.households)
    )
    return Made(documents, len(wanted.households), health_title(words))


def _conflicts(wanted: Wanted) -> Made:
    papers = ExchangePapers(wanted.registers, wanted.words).conflicts()
    documents = (Single(conflict_sheet(paper, wanted.words)) for paper in papers)
    return Made(documents, 1, conflict_title(wanted.words), "sans", _mask(wanted.registers))


def _slips(wanted: Wanted) -> Made:
    papers = ExchangePapers(wanted.registers, wanted.words).slips()
    documents = (Single(cover_slip(paper, wanted.words)) for paper in papers)
    return Made(documents, 1, slip_title(wanted.words), "sans")


def _mask(registers: Registers) -> Mask:
    return "masked" if sees_health(registers.store) else "closed"


def _of_villages(
    kind: SheetKind,
    sheets: Callable[[Wanted, VillagePapers], Iterable[FlowSheet]],
    title: Callable[[FormWords], str],
    family: Family = "serif",
    mask: Mask = "masked",
) -> Maker:
    """One sheet a village."""

    def make(wanted: Wanted) -> Made:
        papers = VillagePapers(wanted.registers, wanted.households)
        documents = (
            Single(wanted.pack.changed(kind, sheet, wanted.words))
            for sheet in sheets(wanted, papers)
        )
        return Made(documents, len(papers.villages), title(wanted.words), family, mask)

    return make


def _notices(wanted: Wanted, papers: VillagePapers) -> Iterable[FlowSheet]:
    return (notice_sheet(paper, wanted.words) for paper in papers.notices())


def _rosters(wanted: Wanted, papers: VillagePapers) -> Iterable[FlowSheet]:
    return (roster_sheet(paper, wanted.words) for paper in papers.rosters())


def _meetings(wanted: Wanted, papers: VillagePapers) -> Iterable[FlowSheet]:
    return (meeting_sheet(paper, wanted.words) for paper in papers.meetings())


def _reports(wanted: Wanted, papers: VillagePapers) -> Iterable[FlowSheet]:
    return (quality_report(paper, wanted.words) for paper in papers.reports(wanted.job))


def _told(wanted: Wanted, papers: VillagePapers) -> Iterable[FlowSheet]:
    return (village_report(paper, wanted.words) for paper in papers.villages_told())


_MAKERS: Mapping[SheetKind, Maker] = {
    "visit-sheet": _visits,
    "blank-sheet": _blanks,
    "plan": _of_household("plan", plan_title),
    "collection-form": _of_household("collection-form", collection_title),
    "income-card": _of_household("income-card", income_title),
    "measures-card": _of_household("measures-card", measures_title),
    "household-file": _files,
    "health": _health,
    "conflicts": _conflicts,
    "cover-slip": _slips,
    "notice": _of_villages("notice", _notices, notice_title, mask="public"),
    "roster": _of_villages("roster", _rosters, roster_title, "sans"),
    "meeting": _of_villages("meeting", _meetings, meeting_title),
    "village-report": _of_villages("village-report", _told, report_title),
    "quality": _of_villages("quality", _reports, quality_title, "sans"),
}
