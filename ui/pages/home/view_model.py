"""What happens on the home page: asking for the week, and opening the lists behind its figures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.services.desk import Desk
from fieldapp.services.overview import Overview, overview
from fieldapp.services.visits_due import due_households
from ui.navigation.intents import HouseholdFilter
from ui.pages.home.state import FigureKey, HomeState
from ui.pages.home.wording import home_state
from ui.workers.runner import Runner

CARE = frozenset({"RED", "YELLOW"})
_BEHIND: dict[FigureKey, HouseholdFilter] = {
    "due": HouseholdFilter(visits="due"),
    "promises": HouseholdFilter(promises=True),
    "week": HouseholdFilter(recent=True),
}


class HomeViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; the wishes carry what they are about:
    ``list_wanted`` a :class:`HouseholdFilter`, ``household_wanted`` and ``visit_wanted`` a uid
    (empty: none chosen), ``print_wanted`` the uids of households; ``failed`` an exception.
    """

    changed = Signal()
    list_wanted = Signal(object)
    household_wanted = Signal(str)
    visit_wanted = Signal(str)
    print_wanted = Signal(object)
    roster_wanted = Signal()
    exchange_wanted = Signal()
    due_wanted = Signal(str)
    """The kind of things due that are to be listed; empty for all."""
    checks_wanted = Signal()
    matter_wanted = Signal(str)
    """The kind of open matters that is to be listed."""
    create_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, village: str | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._village = village
        self._answer: Overview | None = None

    @property
    def state(self) -> HomeState:
        """The state now, in the language of the screen."""
        if self._answer is None:
            return HomeState()
        return home_state(self._answer, county=self._desk.profile.role == "county")

    def load(self) -> None:
        """Ask again."""
        desk = self._desk
        self._runner.ask(
            lambda: overview(desk.store, desk.clock, desk.exchange, self._village),
            self._loaded,
            self.failed.emit,
        )

    def open_figure(self, key: FigureKey) -> None:
        """Show the list behind a figure."""
        if key == "custody":
            self.exchange_wanted.emit()
        elif key == "checks":
            self.checks_wanted.emit()
        else:
            self.list_wanted.emit(_BEHIND[key])

    def open_card(self, card: str) -> None:
        """Show the households of a card."""
        self.list_wanted.emit(HouseholdFilter(cards=frozenset({card})))

    def open_cause(self, cause: str) -> None:
        """Show the households with red or yellow cards and this main cause."""
        self.list_wanted.emit(HouseholdFilter(cards=CARE, cause=cause))

    def print_due(self) -> None:
        """Print a sheet for every household that is due."""
        desk = self._desk
        self._runner.ask(
            lambda: due_households(desk.store, desk.clock, self._village),
            self._print,
            self.failed.emit,
        )

    def _print(self, households: list[str]) -> None:
        if households:
            self.print_wanted.emit(households)

    def _loaded(self, answer: Overview) -> None:
        self._answer = answer
        self.changed.emit()
