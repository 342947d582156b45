"""Puts sheets onto the pages of one PDF: frames, page numbers, bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from fieldapp.sheets.archival import PdfTitle
from fieldapp.sheets.flow import GAP, Flow, Page
from fieldapp.sheets.page_frame import Heading, PageFrame
from fieldapp.sheets.paper import UPRIGHT, Paper
from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.tables import Piece, Table
from fieldapp.sheets.typefaces import Family, typefaces
from fieldapp.sheets.values import Footer, Printed
from fieldapp.sheets.words import Words

Progress = Callable[[int], None]
Block = Table | Prose | Piece


class Sheet(Protocol):
    """A sheet that can be laid out on pages of one shape."""

    @property
    def heading(self) -> Heading:
        """What stands on each of its pages."""
        ...

    @property
    def paper(self) -> Paper:
        """The shape of its pages."""
        ...

    @property
    def bookmark(self) -> str:
        """Its name in the list of contents of the file."""
        ...

    def pages(self, pen: Pen) -> list[Page]:
        """Its blocks, page by page."""
        ...


@dataclass(frozen=True)
class FlowSheet:
    """Blocks one after the other; ``ending`` stays together with the last of them."""

    heading: Heading
    bookmark: str
    blocks: tuple[Block, ...]
    ending: Piece | None = None
    paper: Paper = UPRIGHT

    def pages(self, pen: Pen) -> list[Page]:
        """The blocks in their order, as many on a page as it holds."""
        flow = Flow(pen.faces, self.paper.body_height)
        *blocks, last = self.blocks
        for block in blocks:
            self._put(flow, block)
        self._put(flow, last, after=GAP + self.ending.height if self.ending else 0)
        if self.ending:
            flow.add(self.ending)
        return flow.pages

    def _put(self, flow: Flow, block: Block, after: float = 0) -> None:
        if isinstance(block, Table):
            flow.table(block, after)
        elif isinstance(block, Prose):
            flow.prose(block, self.paper.body_width, after)
        else:
            flow.add(block)


Laid = Sequence[tuple[Sheet, list[Page]]]


class Document(Protocol):
    """Sheets whose pages are numbered on; the first one's bookmark stands above the others'."""

    def laid(self, pen: Pen) -> Laid:
        """The sheets with their pages."""
        ...


@dataclass(frozen=True)
class Single:
    """A document of one sheet."""

    sheet: Sheet

    def laid(self, pen: Pen) -> Laid:
        """The sheet with its pages."""
        return [(self.sheet, self.sheet.pages(pen))]


@dataclass(frozen=True)
class Several:
    """A document of several sheets."""

    sheets: tuple[Sheet, ...]

    def laid(self, pen: Pen) -> Laid:
        """The sheets with their pages."""
        return [(sheet, sheet.pages(pen)) for sheet in self.sheets]


@dataclass(frozen=True)
class Job:
    """How sheets are printed: language ``zh_CN`` or ``en``, the file's title, who and when."""

    language: str
    footer: Footer
    title: str
    family: Family = "serif"


def write_documents(
    documents: Iterable[Document],
    out: BinaryIO,
    job: Job,
    progress: Progress | None = None,
) -> Printed:
    """Write documents into ``out`` as PDF; they are taken one at a time, pages as they are made.

    ``progress`` hears the number of documents done. Without a document nothing is written.
    """
    faces = typefaces(job.family)
    language, footer = job.language, job.footer
    about = PdfTitle(
        job.title, footer.printed_by, language.replace("_", "-"), faces.regular,
        footer.printed_at,
    )  # fmt: skip
    pen = Pen(StreamedCanvas(out, about), faces)
    frames = _Frames(pen, footer, Words(language))
    pages = done = 0
    for done, document in enumerate(documents, start=1):
        pages += frames.draw(document.laid(pen), done)
        if progress:
            progress(done)
    if pages:
        pen.canvas.save()
    return Printed(pages, tuple(sorted(pen.missing)), done)


@dataclass(frozen=True)
class _Frames:
    pen: Pen
    footer: Footer
    words: Words

    def draw(self, sheets: Laid, document: int) -> int:
        """Draw the pages of one document; returns how many."""
        total = sum(len(pages) for _, pages in sheets)
        page = 0
        for number, (sheet, pages) in enumerate(sheets):
            key, canvas = f"sheet{document}.{number}", self.pen.canvas
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(sheet.bookmark, key, level=min(number, 1))
            frame = PageFrame(sheet.heading, sheet.paper, self.footer, self.words)
            canvas.setPageSize((sheet.paper.width, sheet.paper.height))
            for place, pieces in enumerate(pages):
                page += 1
                frame.draw(self.pen, page, total, first=place == 0)
                for placed in pieces:
                    top = sheet.paper.body_top - placed.below
                    placed.piece.draw(self.pen, sheet.paper.left, top)
                self.pen.end_page()
        return page
