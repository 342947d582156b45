"""What happens on the print page: choosing, looking at real pages, saving and printing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.cadence import load_cadence
from fieldapp.services.county_forms import FormLine, printable_forms
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import (
    AnyKind,
    SheetKind,
    is_of_household,
    kinds_that_make_sense,
)
from fieldapp.services.sheet_pages import SheetView, sheet_view
from ui.models.page_picture import Picture
from ui.pages.print import choice as choices
from ui.pages.print.choice import Choice
from ui.pages.print.jobs import Paper, SheetJobs, picture_of
from ui.pages.print.state import PrintState
from ui.workers.runner import Runner

_Answer = tuple[tuple[HouseholdRow, ...], Terms, tuple[SheetKind, ...], tuple[FormLine, ...]]


@dataclass(frozen=True)
class _Wanted:
    """Which sheet is looked at; an answer to an earlier wish is dropped."""

    choice: Choice
    households: tuple[HouseholdRow, ...]


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
        self._page = 0
        self._from_end = False
        self._kinds: tuple[SheetKind, ...] = ()
        self._own: tuple[FormLine, ...] = ()
        self._view: SheetView | None = None
        self._drawn: dict[int, Picture] = {}
        self._wanted: _Wanted | None = None
        self.jobs = SheetJobs(desk.printing, runner)
        self.jobs.changed.connect(self.changed)

    @property
    def state(self) -> PrintState:
        """This moment, in the language that is on now."""
        chosen = self._choice
        view = self._view
        pages = view.pages if view else 1
        letters, blanks = (view.missing, view.blanks) if view else ((), 0)
        return PrintState(
            kinds=(*choices.kind_choices(self._kinds), *choices.own_choices(self._own)),
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
            each=is_of_household(chosen.kind) and len(self._rows) > 1,
            count=choices.count_words(chosen.kind, len(self._rows)),
            missing=choices.what_is_missing(chosen.kind, self._rows, letters, blanks),
            rows=choices.sheet_rows(self._rows),
            place=self._place if self._rows else -1,
            where=choices.where_words(
                chosen.kind, self._rows, self._place, (self._page, pages), self._own
            ),
            can_back=bool(self._rows) and (self._place > 0 or self._page > 0),
            can_forward=self._place < self._sheets - 1 or self._page < pages - 1,
            picture=self._drawn.get(self._page),
            empty=view is not None and not view.pages,
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
                printable_forms(store),
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
            self._place, self._page = place, 0
            self._make_view()

    def turn(self, by: int) -> None:
        """Go to the next or the previous page, across sheets."""
        pages = self._view.pages if self._view else 1
        if 0 <= self._page + by < pages:
            self._page += by
            self._draw()
        elif 0 <= self._place + by < self._sheets:
            self._place, self._page, self._from_end = self._place + by, 0, by < 0
            self._make_view()

    def file_name(self) -> str:
        """A name for the file, in the language of the screen."""
        return f"{choices.kind_word(self._choice.kind, self._own)}.pdf"

    def save(self, target: Path) -> None:
        """Write all sheets into one PDF file."""
        self.jobs.save(self._choice, self._rows, target)

    def save_each(self, folder: Path) -> None:
        """Write one PDF file a household into a folder."""
        self.jobs.save_each(self._choice, self._rows, folder)

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
        self._page = 0
        self._make_view()

    def _make_view(self) -> None:
        self._view, self._drawn = None, {}
        self.changed.emit()
        if not self._rows:
            self._wanted = None
            return
        chosen, printing = self._choice, self._desk.printing
        alone = is_of_household(chosen.kind)
        shown = (self._rows[self._place],) if alone else self._rows
        wanted = _Wanted(chosen, shown)
        self._wanted = wanted
        self._runner.file_job(
            lambda _job: sheet_view(printing, chosen.order(shown)),
            lambda view: self._seen(wanted, view),
            self.failed.emit,
        )

    def _seen(self, wanted: _Wanted, view: SheetView) -> None:
        if wanted is not self._wanted:
            return
        self._view = view
        self._page = max(view.pages - 1, 0) if self._from_end else 0
        self._from_end = False
        self._draw()

    def _draw(self) -> None:
        """Show the page looked at; what was drawn once is kept as long as its sheet."""
        view, wanted, page = self._view, self._wanted, self._page
        self.changed.emit()
        if view is None or page >= view.pages or page in self._drawn:
            return
        self._runner.file_job(
            lambda _job: picture_of(view.page(page)),
            lambda picture: self._take_page(wanted, page, picture),
            self.failed.emit,
        )

    def _take_page(self, wanted: _Wanted | None, page: int, picture: Picture) -> None:
        if wanted is self._wanted:
            self._drawn[page] = picture
            self.changed.emit()
