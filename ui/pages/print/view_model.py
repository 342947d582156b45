"""What happens on the print page: choosing, looking at real pages, saving and printing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import WorldFailed
from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.cadence import load_cadence
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import (
    AnyKind,
    SheetKind,
    is_of_household,
    is_office,
    kinds_that_make_sense,
)
from ui.models.page_picture import Paper
from ui.pages.print import choice as choices
from ui.pages.print.choice import Choice
from ui.pages.print.jobs import SheetJobs
from ui.pages.print.looking import Looking
from ui.pages.print.own_forms import OwnForm, file_name, own_choices, own_forms
from ui.pages.print.state import PrintState
from ui.workers.runner import Runner

_Answer = tuple[tuple[HouseholdRow, ...], Terms, tuple[SheetKind, ...], tuple[OwnForm, ...]]


class PrintViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``failed`` carries an exception for the surface it
    belongs to. What is done with all sheets is told by ``jobs``.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._choice = Choice(language=language())
        self._all: tuple[HouseholdRow, ...] = ()
        self._rows: tuple[HouseholdRow, ...] = ()
        self._terms = Terms(dt.date.min)
        self._place = 0
        self._kinds: tuple[SheetKind, ...] = ()
        self._own: tuple[OwnForm, ...] = ()
        self._looking = Looking(desk, runner)
        self._looking.changed.connect(self.changed)
        self._looking.failed.connect(self.failed)
        self.jobs = SheetJobs(desk.printing, runner)
        self.jobs.changed.connect(self.changed)

    @property
    def state(self) -> PrintState:
        """This moment, in the language that is on now."""
        chosen, looking = self._choice, self._looking
        return PrintState(
            kinds=(*choices.kind_choices(self._kinds), *own_choices(self._own)),
            kind=chosen.kind,
            language=chosen.language,
            handed=chosen.handed is not None,
            one_visit=chosen.visit is not None,
            cards=choices.card_choices(),
            card=chosen.card,
            groups=choices.group_choices(self._all),
            group=chosen.group,
            terms=choices.term_choices(),
            term=chosen.term,
            copies=choices.copy_choices(),
            copy_count=str(chosen.copies),
            bindings=choices.binding_choices(),
            binding=chosen.binding,
            office=is_office(chosen.kind),
            each=is_of_household(chosen.kind) and len(self._rows) > 1,
            count=choices.count_words(chosen.kind, len(self._rows)),
            missing=choices.what_is_missing(
                chosen.kind, self._rows, looking.letters, looking.blanks
            ),
            rows=choices.sheet_rows(self._rows),
            place=self._place if self._rows else -1,
            where=choices.where_words(
                chosen.kind, self._rows, self._place, (looking.page, looking.pages), self._own
            ),
            can_back=bool(self._rows) and (self._place > 0 or looking.page > 0),
            can_forward=self._place < self._sheets - 1 or looking.page < looking.pages - 1,
            picture=looking.picture,
            fields=looking.fields,
            empty=looking.empty,
            work=self.jobs.work,
            progress=self.jobs.progress,
        )

    def refresh(self) -> None:
        """Ask for the households again."""
        store, today = self._desk.store, self._desk.clock.now().date()
        self._runner.ask(
            lambda: (
                tuple(store.questions.households()),
                Terms(today, load_cadence(store)),
                kinds_that_make_sense(store),
                own_forms(store),
            ),
            self._take,
            self.failed.emit,
        )

    def hand_over(self, households: Iterable[str], visit: str | None = None) -> None:
        """Print for these households (uids), as chosen on another page; ``visit`` for one visit."""
        kept = self._choice.kind if is_of_household(self._choice.kind) else "blank-sheet"
        kind: AnyKind = "visit-sheet" if visit else kept
        chosen = replace(self._choice, handed=frozenset(households), visit=visit, kind=kind)
        self._choose(chosen)

    def let_filters_choose(self) -> None:
        """Forget what another page handed over."""
        self._choose(replace(self._choice, handed=None, visit=None))

    def choose(self, **wishes: str) -> None:
        """Choose by name the sheet, its language, the households by filter, how it lies on paper.

        The names are those of :class:`Choice`: ``kind``, ``language``, ``card``, ``group``,
        ``term``, ``copies``, ``binding``.
        """
        self._choose(self._choice.wished(wishes))

    def look_at(self, place: int) -> None:
        """Look at the sheet of the household at this place of the list."""
        if 0 <= place < self._sheets and place != self._place:
            self._place = place
            self._look()

    def turn(self, by: int) -> None:
        """Go to the next or the previous page, across sheets."""
        if not self._looking.turn(by) and 0 <= self._place + by < self._sheets:
            self._place += by
            self._look(from_end=by < 0)

    def file_name(self) -> str:
        """A name for the file, in the language of the screen."""
        kind, number = self._choice.kind, self._rows[self._place].local_no if self._rows else ""
        return file_name(kind, choices.kind_word(kind, self._own), number, self._own)

    def save(self, target: Path) -> None:
        """Write all sheets into one PDF file; of an office form the one that is looked at."""
        if is_office(self._choice.kind):
            self.jobs.fill(self._choice, self._rows[self._place], target)
        else:
            self.jobs.save(self._choice, self._rows, target)

    def save_each(self, folder: Path) -> None:
        """Write one file a household into a folder."""
        if is_office(self._choice.kind):
            self.jobs.fill_each(self._choice, self._rows, folder)
        else:
            self.jobs.save_each(self._choice, self._rows, folder)

    def miss_printer(self) -> None:
        """Say that there is none."""
        self.failed.emit(WorldFailed("no_printer"))

    def print_on(self, paper: Paper) -> None:
        """Draw all sheets on paper."""
        self.jobs.print_on(self._choice, self._rows, paper)

    def _choose(self, chosen: Choice) -> None:
        self._choice = chosen
        self._narrow()

    @property
    def _sheets(self) -> int:
        """How many sheets there are to walk through."""
        return len(self._rows) if is_of_household(self._choice.kind) else min(len(self._rows), 1)

    def _take(self, answer: _Answer) -> None:
        self._all, self._terms, self._kinds, self._own = answer
        if self._choice.kind not in (*self._kinds, *(line.kind for line in self._own)):
            self._choice = replace(self._choice, kind="blank-sheet")
        self._narrow()

    def _narrow(self) -> None:
        """Work out the chosen households; stay at the one looked at if it is still there."""
        looked_at = self._rows[self._place].uid if self._rows else ""
        self._rows = self._choice.households(self._all, self._terms)
        uids = [row.uid for row in self._rows]
        self._place = uids.index(looked_at) if looked_at in uids else 0
        self._look()

    def _look(self, *, from_end: bool = False) -> None:
        """Show the sheet looked at: of one household, or of all that are chosen."""
        if not self._rows:
            self._looking.show(None)
            return
        alone = is_of_household(self._choice.kind)
        shown = (self._rows[self._place],) if alone else self._rows
        self._looking.show(self._choice.order(shown), from_end=from_end)
