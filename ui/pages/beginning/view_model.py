"""Begins a workspace step by step; knows what was founded, never what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import FieldappError, Refused, sentence
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.passphrase_quality import Quality, quality
from fieldapp.services.beginning import (
    Beginning,
    Founded,
    free_place,
    is_workspace,
    place_within,
)
from fieldapp.services.recovery_paper import require_outside
from ui.models.page_picture import Paper, Picture
from ui.pages.beginning.state import BeginningState, Step, Strength, Work
from ui.workers.runner import Runner

_T = TypeVar("_T")


@dataclass(frozen=True)
class Ways:
    """What begins workspaces, where the first one lies, and where the demonstration.

    ``sought`` is a folder that somebody named or chose and that holds no workspace now.
    """

    beginning: Beginning
    usual: Path
    demonstration: Path
    sought: Path | None = None


@dataclass(frozen=True)
class NewPassphrase:
    """A passphrase, typed twice."""

    first: str
    again: str

    def agreed(self) -> str:
        """The passphrase.

        Raises:
            Refused: ``passphrases_differ``.
        """
        if self.first != self.again:
            raise Refused("passphrases_differ")
        return self.first


class BeginningModel(QObject):
    """``entered`` carries the folder and the passphrase of the workspace that is to be opened."""

    changed = Signal()
    entered = Signal(object, str)
    left = Signal()

    def __init__(self, ways: Ways, runner: Runner, state: BeginningState) -> None:
        super().__init__()
        self._ways = ways
        self._runner = runner
        self._state = replace(state, folder=str(free_place(ways.usual)))
        self._founded: Founded | None = None
        self._judged = 0
        if ways.sought is not None:
            hint = _("Connect the drive on which it lies and start again, or begin another one.")
            self._miss(ways.sought, hint)

    @property
    def state(self) -> BeginningState:
        """This moment."""
        return self._state

    def go(self, step: Step) -> None:
        """Show another step; back from the words means that nothing was founded."""
        if step in ("choose", "county"):
            self.give_up()
        self._judged += 1  # a judgement that is under way is of another step
        words = self._founded.words(language()) if self._founded and step == "words" else ()
        self._show(step=step, words=words, strength=None, problem="", hint="", told="")

    def leave(self) -> None:
        """Back to the workspace that was there."""
        self.give_up()
        self.left.emit()

    def give_up(self) -> None:
        """Take away what was founded and not confirmed."""
        if self._founded is not None:
            self._ways.beginning.give_up(self._founded)
            self._founded = None

    def place(self, chosen: Path) -> None:
        """Let the workspace lie in this folder, or below it when something lies there already."""
        self._show(folder=str(place_within(chosen)))

    def name_place(self, folder: str) -> None:
        """Let the workspace lie in the folder of this name, as it is typed."""
        self._show(folder=folder)

    def judge(self, passphrase: str, *known: str) -> None:
        """Tell how hard a passphrase is to guess for who knows these names."""
        self._judged += 1
        turn = self._judged

        def told(found: Quality) -> None:
            if turn == self._judged:
                weakness = found.sentence(language()) if passphrase else ""
                strength = Strength(found.score, weakness, found.good) if passphrase else None
                self._show(strength=strength)

        self._runner.file_job(lambda _job: quality(passphrase, known), told, self._failed)

    def start_laptop(self, file: str, secret: str, new: NewPassphrase) -> None:
        """Begin a laptop's workspace from a starting file."""
        folder, beginning = Path(self._state.folder), self._ways.beginning

        def begin() -> None:
            beginning.laptop(folder, Path(file), secret, new.agreed())

        self._work("laptop", begin, lambda _none: self.entered.emit(folder, new.first))

    def found(self, office: str, clerk: str, new: NewPassphrase) -> None:
        """Found a county's workspace; its words come next."""
        folder, beginning = Path(self._state.folder), self._ways.beginning

        def founded(made: Founded) -> None:
            self._founded = made
            self.go("words")

        self._work("county", lambda: beginning.county(folder, office, clerk, new.agreed()), founded)

    def save_sheet(self, target: Path) -> None:
        """Write the recovery sheet, to be printed and deleted."""
        made, beginning, spoken = self._made(), self._ways.beginning, language()

        def write() -> None:
            require_outside(target, made.folder)
            write_durably(target, [beginning.sheet(made, spoken)])

        told = _("The sheet is saved. Print it, put it into the safe, and delete the file.")
        self._work("sheet", write, lambda _none: self._show(told=told))

    def print_sheet(self, paper: Paper) -> None:
        """Draw the recovery sheet on paper; no file is left of it."""
        made, beginning, spoken = self._made(), self._ways.beginning, language()

        def draw() -> None:
            pages = beginning.pages(made, spoken, paper.dots_per_inch)
            paper.draw(Picture(p.width, p.height, p.stride, p.points) for p in pages)

        told = _("The sheet is printed. Put it into the safe.")
        self._work("sheet", draw, lambda _none: self._show(told=told))

    def confirm(self, typed: str) -> None:
        """The words were typed back: the county has its workspace."""
        made, beginning = self._made(), self._ways.beginning

        def settled(_nothing: None) -> None:
            self._founded = None
            self.entered.emit(made.folder, made.passphrase)

        self._work("settling", lambda: beginning.confirm(made, typed), settled)

    def open_existing(self, folder: Path) -> None:
        """Open a workspace that lies in this folder."""
        if is_workspace(folder):
            self.entered.emit(folder, "")
        else:
            hint = _("Nothing was changed. Choose the folder that holds the file key.json.")
            self._miss(folder, hint)

    def demonstrate(self) -> None:
        """Open the village of invented people; it is made when it is wanted first."""
        ways = self._ways
        self._work(
            "demonstration",
            lambda: ways.beginning.demonstration(ways.demonstration),
            lambda _none: self.entered.emit(ways.demonstration, ""),
        )

    def _miss(self, folder: Path, hint: str) -> None:
        problem, _command = sentence(Refused("workspace_missing", folder=folder), language())
        self._show(problem=problem, hint=hint)

    def _made(self) -> Founded:
        if self._founded is None:
            raise LookupError
        return self._founded

    def _work(self, work: Work, act: Callable[[], _T], done: Callable[[_T], None]) -> None:
        def ended(result: _T) -> None:
            self._show(work="")
            done(result)

        self._show(work=work, problem="", hint="", told="")
        self._runner.file_job(lambda _job: act(), ended, self._failed)

    def _failed(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        problem, hint = sentence(failure, language())
        self._show(work="", problem=problem, hint=hint)

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # fields by name
        self.changed.emit()
