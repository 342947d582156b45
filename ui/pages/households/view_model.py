"""What happens on the list of households: loading, narrowing, marking, looking at one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.household_view import Glance, glance
from ui.forms.answers import FormAnswers
from ui.forms.identity_check import is_sound, taken_words
from ui.forms.request import FormRequest, Values
from ui.navigation.intents import HouseholdFilter, Saved, VisitFilter
from ui.pages.households.narrowing import (
    card_counts,
    cause_choices,
    group_choices,
    narrowed,
    visit_choices,
)
from ui.pages.households.new_household import create_household, new_household_form
from ui.pages.households.state import ListState
from ui.pages.households.wording import narrowing_words, preview
from ui.workers.runner import Runner

_PAUSE_MS = 40
_MOST_FOUND = 2000
_VISITS: dict[str, VisitFilter] = {"due": "due", "never": "never"}


class HouseholdsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; the wishes carry uids: ``household_wanted`` and
    ``visit_wanted`` one, ``print_wanted`` several; ``form_wanted`` carries the form of a new
    household, ``saved`` a :class:`Saved`, ``failed`` an exception.
    """

    changed = Signal()
    household_wanted = Signal(str)
    visit_wanted = Signal(str)
    print_wanted = Signal(object)
    form_wanted = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, village: str | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._village = village
        self._all: Sequence[HouseholdRow] = ()
        self._found: frozenset[str] | None = None
        self._looked_at = ""
        self._answers = FormAnswers(self)
        self._glance: Glance | None = None
        self._state = ListState(desk.clock.now().date())
        # a person who runs down the list looks only at the household where they stop
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_glance)

    @property
    def state(self) -> ListState:
        """The state now."""
        return self._state

    def load(self) -> None:
        """Ask again, and look again at the household beside the list."""
        questions, text = self._desk.store.questions, self._state.filter.text
        self._runner.ask(
            lambda: (questions.households(self._village), self._search(text)),
            self._loaded,
            self.failed.emit,
        )
        self._ask_glance()

    def narrow(self, wanted: HouseholdFilter) -> None:
        """Show what this filter lets through."""
        if wanted.text != self._state.filter.text:
            self._state = replace(self._state, filter=wanted)
            self.load()
            return
        self._state = replace(self._state, filter=wanted)
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

    def widen(self) -> None:
        """Take every filter away."""
        self.narrow(HouseholdFilter())

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
        if uid == self._looked_at:
            return
        self._looked_at = uid
        self._pause.start()

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of the form is told."""
        return self._answers

    def ask_new(self) -> None:
        """Ask for the form of a new household."""
        groups = [name for name, _words in group_choices(self._all) if name]
        self.form_wanted.emit(new_household_form(groups, self._today()))

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Add the household and look at it."""
        desk, village = self._desk, self._village
        given = {**request.values, **changes}
        self._runner.ask(
            lambda: create_household(desk, village, given), self._created,
            self._answers.refused.emit,
        )  # fmt: skip

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Look whether somebody else holds the ID number that was just typed."""
        del request
        number = str(values.get("id_number") or "")
        if key == "id_number" and is_sound(number, self._today()):
            edits = HouseholdEdits(self._desk.registers)
            self._runner.ask(lambda: edits.holder(number), self._held, self.failed.emit)

    def spoken_anew(self) -> None:
        """The language changed: say everything again."""
        self._narrowed()

    def _held(self, holder: HouseholdRow | None) -> None:
        if holder is not None:
            self._answers.told.emit("id_number", taken_words(holder))

    def _created(self, made: tuple[str, Done]) -> None:
        uid, done = made
        self._answers.done.emit()
        self._looked_at = uid
        self._state = replace(self._state, filter=HouseholdFilter(), chosen=uid)
        self.saved.emit(Saved(_("Added a household"), done))
        self.load()

    def _search(self, text: str) -> frozenset[str] | None:
        if not text.strip():
            return None
        found = self._desk.store.questions.search(text, _MOST_FOUND)
        return frozenset(row.uid for row in found)

    def _loaded(self, answer: tuple[list[HouseholdRow], frozenset[str] | None]) -> None:
        self._all, self._found = answer
        self._state = replace(self._state, today=self._today(), loaded=True)
        self._narrowed()

    def _narrowed(self) -> None:
        wanted, today = self._state.filter, self._state.today
        rows = self._all
        if self._found is not None:
            found = self._found
            rows = [row for row in rows if row.uid in found]
        without_cards = narrowed(rows, replace(wanted, cards=frozenset()), today)
        shown = narrowed(without_cards, HouseholdFilter(cards=wanted.cards), today)
        known = {row.uid for row in self._all}
        self._state = replace(
            self._state,
            rows=shown,
            version=self._state.version + 1,
            cards=card_counts(without_cards, wanted),
            groups=group_choices(self._all),
            causes=cause_choices(self._all),
            visits=visit_choices(),
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

    def _ask_glance(self) -> None:
        self._pause.stop()
        uid = self._looked_at
        if not uid:
            self._glance = None
            self._show_glance()
            return
        self._runner.ask(lambda: _glance_or_none(self._desk, uid), self._seen, self.failed.emit)

    def _seen(self, seen: Glance | None) -> None:
        if seen is None or seen.row.uid == self._looked_at:
            self._glance = seen
            self._show_glance()

    def _show_glance(self) -> None:
        shown = None if self._glance is None else preview(self._glance, self._state.today)
        self._state = replace(self._state, preview=shown)
        self.changed.emit()

    def _today(self) -> dt.date:
        return self._desk.clock.now().date()


def _glance_or_none(desk: Desk, uid: str) -> Glance | None:
    if desk.store.questions.household(uid) is None:
        return None
    return glance(desk.store, uid)
