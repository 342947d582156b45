"""Paper from the records: which sheets for which households, as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.services.households import Registers
from fieldapp.services.sheet_kinds import SheetKind
from fieldapp.sheets.values import Footer, Printed

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class PrintedFile:
    """A PDF that was written; ``missing`` are characters that no font has."""

    file: Path
    pages: int
    sheets: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printing:
    """Printing of one workspace; ``author`` stands in the foot of every page."""

    registers: Registers
    author: str

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
        kind: SheetKind,
        households: Sequence[HouseholdRow],
        target: Path,
        language: str,
        job: Job | None = None,
        visit: str | None = None,
    ) -> PrintedFile:
        """Write one PDF with the sheets of a kind for these households, or for their villages.

        ``visit`` chooses an earlier visit of a single household.

        Raises:
            Refused: ``nothing_to_print``, ``nothing_of_that_kind``, ``health_closed``.
            WorldFailed: ``disk_full``, ``not_writable``.
            Cancelled: asked to stop; no file is left.
        """
        with TemporaryFile() as pages:
            written = self.write(kind, households, pages, language, job, visit)
            pages.seek(0)
            write_durably(target, iter(lambda: pages.read(_CHUNK), b""))
        return PrintedFile(target, written.pages, written.documents, written.missing)

    def write(
        self,
        kind: SheetKind,
        households: Sequence[HouseholdRow],
        out: BinaryIO,
        language: str,
        job: Job | None = None,
        visit: str | None = None,
    ) -> Printed:
        """As ``print``, into an open file."""
        # the workshop of the sheets is entered, with its libraries, when there is work for it
        from fieldapp.services.sheet_making import Wanted, documents_of
        from fieldapp.sheets.document import Job as SheetJob
        from fieldapp.sheets.document import write_documents
        from fieldapp.sheets.form_words import FormWords

        if not households:
            raise Refused("nothing_to_print")
        watched = job or WatchedJob()
        made = documents_of(
            kind, Wanted(self.registers, tuple(households), FormWords(language), watched, visit)
        )
        footer = Footer(self.clock.now(), self.author or "—", 1, made.mask)
        written = write_documents(
            made.documents,
            out,
            SheetJob(language, footer, made.title, made.family),
            lambda done: watched.progress(min(done, made.count), made.count),
        )
        if not written.pages:
            raise Refused("nothing_of_that_kind")
        return written
