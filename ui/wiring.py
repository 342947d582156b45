"""An unlocked workspace in the window: what was saved and can be undone, and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from fieldapp.services.drafts import Draft
from fieldapp.services.keyboard import key_for
from ui.around import Around, ask_around, frame_state
from ui.feedback.failures import show_failure
from ui.feedback.taking_back import TakingBack
from ui.guarding.desk_guard import DeskGuard, close_store
from ui.navigation.intents import Saved, Telling
from ui.navigation.register import PageRegister
from ui.pages.visit.view_model import Saved as VisitSaved
from ui.routes import Routes
from ui.shell.main_window import MainWindow
from ui.style.theme import Theme, apply_style
from ui.view_models import make_view_models
from ui.widgets.reading import set_reading
from ui.workers.runner import Runner


class Wiring(QObject):
    """Puts view models, pages and frame together for one desk.

    ``reseated`` asks for a new wiring: somebody else is at the keyboard; ``lock_wanted`` for
    the passphrase.
    """

    reseated = Signal()
    lock_wanted = Signal()

    def __init__(self, window: MainWindow, desk: Desk, runner: Runner, preferences: Path) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self.desk = desk
        set_reading(reading=desk.registers.reading)
        self.models = make_view_models(desk, runner, preferences)
        self.routes = Routes(window, self.models)
        self.acts = TakingBack(desk.registers, runner, self)
        self.acts.said.connect(self._said)
        self.acts.failed.connect(self._failed)
        self.guard = DeskGuard(window, desk, runner)
        self._listen_to_pages()
        window.open(PageRegister(*self.routes.pages()), "home")
        self._listen_to_window()
        self.renew()
        runner.ask(desk.visits.drafts.pending, self._take_up, self._failed)

    def close(self) -> None:
        """Keep the draft; the store is closed once everything asked before has been done."""
        self.let_go()
        desk = self.desk
        self._runner.ask(lambda: close_store(desk), _nothing, self._failed)

    def let_go(self) -> None:
        """Keep the draft and hear the window no more; the store stays open."""
        self.models.visit.keep_draft()
        self.guard.stop()
        for connection in self._connections:
            QObject.disconnect(connection)
        self.routes.deleteLater()
        self.deleteLater()

    def renew(self) -> None:
        """Ask what stands around the pages again."""
        desk = self.desk
        self._runner.ask(lambda: ask_around(desk), self._show_around, self._failed)

    def _listen_to_pages(self) -> None:
        models = self.models
        for failed in (*models.failures(), self.routes.failed):
            failed.connect(self._failed)
        for said in models.notices():
            said.connect(self._window.say)
        for edited in (
            models.duplicates,
            models.household,
            models.households,
            models.settings,
            models.county,
            models.roster,
            models.village,
            models.checks,
            models.merge,
            models.review,
            models.questions,
            models.visits,
        ):
            edited.saved.connect(self._saved)
        models.visit.saved.connect(self._visit_saved)
        models.visit.left.connect(self._visit_left)
        models.exchange.changed.connect(self._exchanged)
        models.exchange.imports.merged.connect(self.renew)
        models.exchange.imports.merged.connect(self.acts.forget)
        models.roster.taken_back.connect(self.acts.taken_back)
        self.acts.undone.connect(models.roster.was_undone)
        self.acts.working.connect(self._window.show_work)
        self.acts.redone.connect(models.roster.was_redone)
        models.settings.language_asked.connect(self._speak)
        models.settings.theme_asked.connect(self._dress)
        self.guard.reseated.connect(self.reseated)
        self.guard.lock_wanted.connect(self.lock_wanted)
        self.guard.people_wanted.connect(lambda: self.routes.go("settings"))
        self.guard.said.connect(self._window.say)
        self.guard.failed.connect(self._failed)
        models.settings.keyboard_taken.connect(lambda _name: self.reseated.emit())
        models.settings.pin_wanted.connect(self.guard.switch)

    def _listen_to_window(self) -> None:
        window, routes = self._window, self.routes
        self._connections = [
            window.search_asked.connect(routes.search),
            window.found_picked.connect(routes.open_household),
            window.search_entered.connect(routes.scan),
            window.undo_asked.connect(self.acts.undo),
            window.redo_asked.connect(self.acts.redo),
            window.work_stopped.connect(self.acts.cancel),
            window.custody_asked.connect(lambda: routes.go("exchange")),
            window.help_asked.connect(routes.manual.read_about),
            window.switch_asked.connect(self.guard.switch),
            window.behalf_asked.connect(self._key_for),
            window.language_changed.connect(self.renew),
        ]

    def _key_for(self, name: str) -> None:
        store = self.desk.store
        self._runner.ask(
            lambda: key_for(store, name), lambda _none: self.reseated.emit(), self._failed
        )

    def _saved(self, saved: Saved) -> None:
        self.acts.did(saved.notice, saved.done)

    def _visit_saved(self, saved: VisitSaved) -> None:
        self.routes.open_household(saved.household)
        self.acts.did(saved.notice, saved.done)

    def _visit_left(self, notice: Telling | None) -> None:
        self.routes.back()
        if notice is not None:
            self._window.say(notice)

    def _said(self, notice: Telling, undoable: bool, redoable: bool) -> None:
        self._window.say(notice, undoable=undoable, redoable=redoable)
        self.renew()
        self._refresh()

    def _refresh(self) -> None:
        """The page in front asks its question again; the others do when they come to the front."""
        page = self._window.navigator.page(self._window.navigator.here)
        refresh = getattr(page, "refresh", None)
        if callable(refresh):
            refresh()

    def _exchanged(self) -> None:
        """What is not handed over changes once a bundle is made, not while it is being made."""
        if not self.models.exchange.state.work:
            self.renew()

    def _speak(self, language: str) -> None:
        set_language(language)
        self._window.rebuild()

    def _dress(self, theme: Theme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_style(app, theme)
            self._window.rebuild()

    def _take_up(self, drafts: Sequence[Draft]) -> None:
        """What was being typed when the program ended comes back; several are offered in a list."""
        if len(drafts) == 1:
            self.routes.record_visit(drafts[0].household)
        elif drafts:
            self.routes.go("visit")

    def _show_around(self, around: Around) -> None:
        self._window.show_state(frame_state(around))

    def _failed(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        show_failure(failure, self._window.banner, self._window)


def _nothing(_answer: object) -> None:
    """Nobody waits for this."""
