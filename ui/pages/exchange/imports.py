"""Bringing bundles in: first what they would change, then the merging itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.jobs import Job
from fieldapp.services.custody import Announced, Custody
from fieldapp.services.desk import Desk
from fieldapp.services.importing import Imported
from fieldapp.services.merge_undoing import undo_merge
from ui.pages.exchange.backing import taken_back_words
from ui.pages.exchange.held import Bringing
from ui.pages.exchange.state import Work
from ui.workers.runner import Runner


class Imports(QObject):
    """``merged`` tells that records came in: every list should ask its question again."""

    changed = Signal()
    merged = Signal()
    failed = Signal(object)
    said = Signal(object)

    def __init__(self, desk: Desk, custody: Custody, runner: Runner) -> None:
        super().__init__()
        self._exchange = desk.exchange
        self._author = desk.registers.author or desk.profile.name
        self._custody = custody
        self._runner = runner
        self.bringing: Bringing | None = None
        self.work: Work = ""

    def preview(self, paths: Iterable[Path]) -> None:
        """Look at bundles before merging them; they are copied to this laptop first."""
        chosen = tuple(paths)
        if not chosen:
            return

        def announce(job: Job) -> tuple[Announced, ...]:
            found = []
            for done, path in enumerate(chosen):
                job.progress(done, len(chosen))
                found.append(self._custody.announce(path))
            return tuple(found)

        self._begin("reading")
        self._runner.file_job(announce, self._announced, self._failed)

    def merge(self) -> None:
        """Merge what was looked at; what is held is told with its reason."""
        if self.bringing is None or not self.bringing.can_merge:
            return
        announced = self.bringing.announced
        paths = [one.path for one in announced if one.outcome.status != "merged"]

        def merged(fresh: tuple[Imported, ...]) -> None:
            left = iter(fresh)
            self._merged(
                tuple(
                    one.outcome if one.outcome.status == "merged" else next(left)
                    for one in announced
                )
            )

        self._begin("merging")
        self._runner.file_job(
            lambda job: tuple(self._exchange.import_all(paths, job=job)), merged, self._failed
        )

    def release(self, key: str) -> None:
        """Merge what the revoked sender of a held bundle wrote before it was revoked.

        ``key`` is the bundle's digest: what lies under its name by now may be something else.
        """
        if self.bringing is None or self.work:
            return
        bringing = self.bringing
        place = next((at for at, one in enumerate(bringing.shown) if _held_as(one, key)), None)
        if place is None:
            return
        path = bringing.announced[place].path

        def released(outcome: Imported) -> None:
            self.bringing = bringing.with_outcome(place, outcome)
            self._begin("")
            self.merged.emit()

        self._begin("merging")
        self._runner.file_job(
            lambda _job: self._exchange.import_one(path, released=True, seen=key),
            released,
            self._failed,
        )

    def take_back(self) -> None:
        """Put back everything that was just merged."""
        bringing, exchange, author = self.bringing, self._exchange, self._author
        if bringing is None or not bringing.can_take_back:
            return
        bundles = [one.bundle for one in bringing.outcomes if one.status == "merged"]

        def back(job: Job) -> int:
            with exchange.store.together():
                return sum(
                    undo_merge(exchange, bundle, author, job).records
                    for bundle in reversed(bundles)
                )

        def done(records: int) -> None:
            self.bringing = replace(bringing, taken_back=True)
            self._begin("")
            self.said.emit(lambda: taken_back_words(records))
            self.merged.emit()

        self._begin("merging")
        self._runner.file_job(back, done, self._failed)

    def dismiss(self) -> None:
        """Back to the ledger."""
        self.bringing = None
        self.changed.emit()

    def _begin(self, work: Work) -> None:
        self.work = work
        self.changed.emit()

    def _announced(self, announced: tuple[Announced, ...]) -> None:
        self.bringing = Bringing(announced)
        self._begin("")

    def _merged(self, outcomes: tuple[Imported, ...]) -> None:
        if self.bringing is not None:
            self.bringing = replace(self.bringing, outcomes=outcomes)
        self._begin("")
        self.merged.emit()

    def _failed(self, failure: BaseException) -> None:
        self._begin("")
        self.failed.emit(failure)


def _held_as(outcome: Imported, key: str) -> bool:
    return outcome.problem is not None and outcome.digest == key
