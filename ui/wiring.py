"""Puts the pages of an unlocked workspace together: their view models, their wishes, the frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import N_, _, set_language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.drafts import Draft
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.paper import household_of_code
from ui.around import Around, ask_around, frame_state
from ui.feedback.failures import show_failure
from ui.models.wording import card_word, dotted
from ui.navigation.intents import HouseholdFilter, Saved
from ui.navigation.register import PageRegister, PageSpec
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.pages.home.page import HomePage
from ui.pages.home.view_model import HomeViewModel
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.pages.households.page import HouseholdsPage
from ui.pages.households.view_model import HouseholdsViewModel
from ui.pages.print.page import PrintPage
from ui.pages.print.view_model import PrintViewModel
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.view_model import SettingsViewModel
from ui.pages.visit.page import VisitPage
from ui.pages.visit.view_model import Saved as VisitSaved
from ui.pages.visit.view_model import VisitViewModel
from ui.pages.visits.page import VisitsPage
from ui.pages.visits.view_model import VisitsViewModel
from ui.shell.main_window import MainWindow
from ui.style.theme import Theme, apply_style
from ui.widgets.search_field import Found
from ui.workers.runner import Runner

_FOUND = 12


class Wiring(QObject):
    """Owns the view models of one unlocked workspace and leads from page to page.

    ``reseated`` asks for a new wiring: somebody else is at the keyboard.
    """

    reseated = Signal()

    def __init__(self, window: MainWindow, desk: Desk, runner: Runner, preferences: Path) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self.desk = desk
        self.home = HomeViewModel(desk, runner)
        self.households = HouseholdsViewModel(desk, runner)
        self.household = HouseholdViewModel(desk, runner)
        self.visit = VisitViewModel(desk.visits, runner, desk.profile.author)
        self.visits = VisitsViewModel(desk, runner)
        self.printing = PrintViewModel(desk, runner)
        self.exchange = ExchangeViewModel(desk, runner)
        self.settings = SettingsViewModel(desk, runner, preferences)
        self._undo: Callable[[], None] | None = None
        self._listen_to_pages()
        window.open(PageRegister(*self._pages()), "home")
        self._listen_to_window()
        self.renew()
        self._runner.ask(desk.visits.drafts.pending, self._take_up, self._failed)

    def close(self) -> None:
        """Keep the draft; the store is closed once everything asked before has been done."""
        self.let_go()
        self._runner.ask(self.desk.store.close, _nothing, self._failed)

    def let_go(self) -> None:
        """Keep the draft and hear the window no more; the store stays open."""
        self.visit.keep_draft()
        for connection in self._connections:
            QObject.disconnect(connection)
        self.deleteLater()

    def renew(self) -> None:
        """Ask what stands around the pages again."""
        desk = self.desk
        self._runner.ask(lambda: ask_around(desk), self._show_around, self._failed)

    def open_household(self, uid: str) -> None:
        """Show one household."""
        self.household.open(uid)
        self._window.navigator.go("household")

    def list_households(self, wanted: HouseholdFilter) -> None:
        """Show the households that a filter lets through."""
        self.households.narrow(wanted)
        self._window.navigator.go("households")

    def record_visit(self, uid: str) -> None:
        """Begin or take up a visit; without a household the list is shown to choose one."""
        if not uid:
            self._window.navigator.go("households")
            return
        self.visit.open(uid)
        self._window.navigator.go("visit")

    def create_household(self) -> None:
        """Show the list and the form of a new household in front of it."""
        self._window.navigator.go("households")
        self.households.ask_new()

    def print_sheets(self, uids: Sequence[str], visit: str | None = None) -> None:
        """Hand households over to the print page."""
        self.printing.hand_over(uids, visit)
        self._window.navigator.go("print")

    def _pages(self) -> tuple[PageSpec, ...]:
        return (
            PageSpec("home", N_("Home"), "home", "F2", lambda: HomePage(self.home)),
            PageSpec(
                "households", N_("Households"), "households", "F3",
                lambda: HouseholdsPage(self.households),
            ),
            PageSpec("visits", N_("Visits"), "visits", "F4", self._visits_page),
            PageSpec("print", N_("Print"), "print", "F6", lambda: PrintPage(self.printing)),
            PageSpec(
                "exchange", N_("Exchange"), "exchange", "F7", lambda: ExchangePage(self.exchange)
            ),
            PageSpec(
                "settings", N_("Settings"), "settings", "F8",
                lambda: SettingsPage(self.settings), apart=True,
            ),
            PageSpec(
                "household", N_("Household"), "households", "",
                lambda: HouseholdPage(self.household), in_rail=False,
            ),
            PageSpec(
                "visit", N_("Visit"), "visits", "", lambda: VisitPage(self.visit), in_rail=False
            ),
        )  # fmt: skip

    def _visits_page(self) -> QWidget:
        page = VisitsPage(self.visits)
        page.household_asked.connect(self.open_household)
        page.print_asked.connect(lambda uid, visit: self.print_sheets([uid], visit))
        page.record_asked.connect(lambda: self.record_visit(""))
        return page

    def _listen_to_pages(self) -> None:
        for model in (self.home, self.households):
            model.household_wanted.connect(self.open_household)
        for model in (self.home, self.households, self.household):
            model.visit_wanted.connect(self.record_visit)
            model.print_wanted.connect(self.print_sheets)
        self.home.create_wanted.connect(self.create_household)
        self.households.saved.connect(self._saved)
        self.home.list_wanted.connect(self.list_households)
        self.home.exchange_wanted.connect(lambda: self._window.navigator.go("exchange"))
        self.household.saved.connect(self._saved)
        self.household.back_wanted.connect(self._window_back)
        self.visit.saved.connect(self._visit_saved)
        self.visit.left.connect(self._visit_left)
        self.printing.jobs.said.connect(self._window.say)
        self.exchange.said.connect(self._window.say)
        self.exchange.imports.merged.connect(self.renew)
        self.settings.said.connect(self._window.say)
        self.settings.language_asked.connect(self._speak)
        self.settings.theme_asked.connect(self._dress)
        self.settings.keyboard_taken.connect(self._seated)
        for part in (
            self.home, self.households, self.household, self.visits, self.printing,
            self.printing.jobs, self.exchange, self.settings,
        ):  # fmt: skip
            part.failed.connect(self._failed)

    def _listen_to_window(self) -> None:
        window = self._window
        self._connections = [
            window.search_asked.connect(self._search),
            window.found_picked.connect(self.open_household),
            window.search_entered.connect(self._scanned),
            window.undo_asked.connect(self._undo_last),
            window.custody_asked.connect(lambda: window.navigator.go("exchange")),
            window.switch_asked.connect(lambda: window.navigator.go("settings")),
            window.language_changed.connect(self.renew),
        ]

    def _search(self, text: str) -> None:
        questions = self.desk.store.questions
        self._runner.ask(
            lambda: questions.search(text, _FOUND),
            lambda rows: self._window.show_found(text, [_found(row) for row in rows]),
            self._failed,
        )

    def _scanned(self, text: str) -> None:
        """A sheet's code opens the visit of its household; other text what alone it may mean."""
        self._runner.ask(
            lambda: household_of_code(text), self.record_visit, lambda _failure: self._look(text)
        )

    def _look(self, text: str) -> None:
        questions = self.desk.store.questions

        def show(rows: Sequence[HouseholdRow]) -> None:
            if len(rows) == 1:
                self.open_household(rows[0].uid)
            else:
                self.list_households(HouseholdFilter(text=text))

        self._runner.ask(lambda: questions.search(text, 2), show, self._failed)

    def _saved(self, saved: Saved) -> None:
        self._offer_undo(saved.notice, saved.done)

    def _visit_saved(self, saved: VisitSaved) -> None:
        self.open_household(saved.household)
        self._offer_undo(saved.notice, saved.done)

    def _visit_left(self, notice: str) -> None:
        self._window_back()
        if notice:
            self._window.say(notice)

    def _window_back(self) -> None:
        if not self._window.navigator.back():
            self._window.navigator.go("households")

    def _offer_undo(self, notice: str, done: Done) -> None:
        edits = HouseholdEdits(self.desk.registers)

        def undo() -> None:
            self._runner.ask(
                lambda: edits.undo(done),
                lambda back: self._offer_undo(_("Undone: {what}").format(what=notice), back),
                self._failed,
            )

        self._undo = undo if done.undo else None
        self._window.say(notice, undoable=bool(done.undo))
        self.renew()
        self._refresh()

    def _undo_last(self) -> None:
        if self._undo is not None:
            self._undo()

    def _refresh(self) -> None:
        """The page in front asks its question again; the others do when they come to the front."""
        page = self._window.navigator.page(self._window.navigator.here)
        refresh = getattr(page, "refresh", None)
        if callable(refresh):
            refresh()

    def _speak(self, language: str) -> None:
        set_language(language)
        self._window.rebuild()

    def _dress(self, theme: Theme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_style(app, theme)
            self._window.rebuild()

    def _seated(self, _name: str) -> None:
        """Somebody else is at the keyboard: the services are put together in that name."""
        self.reseated.emit()

    def _take_up(self, drafts: Sequence[Draft]) -> None:
        """What was being typed when the program ended comes back; several are offered in a list."""
        if len(drafts) == 1:
            self.record_visit(drafts[0].household)
        elif drafts:
            self._window.navigator.go("visit")

    def _show_around(self, around: Around) -> None:
        self._window.show_state(frame_state(around))

    def _failed(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        show_failure(failure, self._window.banner, self._window)


def _found(row: HouseholdRow) -> Found:
    detail = dotted(row.group, row.local_no, card_word(row.card))
    return Found(row.uid, row.head_name, detail)


def _nothing(_answer: object) -> None:
    """Nobody waits for this."""
