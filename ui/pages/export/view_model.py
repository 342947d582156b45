"""What happens on the export page: choosing, looking for open errors, writing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.services.desk import Desk
from fieldapp.services.export_masks import Level
from fieldapp.services.open_errors import OpenErrors
from fieldapp.services.register_exports import Exported, ExportOrder, Kind, RegisterExports
from ui.pages.export import wording
from ui.pages.export.state import ExportState
from ui.workers.runner import Runner
from ui.workers.single_work import SingleWork


class ExportViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``failed`` carries an exception; ``checks_wanted``
    asks for the list of what is wrong, ``back_wanted`` for the households. ``work`` tells of what
    goes on beside the window.
    """

    changed = Signal()
    failed = Signal(object)
    checks_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._exports = RegisterExports(desk.registers)
        self._questions = desk.store.questions
        self._runner = runner
        self._kind: Kind = "roster"
        self._level: Level = "full"
        self._village = ""
        self._villages: tuple[str, ...] = ()
        self._template: Path | None = None
        self._health = False
        self._order: ExportOrder | None = None
        self._errors: OpenErrors | None = None
        self._done: Exported | None = None
        self.work = SingleWork(runner)
        self.work.changed.connect(self.changed)
        self.work.failed.connect(self.failed)

    @property
    def state(self) -> ExportState:
        """This moment, in the language that is on now."""
        kind, level, done = self._kind, self._level_used, self._done
        every = (("", _("all")), *((name, name) for name in self._villages))
        return ExportState(
            kind=kind,
            level=level,
            masks=kind != "register",
            carries=wording.about_level(level, health=self._health),
            villages=every if len(self._villages) > 1 and kind != "register" else (),
            village=self._village,
            template=self._template.name if self._template else "",
            ready=kind != "template" or self._template is not None,
            file_name=wording.file_name(kind, level),
            errors=self._errors.told() if self._errors else "",
            written=wording.written_words(done) if done else "",
            detail=wording.detail_words(done) if done else "",
            work=self.work.kind,
            progress=self.work.progress,
        )

    @property
    def folder(self) -> Path | None:
        """Where the file lies that was written last."""
        return self._done.file.parent if self._done else None

    def load(self) -> None:
        """Ask which villages are held, and whether health is open to who is at the keyboard."""

        def loaded(answer: tuple[tuple[str, ...], bool]) -> None:
            self._villages, self._health = answer
            self.changed.emit()

        self._runner.ask(
            lambda: (
                tuple(row.name for row in self._questions.villages()),
                self._exports.with_health("full"),
            ),
            loaded,
            self.failed.emit,
        )

    def choose_kind(self, kind: Kind) -> None:
        """Write another kind of file."""
        self._kind = kind
        self._begin_again()

    def choose_level(self, level: Level) -> None:
        """Show more or less of people."""
        self._level = level
        self._begin_again()

    def choose_village(self, name: str) -> None:
        """Write one village, or with an empty name all."""
        self._village = name
        self._begin_again()

    def choose_template(self, path: Path) -> None:
        """Fill this workbook."""
        self._template = path
        self._begin_again()

    def write_to(self, target: Path) -> None:
        """Look for open errors; without any the file is written, else a person decides."""
        if not self.state.ready or self.work.kind:
            return
        whole = self._kind == "register"
        order = ExportOrder(
            self._kind, target, self._level_used, None if whole else self._village or None,
            self._template if self._kind == "template" else None,
        )  # fmt: skip
        self._begin_again()
        self._order = order

        def checked(found: OpenErrors) -> None:
            self._errors = found if found.count else None
            if self._errors is None:
                self.write_nevertheless()
            else:
                self.changed.emit()

        self.work.start("checking", lambda job: self._exports.errors(order, job), checked)

    def write_nevertheless(self) -> None:
        """Write the file that waits."""
        order = self._order
        if order is None or self.work.kind:
            return
        self._errors = None

        def written(done: Exported) -> None:
            self._done, self._order = done, None
            self.changed.emit()

        self.work.start("writing", lambda job: self._exports.write(order, job), written)

    @property
    def _level_used(self) -> Level:
        """The whole register is for taking in again, which masked numbers would spoil."""
        return "full" if self._kind == "register" else self._level

    def _begin_again(self) -> None:
        self._order = self._errors = self._done = None
        self.changed.emit()
