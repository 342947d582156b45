"""The ways through the window: which pages there are, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import N_
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.paper import is_code
from ui.manual_routes import ManualRoutes
from ui.matter_routes import MatterRoutes
from ui.models.wording import card_word, dotted
from ui.navigation.intents import HouseholdFilter
from ui.navigation.register import PageSpec
from ui.pages.checks.page import ChecksPage
from ui.pages.county.page import CountyPage
from ui.pages.duplicates.page import DuplicatesPage
from ui.pages.exchange.page import ExchangePage
from ui.pages.home.page import HomePage
from ui.pages.household.page import HouseholdPage
from ui.pages.households.page import HouseholdsPage
from ui.pages.print.page import PrintPage
from ui.pages.settings.page import SettingsPage
from ui.pages.visit.page import VisitPage
from ui.pages.visits.page import VisitsPage
from ui.paper_routes import PaperRoutes
from ui.shell.main_window import MainWindow
from ui.view_models import ViewModels
from ui.widgets.search_field import Found

_FOUND = 12


class Routes(QObject):
    """Leads from page to page; ``failed`` carries an exception for the surface it belongs to."""

    failed = Signal(object)

    def __init__(self, window: MainWindow, models: ViewModels) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        self.matters = MatterRoutes(models, self)
        self.papers = PaperRoutes(models, self)
        self.manual = ManualRoutes(models.manual, self)
        self._listen()

    def pages(self) -> tuple[PageSpec, ...]:
        """Every page, in the order of the rail."""
        models = self._models
        return (
            PageSpec("home", N_("Home"), "home", "F2", lambda: HomePage(models.home)),
            PageSpec(
                "households", N_("Households"), "households", "F3",
                lambda: HouseholdsPage(models.households),
            ),
            PageSpec("visits", N_("Visits"), "visits", "F4", self._visits_page),
            PageSpec("village", N_("Village"), "village", "F5", self._village_page),
            PageSpec(
                "checks", N_("Checks"), "review", "F10", lambda: ChecksPage(models.checks)
            ),
            PageSpec("print", N_("Print"), "print", "F6", lambda: PrintPage(models.printing)),
            PageSpec("exchange", N_("Exchange"), "exchange", "F7", self._exchange_page),
            *self.matters.pages(),
            PageSpec(
                "settings", N_("Settings"), "settings", "F8", self._settings_page, apart=True,
            ),
            PageSpec(
                "county", N_("County rules"), "settings", "", lambda: CountyPage(models.county),
                under="settings",
            ),
            PageSpec(
                "duplicates", N_("People entered twice"), "review", "",
                lambda: DuplicatesPage(models.duplicates), under="checks",
            ),
            PageSpec(
                "roster", N_("Roster"), "households", "", self._roster_page, under="households"
            ),
            PageSpec(
                "export", N_("Export"), "households", "", self._export_page, under="households"
            ),
            self.manual.page(),
            PageSpec("due", N_("Things due"), "home", "", self._due_page, under="home"),
            PageSpec(
                "household", N_("Household"), "households", "",
                lambda: HouseholdPage(models.household), under="households",
            ),
            PageSpec(
                "visit", N_("Visit"), "visits", "", lambda: VisitPage(models.visit), under="visits"
            ),
        )  # fmt: skip

    def go(self, page: str) -> None:
        """Bring a page to the front."""
        self._window.navigator.go(page)

    def back(self) -> None:
        """Return to the page before, or to the list."""
        if not self._window.navigator.back():
            self.go("households")

    def open_household(self, uid: str) -> None:
        """Show one household."""
        self._models.household.open(uid)
        self.go("household")

    def list_households(self, wanted: HouseholdFilter) -> None:
        """Show the households that a filter lets through."""
        self._models.households.narrow(wanted)
        self.go("households")

    def create_household(self) -> None:
        """Show the list and the form of a new household in front of it."""
        self.go("households")
        self._models.households.ask_new()

    def record_visit(self, uid: str) -> None:
        """Begin or take up a visit; without a household the list is shown to choose one."""
        if not uid:
            self.go("households")
            return
        self._models.visit.open(uid)
        self.go("visit")

    def print_sheets(self, uids: Sequence[str], visit: str | None = None) -> None:
        """Hand households over to the print page."""
        self._models.printing.hand_over(uids, visit)
        self.go("print")

    def search(self, text: str) -> None:
        """Show under the search box what a text may mean."""
        questions = self._models.desk.store.questions
        self._models.runner.ask(
            lambda: questions.search(text, _FOUND),
            lambda rows: self._window.show_found(text, [_found(row) for row in rows]),
            self.failed.emit,
        )

    def scan(self, text: str) -> None:
        """A sheet's code opens where the sheet is keyed; other text what alone it may mean."""
        if is_code(text):
            self.papers.open(text)
            return
        questions = self._models.desk.store.questions

        def show(rows: Sequence[HouseholdRow]) -> None:
            if len(rows) == 1:
                self.open_household(rows[0].uid)
            else:
                self.list_households(HouseholdFilter(text=text))

        self._models.runner.ask(lambda: questions.search(text, 2), show, self.failed.emit)

    def _visits_page(self) -> QWidget:
        page = VisitsPage(self._models.visits)
        page.household_asked.connect(self.open_household)
        page.print_asked.connect(lambda uid, visit: self.print_sheets([uid], visit))
        page.record_asked.connect(lambda: self.record_visit(""))
        return page

    def _roster_page(self) -> QWidget:
        from ui.pages.roster.page import RosterPage  # few open it, so it is read when they do

        return RosterPage(self._models.roster)

    def _export_page(self) -> QWidget:
        from ui.pages.export.page import ExportPage  # few open it, so it is read when they do

        return ExportPage(self._models.export)

    def list_due(self, kind: str) -> None:
        """Show what is due, or of it one kind."""
        self._models.due.choose(kind)
        self.go("due")

    def _due_page(self) -> QWidget:
        from ui.pages.due.page import DuePage  # read when it is first opened

        return DuePage(self._models.due)

    def _village_page(self) -> QWidget:
        from ui.pages.village.page import VillagePage  # read when it is first opened

        return VillagePage(self._models.village)

    def _settings_page(self) -> QWidget:
        page = SettingsPage(self._models.settings)
        page.county_asked.connect(lambda: self.go("county"))
        page.manual_asked.connect(lambda: self.manual.read_about("settings"))
        return page

    def _exchange_page(self) -> QWidget:
        page = ExchangePage(self._models.exchange)
        page.hints_changed.connect(lambda: self._window.set_hints(page.status_hints()))
        return page

    def _listen(self) -> None:
        models = self._models
        self.matters.gone.connect(self.go)
        self.papers.gone.connect(self.go)
        self.papers.failed.connect(self.failed)
        self.matters.household_wanted.connect(self.open_household)
        self.matters.back_wanted.connect(self.back)
        self.matters.conflicts_printed.connect(lambda: self.go("print"))
        for lists in (models.home, models.households, models.checks):
            lists.household_wanted.connect(self.open_household)
        for model in (models.home, models.households, models.household):
            model.visit_wanted.connect(self.record_visit)
            model.print_wanted.connect(self.print_sheets)
        models.home.create_wanted.connect(self.create_household)
        for model in (models.home, models.households):
            model.roster_wanted.connect(lambda: self.go("roster"))
        models.roster.list_wanted.connect(lambda: self.go("households"))
        models.households.export_wanted.connect(lambda: self.go("export"))
        models.export.checks_wanted.connect(lambda: self.go("checks"))
        models.export.back_wanted.connect(lambda: self.go("households"))
        models.home.list_wanted.connect(self.list_households)
        models.home.exchange_wanted.connect(lambda: self.go("exchange"))
        models.home.checks_wanted.connect(lambda: self.go("checks"))
        models.household.back_wanted.connect(self.back)
        models.duplicates.back_wanted.connect(self.back)
        models.duplicates.household_wanted.connect(self.open_household)
        for asking in (models.checks, models.households):
            asking.duplicates_wanted.connect(lambda: self.go("duplicates"))
        models.village.household_wanted.connect(self.open_household)
        models.home.due_wanted.connect(self.list_due)
        models.due.household_wanted.connect(self.open_household)
        models.due.village_wanted.connect(lambda: self.go("village"))
        models.due.back_wanted.connect(self.back)
        models.household.household_wanted.connect(self.open_household)
        self.manual.gone.connect(self.go)
        models.manual.back_wanted.connect(self.back)
        models.county.back_wanted.connect(lambda: self.go("settings"))


def _found(row: HouseholdRow) -> Found:
    detail = dotted(row.group, row.local_no, card_word(row.card))
    return Found(row.uid, row.head_name, detail)
