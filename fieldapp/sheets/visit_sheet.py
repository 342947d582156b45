"""Prints visit sheets: filled ones to sign, and prefilled ones to write on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from fieldapp.sheets import paper_code
from fieldapp.sheets.flow import Flow, Page, stretched
from fieldapp.sheets.form import Form
from fieldapp.sheets.page_frame import BODY_HEIGHT, BODY_TOP, LEFT, PageFrame
from fieldapp.sheets.pdf_file import PdfTitle, StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.typefaces import REGULAR, typefaces
from fieldapp.sheets.values import Footer, Printed, VisitSheet
from fieldapp.sheets.visit_blocks import visit_signatures, visit_tables
from fieldapp.sheets.words import Words

Progress = Callable[[int], None]


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
    return _print(values, out, _Job(language, footer, "visit"), progress)


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
    return _print(prefilled, out, _Job(language, footer, "blank"), progress)


@dataclass(frozen=True)
class _Job:
    language: str
    footer: Footer
    form: paper_code.Form


def _print(
    values: Iterable[VisitSheet], out: BinaryIO, job: _Job, progress: Progress | None
) -> Printed:
    words = Words(job.language)
    title = words.gettext("Household Visit Record")
    faces = typefaces()
    about = PdfTitle(
        title,
        job.footer.printed_by,
        job.language.replace("_", "-"),
        REGULAR,
        job.footer.printed_at,
    )
    canvas = StreamedCanvas(out, about)
    pen = Pen(canvas, faces)
    pages = 0
    for done, sheet in enumerate(values, start=1):
        code = paper_code.encode(sheet.household_uid, job.form)
        canvas.bookmarkPage(f"sheet{done}")
        canvas.addOutlineEntry(f"{sheet.local_no} {sheet.head_name}".rstrip(), f"sheet{done}")
        frame = PageFrame(sheet, title, code, job.footer, words)
        pages += _draw(pen, frame, _pages(sheet, words, pen, by_hand=job.form == "blank"))
        if progress:
            progress(done)
    if not pages:
        raise ValueError("no sheet to print")
    canvas.save()
    return Printed(pages, tuple(sorted(pen.missing)))


def _pages(sheet: VisitSheet, words: Words, pen: Pen, *, by_hand: bool) -> list[Page]:
    """Lay the sheet out; what just misses one page gives up its spare room first."""
    flow = _flow(sheet, Form(words, by_hand), pen)
    if len(flow.pages) > 1:
        tight = _flow(sheet, Form(words, by_hand, roomy=False), pen)
        flow = tight if len(tight.pages) < len(flow.pages) else flow
    if by_hand and len(flow.pages) == 1:
        return [stretched(flow.pages[0], flow.left)]
    return flow.pages


def _flow(sheet: VisitSheet, form: Form, pen: Pen) -> Flow:
    flow = Flow(pen.faces, BODY_HEIGHT)
    *tables, opinion = visit_tables(sheet, form)
    for table in tables:
        flow.table(table)
    flow.ending(opinion, visit_signatures(sheet, form.words))
    return flow


def _draw(pen: Pen, frame: PageFrame, pages: list[Page]) -> int:
    for number, page in enumerate(pages, start=1):
        frame.draw(pen, number, len(pages))
        for placed in page:
            placed.piece.draw(pen, LEFT, BODY_TOP - placed.below)
        pen.end_page()
    return len(pages)


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
