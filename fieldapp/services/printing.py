"""Paper from the records: which sheets for which households, as one PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import make_folder, naming_failures, write_durably
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.store import Store
from fieldapp.services.attachments import Attachments
from fieldapp.services.households import Registers
from fieldapp.services.sheet_kinds import SheetOrder, is_of_household
from fieldapp.sheets.values import Footer, Printed

if TYPE_CHECKING:
    from fieldapp.sheets.pack.changes import Pack

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class PrintedFile:
    """A PDF that was written; ``missing`` are characters that no font has."""

    file: Path
    pages: int
    sheets: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedFiles:
    """PDFs that were written into a folder, one a household; ``pages`` of all together."""

    folder: Path
    files: int
    pages: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printing:
    """Printing of one workspace; ``author`` stands in the foot of every page.

    Without ``files`` no photos are printed.
    """

    registers: Registers
    author: str
    files: Attachments | None = None

    @property
    def store(self) -> Store:
        """The records."""
        return self.registers.store

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self.registers.clock

    def print(
        self,
        order: SheetOrder,
        target: Path,
        job: Job | None = None,
    ) -> PrintedFile:
        """Write one PDF with the sheets of a kind for these households, or for their villages.

        Raises:
            Refused: ``nothing_to_print``, ``nothing_of_that_kind``, ``health_closed``.
            WorldFailed: ``disk_full``, ``not_writable``.
            Cancelled: asked to stop; no file is left.
        """
        # beside the target: pages that anybody can read lie nowhere else, not even for a moment
        with naming_failures(), TemporaryFile(dir=target.parent) as pages:
            written = self.write(order, pages, job)
            pages.seek(0)
            write_durably(target, iter(lambda: pages.read(_CHUNK), b""))
        return PrintedFile(target, written.pages, written.documents, written.missing)

    def print_each(self, order: SheetOrder, folder: Path, job: Job | None = None) -> PrintedFiles:
        """Write one PDF for each household into ``folder``, named after its place and number.

        A household that has no sheet of this kind gets no file.

        Raises:
            Refused: ``nothing_to_print``, ``nothing_of_that_kind``, ``health_closed``,
                ``one_sheet_for_all`` when the kind has no sheet for each household.
            WorldFailed: ``disk_full``, ``not_writable``.
            Cancelled: asked to stop; the files that are finished stay.
        """
        if not is_of_household(order.kind):
            raise Refused("one_sheet_for_all", kind=order.kind)
        if not order.households:
            raise Refused("nothing_to_print")
        watched, count = job or WatchedJob(), len(order.households)
        make_folder(folder)
        made: list[PrintedFile] = []
        for place, row in enumerate(order.households, start=1):
            target = folder / f"{place:0{len(str(count))}}-{_plain(row.local_no)}.pdf"
            try:
                made.append(self.print(replace(order, households=(row,)), target))
            except Refused as refused:
                if refused.code != "nothing_of_that_kind":
                    raise
            watched.progress(place, count)
        if not made:
            raise Refused("nothing_of_that_kind")
        letters = sorted({letter for file in made for letter in file.missing})
        return PrintedFiles(folder, len(made), sum(file.pages for file in made), tuple(letters))

    def write(
        self,
        order: SheetOrder,
        out: BinaryIO,
        job: Job | None = None,
        pack: Pack | None = None,
    ) -> Printed:
        """As ``print``, into an open file; ``pack`` stands for the county's own, to try it out."""
        # the workshop of the sheets is entered, with its libraries, when there is work for it
        from fieldapp.services.form_pack import load_pack
        from fieldapp.services.sheet_making import Wanted, documents_of
        from fieldapp.sheets.document import Job as SheetJob
        from fieldapp.sheets.document import write_documents
        from fieldapp.sheets.form_words import FormWords

        if not order.households:
            raise Refused("nothing_to_print")
        watched, words = job or WatchedJob(), FormWords(order.language)
        made = documents_of(
            order.kind,
            Wanted(
                self.registers,
                order.households,
                words,
                watched,
                order.visit,
                self.files,
                load_pack(self.store) if pack is None else pack,
            ),
        )
        footer = Footer(self.clock.now(), self.author or "—", 1, made.mask)
        written = write_documents(
            made.documents,
            out,
            SheetJob(order.language, footer, made.title, made.family, order.copies, order.binding),
            lambda done: watched.progress(min(done, made.count), made.count),
        )
        if not written.pages:
            raise Refused("nothing_of_that_kind")
        return written


def _plain(number: str) -> str:
    """The number with nothing in it that a file system could take for something else."""
    return "".join(letter if letter.isalnum() else "_" for letter in number)
