"""What is done with all sheets at once: one PDF file, or a printer; with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.foundation.jobs import Cancelled, Job, Progress
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.office_filling import FilledFiles, fill_office, fill_office_each
from fieldapp.services.printing import PrintedFile, PrintedFiles, Printing
from fieldapp.services.sheet_kinds import own_name
from fieldapp.services.sheet_pages import PagePicture, on_paper
from ui.models.page_picture import Paper, Picture
from ui.pages.print.choice import Choice
from ui.pages.print.state import Work
from ui.workers.runner import Runner, RunningJob

T = TypeVar("T")


class SheetJobs(QObject):
    """One piece of work at a time; ``said`` carries a ``Telling`` when it is done."""

    changed = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, printing: Printing, runner: Runner) -> None:
        super().__init__()
        self._printing = printing
        self._runner = runner
        self._running: RunningJob | None = None
        self.work: Work = ""
        self.progress: Progress | None = None

    def save(self, chosen: Choice, rows: Sequence[HouseholdRow], target: Path) -> None:
        """Write all sheets into one PDF file."""

        def write(job: Job) -> PrintedFile:
            return self._printing.print(chosen.order(rows), target, job)

        self._start("saving", write, self._saved)

    def save_each(self, chosen: Choice, rows: Sequence[HouseholdRow], folder: Path) -> None:
        """Write one PDF file a household into a folder."""

        def write(job: Job) -> PrintedFiles:
            return self._printing.print_each(chosen.order(rows), folder, job)

        self._start("saving", write, self._saved_each)

    def fill(self, chosen: Choice, row: HouseholdRow, target: Path) -> None:
        """Fill an office form for one household."""
        registers, name = self._printing.registers, own_name(chosen.kind)

        def write(_job: Job) -> FilledFiles:
            return fill_office(registers, name, row, chosen.language, target)

        self._start("saving", write, self._filled)

    def fill_each(self, chosen: Choice, rows: Sequence[HouseholdRow], folder: Path) -> None:
        """Fill an office form for every household, into a folder."""
        registers, name = self._printing.registers, own_name(chosen.kind)

        def write(job: Job) -> FilledFiles:
            return fill_office_each(registers, name, rows, chosen.language, folder, job)

        self._start("saving", write, self._saved_each)

    def print_on(self, chosen: Choice, rows: Sequence[HouseholdRow], paper: Paper) -> None:
        """Draw all sheets on a printer; no file is made."""

        def draw(job: Job) -> int:
            pages = on_paper(self._printing, chosen.order(rows), paper.dots_per_inch, job)
            return paper.draw(map(picture_of, pages))

        self._start("printing", draw, self._printed)

    def cancel(self) -> None:
        """Stop; a PDF file is not left behind, what is filled stays, printed pages come out."""
        if self._running is not None:
            self._running.cancel()

    def _start(self, work: Work, act: Callable[[Job], T], done: Callable[[T], None]) -> None:
        if self.work:
            return
        self.work, self.progress = work, None
        self.changed.emit()
        self._running = self._runner.file_job(act, done, self._stopped, self._moved)

    def _moved(self, news: Progress) -> None:
        self.progress = news
        self.changed.emit()

    def _end(self) -> None:
        self.work, self.progress, self._running = "", None, None
        self.changed.emit()

    def _saved(self, file: PrintedFile) -> None:
        self._end()
        count, name = file.pages, file.file.name
        self.said.emit(
            lambda: _n("{count} page saved: {file}", "{count} pages saved: {file}", count).format(
                count=count, file=name
            )
        )

    def _filled(self, filled: FilledFiles) -> None:
        self._end()
        self.said.emit(lambda: _("Saved: {file}").format(file=filled.place.name))

    def _saved_each(self, files: PrintedFiles | FilledFiles) -> None:
        self._end()
        place = files.folder if isinstance(files, PrintedFiles) else files.place
        count, name = files.files, place.name
        self.said.emit(
            lambda: _n(
                "{count} file saved in {folder}", "{count} files saved in {folder}", count
            ).format(count=count, folder=name)
        )

    def _printed(self, pages: int) -> None:
        self._end()
        self.said.emit(
            lambda: _n(
                "{count} page sent to the printer", "{count} pages sent to the printer", pages
            ).format(count=pages)
        )

    def _stopped(self, failure: BaseException) -> None:
        self._end()
        if isinstance(failure, Cancelled):
            self.said.emit(lambda: _("Stopped."))
        else:
            self.failed.emit(failure)


def picture_of(page: PagePicture) -> Picture:
    """A rendered page as the window knows it."""
    return Picture(page.width, page.height, page.stride, page.points)
