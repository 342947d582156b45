"""What happens on the roster page: looking, deciding, comparing, writing, taking back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.roster_changes import field_labels
from fieldapp.services.roster_plan import RosterPlan
from fieldapp.services.rosters import SheetLayout
from ui.navigation.intents import Saved
from ui.pages.roster.choices import ColumnChoices
from ui.pages.roster.state import ListKey, RosterState
from ui.pages.roster.wording import (
    asking_words,
    chosen_column,
    column_line,
    result_words,
    trial_figures,
    trial_lines,
)
from ui.workers.runner import Runner
from ui.workers.single_work import SingleWork


class RosterViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``saved`` carries a :class:`Saved`, ``failed`` an exception, ``taken_back`` what was written
    and what took it back; ``list_wanted`` asks for the households. ``columns`` takes what a person
    decides about the columns, ``work`` tells of what goes on beside the window.
    """

    changed = Signal()
    saved = Signal(object)
    taken_back = Signal(object, object)
    list_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path | None = None
        self._plan: RosterPlan | None = None
        self._done = Done()
        self._back = Done()
        self._state = RosterState()
        self.columns = ColumnChoices()
        self.columns.changed.connect(self._columns_changed)
        self.columns.failed.connect(self.failed)
        self.work = SingleWork(runner)
        self.work.changed.connect(self._show)
        self.work.failed.connect(self.failed)

    @property
    def state(self) -> RosterState:
        """The state now."""
        return self._state

    def retell(self) -> None:
        """Say everything again in the language that is on now."""
        self._tell_columns()
        self._tell_trial()
        self._show()

    def open(self, path: Path) -> None:
        """Look at the columns of a file."""
        rosters, store = self._desk.rosters, self._desk.store

        def looked(found: tuple[SheetLayout, tuple[str, ...]]) -> None:
            layout, villages = found
            self._path, self._plan = path, None
            village = villages[0] if len(villages) == 1 else ""
            self._state = RosterState("columns", villages=villages, village=village)
            self.columns.begin(layout)

        self.work.start(
            "looking",
            lambda _job: (
                rosters.look(path),
                tuple(village.name for village in store.questions.villages()),
            ),
            looked,
        )

    def choose_village(self, name: str) -> None:
        """Say of which village a sheet without villages is."""
        self._state = replace(self._state, village=name)
        self._show()

    def compare(self) -> None:
        """Work out what would change; what was decided about the columns is remembered."""
        path, layout, village = self._path, self.columns.layout, self._state.village or None
        if path is None or layout is None:
            return
        asked = village if not layout.names_village else None
        rosters = self._desk.rosters

        def compared(plan: RosterPlan) -> None:
            self._plan = plan
            shown: ListKey = "changed" if plan.differences else "created"
            self._state = replace(self._state, stage="trial", shown=shown)
            self._tell_trial()
            self._show()

        def compare_in(job: Job) -> RosterPlan:
            rosters.remember(layout.fingerprint, layout.decided)
            return rosters.plan(path, asked, layout.decided, job)

        self.work.start("comparing", compare_in, compared)

    def back_to_columns(self) -> None:
        """Decide about the columns again."""
        self._state = replace(self._state, stage="columns")
        self._show()

    def show_list(self, key: ListKey) -> None:
        """Show the list behind a figure."""
        self._state = replace(self._state, shown=key)
        self._tell_trial()
        self._show()

    def write(self) -> None:
        """Take the roster in, as one act."""
        plan, rosters = self._plan, self._desk.rosters
        if plan is not None and self._state.changes_something:
            self.work.start("writing", lambda job: rosters.apply(plan, job), self._written)

    def undo(self) -> None:
        """Take back what was taken in."""
        done, rosters = self._done, self._desk.rosters

        def undone(back: Done) -> None:
            self.was_undone(done, back)
            self.taken_back.emit(done, back)

        self.work.start("undoing", lambda job: rosters.undo(done, job), undone)

    def was_undone(self, done: Done, back: Done) -> None:
        """An act was taken back, here or elsewhere; the page says so if it was this one."""
        if done.unit is not None and done.unit == self._done.unit:
            self._back = back
            self._state = replace(self._state, undone=True)
            self._show()

    def was_redone(self, back: Done, again: Done) -> None:
        """What was taken back was done again; the page says so if it was this one."""
        if back.unit is not None and back.unit == self._back.unit:
            self._done = again
            self._state = replace(self._state, undone=False)
            self._show()

    def start_over(self) -> None:
        """Choose another file."""
        self._plan = self._path = None
        self._state = RosterState()
        self.columns.begin(None)

    def _written(self, done: Done) -> None:
        self._done = done
        self._state = replace(self._state, stage="done")
        self.retell()
        self.saved.emit(Saved(lambda: _("Took a roster in"), done))

    def _columns_changed(self) -> None:
        self._tell_columns()
        self._show()

    def _tell_columns(self) -> None:
        layout, column = self.columns.layout, self.columns.picked
        if layout is None or self._path is None:
            return
        labels = field_labels(language())
        self._state = replace(
            self._state,
            file=self._path.name,
            sheet=layout.sheet,
            columns=tuple(column_line(one, labels) for one in layout.columns),
            chosen=None if column is None else chosen_column(column, layout.decided),
            asking=asking_words(layout.asking),
            ask_village=not layout.names_village and len(self._state.villages) != 1,
        )

    def _tell_trial(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._state = replace(
            self._state,
            figures=trial_figures(plan),
            lines=trial_lines(plan, self._state.shown),
            version=self._state.version + 1,
            changes_something=plan.changes_something,
            result=result_words(plan),
        )

    def _show(self) -> None:
        self._state = replace(self._state, work=self.work.kind, progress=self.work.progress)
        self.changed.emit()
