"""Prints visit sheets: filled ones to sign, and prefilled ones to write on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from fieldapp.sheets import paper_code
from fieldapp.sheets.document import (
    Document,
    FlowSheet,
    Job,
    Progress,
    Single,
    write_documents,
)
from fieldapp.sheets.flow import Flow, Page, stretched
from fieldapp.sheets.form import Form
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import UPRIGHT, Paper
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.values import Footer, Printed, VisitSheet
from fieldapp.sheets.visit_blocks import visit_blocks, visit_signatures
from fieldapp.sheets.words import WIDE_SPACE, Words


@dataclass(frozen=True)
class Lettering:
    """What a county has the sheet say of itself; what is empty stays as shipped.

    ``head`` stands below the title, ``foot`` above the signatures; ``logo`` is a JPEG; ``blocks``
    are those that are printed, in their order.
    """

    title: str = ""
    head: str = ""
    foot: str = ""
    logo: bytes = b""
    blocks: tuple[str, ...] = ()


PLAIN = Lettering()


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
    number of sheets done. ``ValueError`` when a household uid is no UUID.
    """
    words = Words(language)
    job = Job(language, footer, visit_title(words))
    return write_documents(visit_documents(values, words), out, job, progress)


def blank_sheets(
    values: Iterable[VisitSheet],
    out: BinaryIO,
    *,
    language: str,
    footer: Footer,
    progress: Progress | None = None,
) -> Printed:
    """Write sheets for the next walk, as ``visit_sheets`` does: see ``blank_documents``."""
    words = Words(language)
    job = Job(language, footer, visit_title(words))
    return write_documents(blank_documents(values, words), out, job, progress)


def visit_documents(
    values: Iterable[VisitSheet], words: Words, lettering: Lettering = PLAIN
) -> Iterator[Document]:
    """One sheet a visit."""
    return (Single(VisitPaper(value, words, "visit", lettering=lettering)) for value in values)


def blank_documents(
    values: Iterable[VisitSheet], words: Words, lettering: Lettering = PLAIN
) -> Iterator[Document]:
    """Sheets for the next walk: head block, promises and measures filled, the rest to write.

    Of each value only what is known before the visit is used.
    """
    return (
        Single(VisitPaper(_before_the_visit(value), words, "blank", lettering=lettering))
        for value in values
    )


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
    lettering: Lettering = PLAIN

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
            self.lettering.title or visit_title(words),
            place_line(words, value.county, value.township, value.village, value.group),
            words.parts(number),
            words.named(words.gettext("Head"), value.head_name),
            paper_code.encode(value.household_uid, self.form),
            value.draft,
            self.lettering.logo,
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
        names, made = zip(*visit_blocks(self.value, form), strict=True)
        signatures = visit_signatures(self.value, form.words)
        sheet = FlowSheet(self.heading, self.bookmark, made, signatures, self.paper, names)
        said = self.lettering
        head, foot = (tuple(map(Prose, filter(None, [text]))) for text in (said.head, said.foot))
        blocks = (*head, *sheet.ordered(said.blocks), *foot)
        return replace(sheet, blocks=blocks, names=()).flow(pen)


def _before_the_visit(sheet: VisitSheet) -> VisitSheet:
    """The sheet with everything emptied that only the visit itself can tell."""
    return replace(
        sheet,
        photos=(),
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
