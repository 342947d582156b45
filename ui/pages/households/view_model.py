"""What happens on the list of households: loading, narrowing, marking, looking at one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done, Store
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.cadence import load_cadence
from fieldapp.services.desk import Desk
from ui.navigation.intents import HouseholdFilter, Saved, VisitFilter
from ui.pages.households.glances import Glances
from ui.pages.households.narrowing import (
    card_counts,
    cause_choices,
    conflict_chip,
    group_choices,
    narrowed,
    visit_choices,
)
from ui.pages.households.new_household import NewHousehold
from ui.pages.households.state import ListState
from ui.pages.households.wording import narrowing_words, preview
from ui.workers.runner import Runner

_MOST_FOUND = 2000
_Answer = tuple[list[HouseholdRow], frozenset[str] | None, Terms, dict[str, int]]
_VISITS: dict[str, VisitFilter] = {"due": "due", "never": "never"}


class HouseholdsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; the wishes carry uids: ``household_wanted`` and
    ``visit_wanted`` one, ``print_wanted`` several; ``matter_wanted`` carries the kind of what
    waits and one; ``saved`` carries a :class:`Saved`, ``failed``
    an exception. ``new`` takes the form of a new household.
    """

    changed = Signal()
    household_wanted = Signal(str)
    visit_wanted = Signal(str)
    print_wanted = Signal(object)
    matter_wanted = Signal(str, str)
    roster_wanted = Signal()
    export_wanted = Signal()
    duplicates_wanted = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, village: str | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._village = village
        self._all: Sequence[HouseholdRow] = ()
        self._found: frozenset[str] | None = None
        self._state = ListState(Terms(self._today()))
        self.new = NewHousehold(desk, runner, village, self)
        self.new.failed.connect(self.failed)
        self.new.created.connect(self._created)
        self.new.answers.opening.connect(self.household_wanted)
        self._glances = Glances(desk, runner, self)
        self._glances.failed.connect(self.failed)
        self._glances.changed.connect(self._show_glance)

    @property
    def state(self) -> ListState:
        """The state now."""
        return self._state

    def load(self) -> None:
        """Ask again, and look again at the household beside the list."""
        store, text, today = self._desk.store, self._state.filter.text, self._today()
        self._runner.ask(
            lambda: (
                store.questions.households(self._village),
                _meant(store, text),
                Terms(today, load_cadence(store)),
                store.questions.disputed(self._village),
            ),
            self._loaded,
            self.failed.emit,
        )
        self._glances.ask()

    def narrow(self, wanted: HouseholdFilter) -> None:
        """Show what this filter lets through."""
        if wanted.text != self._state.filter.text:
            self._state = replace(self._state, filter=wanted)
            self._look_up(wanted.text)
            return
        self._state = replace(self._state, filter=wanted)
        self._narrowed()

    def _look_up(self, text: str) -> None:
        """Ask only who is meant: the lines of a whole county take half a second."""
        if not self._state.loaded:
            self.load()
            return
        store = self._desk.store
        self._runner.ask(lambda: _meant(store, text), self._looked_up, self.failed.emit)

    def _looked_up(self, found: frozenset[str] | None) -> None:
        self._found = found
        self._narrowed()

    def toggle_card(self, card: str) -> None:
        """Switch one card on or off."""
        self.narrow(replace(self._state.filter, cards=self._state.filter.cards ^ {card}))

    def set_group(self, group: str) -> None:
        """Show one group, or with an empty name all."""
        self.narrow(replace(self._state.filter, group=group))

    def set_cause(self, cause: str) -> None:
        """Show one main cause, or with an empty code all."""
        self.narrow(replace(self._state.filter, cause=cause))

    def set_visits(self, visits: str) -> None:
        """Show all, ``due`` or ``never``."""
        self.narrow(replace(self._state.filter, visits=_VISITS.get(visits, "")))

    def toggle_mark(self, uid: str) -> None:
        """Mark a household for printing, or take the mark away."""
        self._state = replace(self._state, marked=self._state.marked ^ {uid})
        self._count()
        self.changed.emit()

    def print_marked(self, chosen: Sequence[str]) -> None:
        """Print the marked households in the order of the list; without marks ``chosen``."""
        marked = [row.uid for row in self._state.rows if row.uid in self._state.marked]
        wanted = marked or list(chosen)
        if wanted:
            self.print_wanted.emit(wanted)

    def look_at(self, uid: str) -> None:
        """Show a household beside the list; an empty uid shows none."""
        self._state = replace(self._state, chosen="")
        self._glances.look_at(uid)

    def ask_new(self) -> None:
        """Ask for the form of a new household."""
        self.new.ask([name for name, _words in group_choices(self._all) if name])

    def _created(self, uid: str, done: Done) -> None:
        self._state = replace(self._state, filter=HouseholdFilter(), chosen=uid)
        self.saved.emit(Saved(lambda: _("Added a household"), done))
        self.load()

    def _loaded(self, answer: _Answer) -> None:
        self._all, self._found, terms, disputed = answer
        self._state = replace(self._state, terms=terms, disputed=disputed, loaded=True)
        self._narrowed()

    def _narrowed(self) -> None:
        wanted, terms, disputed = self._state.filter, self._state.terms, self._state.disputed
        rows = self._all
        if self._found is not None:
            found = self._found
            rows = [row for row in rows if row.uid in found]
        without_cards = narrowed(rows, replace(wanted, cards=frozenset()), terms, disputed)
        shown = narrowed(without_cards, HouseholdFilter(cards=wanted.cards), terms, disputed)
        known = {row.uid for row in self._all}
        self._state = replace(
            self._state,
            rows=shown,
            version=self._state.version + 1,
            cards=card_counts(without_cards, wanted),
            groups=group_choices(self._all),
            causes=cause_choices(self._all),
            visits=visit_choices(),
            conflicts=conflict_chip(self._all, disputed),
            marked=self._state.marked & known,
            narrowed=narrowing_words(wanted),
            register_empty=self._state.loaded and not self._all,
        )
        self._count()
        self._show_glance()

    def _count(self) -> None:
        rows, marked = len(self._state.rows), len(self._state.marked)
        words = _n("{count} household", "{count} households", rows).format(count=f"{rows:,}")
        if marked:
            words = _("{marked} marked of {rows}").format(marked=marked, rows=words)
        self._state = replace(self._state, count=words)

    def _show_glance(self) -> None:
        seen = self._glances.seen
        state = self._state
        conflicts = 0 if seen is None else state.disputed.get(seen.row.uid, 0)
        shown = None if seen is None else preview(seen, state.terms, conflicts)
        self._state = replace(self._state, preview=shown)
        self.changed.emit()

    def _today(self) -> dt.date:
        return self._desk.clock.now().date()


def _meant(store: Store, text: str) -> frozenset[str] | None:
    """The households that the words of a search mean; None without words: all."""
    if not text.strip():
        return None
    return frozenset(row.uid for row in store.questions.search(text, _MOST_FOUND))
