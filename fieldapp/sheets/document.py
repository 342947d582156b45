"""Puts sheets onto the pages of one PDF: frames, page numbers, bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import BinaryIO, Protocol

from fieldapp.sheets.archival import PdfTitle
from fieldapp.sheets.binding import Binding, DrawnPage, bind
from fieldapp.sheets.flow import GAP, Flow, Page
from fieldapp.sheets.page_frame import Heading, PageFrame
from fieldapp.sheets.paper import UPRIGHT, Paper
from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.tables import LEADING, LaidRow, Piece, Table
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
    """Blocks one after the other; ``ending`` stays together with the last of them.

    ``names`` are those of the blocks, by which a county orders them; several may share one.
    """

    heading: Heading
    bookmark: str
    blocks: tuple[Block, ...]
    ending: Piece | None = None
    paper: Paper = UPRIGHT
    names: tuple[str, ...] = ()

    def pages(self, pen: Pen) -> list[Page]:
        """The blocks in their order, as many on a page as it holds."""
        return self.flow(pen).pages

    def flow(self, pen: Pen) -> Flow:
        """As ``pages``, with what is left free on the last one."""
        flow = Flow(pen.faces, self.paper.body_height)
        blocks = self.blocks or (Prose(""),)
        for block, following in pairwise(blocks):
            heads = isinstance(block, Prose) and block.strong
            self._put(flow, block, after=GAP + self._beginning(flow, following) if heads else 0)
        self._put(flow, blocks[-1], after=GAP + self.ending.height if self.ending else 0)
        if self.ending:
            flow.add(self.ending)
        return flow

    def ordered(self, wanted: Sequence[str]) -> tuple[Block, ...]:
        """The blocks that are wanted, in that order; all of them when none are named."""
        if not wanted:
            return self.blocks
        named = list(zip(self.names, self.blocks, strict=True))
        return tuple(block for name in wanted for its, block in named if its == name)

    def _beginning(self, flow: Flow, block: Block) -> float:
        """How much of a block must stand below its heading."""
        if isinstance(block, Table):
            return flow.beginning(block)
        return block.size * LEADING if isinstance(block, Prose) else block.height

    def _put(self, flow: Flow, block: Block, after: float = 0) -> None:
        if isinstance(block, Table):
            flow.table(block, after)
        elif isinstance(block, Prose):
            flow.prose(block, self.paper.body_width, after)
        else:
            flow.add(block, after)


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
    """How sheets are printed: language ``zh_CN`` or ``en``, the file's title, who and when.

    Each document comes ``copies`` times, one after the other and numbered in the foot.
    """

    language: str
    footer: Footer
    title: str
    family: Family = "serif"
    copies: int = 1
    binding: Binding = "sheets"


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
    frames = _Frames(pen, footer, Words(language), job.binding)
    pages = done = blanks = 0
    for done, document in enumerate(documents, start=1):
        laid = document.laid(pen)
        frames.bookmark(laid, done)
        blanks += _blanks(laid)
        for copy in range(footer.copy_no, footer.copy_no + job.copies):
            pages += frames.draw(laid, done, copy)
        if progress:
            progress(done)
    if pages:
        pen.canvas.save()
    return Printed(pages, tuple(sorted(pen.missing)), done, blanks)


@dataclass(frozen=True)
class _Frames:
    """Draws the pages of documents, each in its frame."""

    pen: Pen
    footer: Footer
    words: Words
    binding: Binding

    def bookmark(self, sheets: Laid, document: int) -> None:
        """Name the sheets in the list of contents; the first one stands above the others."""
        for number, (sheet, _) in enumerate(sheets):
            self.pen.canvas.addOutlineEntry(
                sheet.bookmark, _key(document, number), level=min(number, 1)
            )

    def draw(self, sheets: Laid, document: int, copy: int) -> int:
        """Draw one copy of a document; returns how many sides of paper it takes."""
        footer = replace(self.footer, copy_no=copy)
        total = sum(len(pages) for _, pages in sheets)
        drawn: list[DrawnPage] = []
        for number, (sheet, pages) in enumerate(sheets):
            frame = PageFrame(sheet.heading, sheet.paper, footer, self.words)
            for place, pieces in enumerate(pages):
                first = place == 0
                key = _key(document, number) if first and copy == self.footer.copy_no else ""
                page = _Page(self.pen, frame, pieces, (len(drawn) + 1, total), first, key)
                drawn.append(DrawnPage(sheet.paper, page.draw))
        return bind(self.pen.canvas, drawn, self.binding)


@dataclass(frozen=True)
class _Page:
    """One page of one copy: ``number`` and how many there are; ``key`` marks it for the list."""

    pen: Pen
    frame: PageFrame
    pieces: Page
    number: tuple[int, int]
    first: bool
    key: str

    def draw(self) -> None:
        """Draw frame and pieces where the canvas is now."""
        if self.key:
            self.pen.canvas.bookmarkPage(self.key)
        page, pages = self.number
        self.frame.draw(self.pen, page, pages, first=self.first)
        paper = self.frame.paper
        for placed in self.pieces:
            placed.piece.draw(self.pen, paper.left, paper.body_top - placed.below)
        self.pen.put()


def _blanks(laid: Laid) -> int:
    """How many cells besides labels have nothing in them."""
    pieces = (placed.piece for _, pages in laid for page in pages for placed in page)
    rows = (piece.row for piece in pieces if isinstance(piece, LaidRow))
    return sum(not cell.label and not cell.text for row in rows for cell in row.cells)


def _key(document: int, sheet: int) -> str:
    return f"sheet{document}.{sheet}"
