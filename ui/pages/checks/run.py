"""One run of the checks over everything that is held, in the background, and what it found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.foundation.jobs import Cancelled, Job, Progress
from fieldapp.services.check_count import keep_count
from fieldapp.services.check_report import CheckReport
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from ui.workers.runner import Runner, RunningJob


class CheckRun(QObject):
    """One at a time; ``ended`` tells that there is another report, ``moved`` of anything else."""

    moved = Signal()
    ended = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._job: RunningJob | None = None
        self.checking = Checking(desk.registers)
        self.report: CheckReport | None = None
        self.at = desk.clock.now()
        self.working = False
        self.percent = 0

    def start(self) -> None:
        """Run every rule, unless a run is going on."""
        if self.working:
            return
        self.working, self.percent = True, 0
        self.moved.emit()
        self._job = self._runner.file_job(self._check, self._ran, self._stopped, self._told)

    def cancel(self) -> None:
        """Stop; what was found before stays."""
        if self._job is not None:
            self._job.cancel()

    def keep(self, report: CheckReport) -> CheckReport:
        """Count what a report leaves waiting, for the home page."""
        keep_count(self._desk.store, report, self._desk.clock.now())
        return report

    def _check(self, job: Job) -> CheckReport:
        return self.keep(self.checking.register(None, job))

    def _told(self, news: Progress) -> None:
        self.percent = news.done * 100 // news.total if news.total else 0
        self.moved.emit()

    def _ran(self, report: CheckReport) -> None:
        self.report, self.at = report, self._desk.clock.now()
        self.working, self._job = False, None
        self.ended.emit()

    def _stopped(self, failure: BaseException) -> None:
        self.working, self._job = False, None
        self.moved.emit()
        if isinstance(failure, Cancelled):
            self.said.emit(lambda: _("Stopped."))
        else:
            self.failed.emit(failure)
