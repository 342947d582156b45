"""Prints visit sheets: filled ones to sign, and prefilled ones to write on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from fieldapp.sheets import paper_code
from fieldapp.sheets.document import Printing, Progress, Single, write_documents
from fieldapp.sheets.flow import Flow, Page, stretched
from fieldapp.sheets.form import Form
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import UPRIGHT, Paper
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.values import Footer, Printed, VisitSheet
from fieldapp.sheets.visit_blocks import visit_signatures, visit_tables
from fieldapp.sheets.words import WIDE_SPACE, Words


def visit_sheets(
    values: Iterable[VisitSheet],
    out: BinaryIO,
    *,
    language: str,
    footer: Footer,
    progress: Progress | None = None,
) -> Printed:
    """Write one sheet a visit into ``out`` as PDF, in ``language`` (``zh_CN`` or ``en``).

    Values are taken one at a time and pages written as they are made. ``progress`` hears the
    number of sheets done. ``ValueError`` when there is no visit or a household uid is no UUID.
    """
    return _print(values, out, _printing(language, footer), "visit", progress)


def blank_sheets(
    values: Iterable[VisitSheet],
    out: BinaryIO,
    *,
    language: str,
    footer: Footer,
    progress: Progress | None = None,
) -> Printed:
    """Write sheets for the next walk: head block, promises and measures filled, the rest to write.

    Of each value only what is known before the visit is used; else as ``visit_sheets``.
    """
    prefilled = (_before_the_visit(value) for value in values)
    return _print(prefilled, out, _printing(language, footer), "blank", progress)


def _print(
    values: Iterable[VisitSheet], out: BinaryIO, printing: Printing, form: paper_code.Form,
    progress: Progress | None,
) -> Printed:  # fmt: skip
    words = Words(printing.language)
    documents = (Single(VisitPaper(value, words, form)) for value in values)
    return write_documents(documents, out, printing, progress)


def _printing(language: str, footer: Footer) -> Printing:
    return Printing(language, footer, visit_title(Words(language)))


def visit_title(words: Words) -> str:
    """The title of the sheet."""
    return words.gettext("Household Visit Record")


@dataclass(frozen=True)
class VisitPaper:
    """The sheet of one visit, to be laid out."""

    value: VisitSheet
    words: Words
    form: paper_code.Form
    paper: Paper = UPRIGHT

    @property
    def heading(self) -> Heading:
        """Place, household and number of the visit."""
        words, value = self.words, self.value
        ordinal = WIDE_SPACE * 2 if value.visit_ordinal is None else value.visit_ordinal
        number = (
            words.gettext("Household {number}", number=value.local_no),
            words.gettext("visit no. {ordinal}", ordinal=ordinal),
        )
        return Heading(
            visit_title(words),
            place_line(words, value.county, value.township, value.village, value.group),
            words.parts(number),
            words.named(words.gettext("Head"), value.head_name),
            paper_code.encode(value.household_uid, self.form),
            value.draft,
        )

    @property
    def bookmark(self) -> str:
        """Number and head of the household."""
        return f"{self.value.local_no} {self.value.head_name}".rstrip()

    def pages(self, pen: Pen) -> list[Page]:
        """Lay the sheet out; what just misses one page gives up its spare room first."""
        by_hand = self.form == "blank"
        flow = self._flow(Form(self.words, by_hand), pen)
        if len(flow.pages) > 1:
            tight = self._flow(Form(self.words, by_hand, roomy=False), pen)
            flow = tight if len(tight.pages) < len(flow.pages) else flow
        if by_hand and len(flow.pages) == 1:
            return [stretched(flow.pages[0], flow.left)]
        return flow.pages

    def _flow(self, form: Form, pen: Pen) -> Flow:
        flow = Flow(pen.faces, self.paper.body_height)
        *tables, opinion = visit_tables(self.value, form)
        for table in tables:
            flow.table(table)
        flow.ending(opinion, visit_signatures(self.value, form.words))
        return flow


def _before_the_visit(sheet: VisitSheet) -> VisitSheet:
    """The sheet with everything emptied that only the visit itself can tell."""
    return replace(
        sheet,
        start_at=None,
        end_at=None,
        visitors=(),
        people_met=(),
        nobody_home_reason="",
        place_kind=None,
        purposes=(),
        findings=(),
        situation=(),
        appeal="",
        answer="",
        issues=(),
        card_unchanged=None,
        new_card=None,
        card_reason="",
        next_visit=None,
        sign_kind=None,
        draft=False,
    )
