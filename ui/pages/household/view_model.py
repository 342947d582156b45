"""What happens on the page of one household: opening it, its forms, saving them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done
from fieldapp.records import VillageGroup
from fieldapp.services.advice import Advice, Counsel
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import HouseholdView, household_view
from fieldapp.services.paper import PaperEntry
from fieldapp.services.record_views import Book, household_book
from ui.files.shelf import FileShelf
from ui.findings.home_model import HomeFindings
from ui.forms.answers import FormAnswers
from ui.forms.likeness_check import look_for_likeness
from ui.forms.overtaken import Overtaken
from ui.forms.request import FormRequest, Values
from ui.forms.typing_judge import UNNAMED, Saving, TypingJudge
from ui.guarding.revealing import RevealModel
from ui.navigation.intents import Saved, Telling
from ui.pages.household import forms
from ui.pages.household.commands import notice, run, run_unless_overtaken
from ui.pages.household.events.book import EventBook
from ui.pages.household.history_model import HistoryModel
from ui.pages.household.matters import HomeMatters
from ui.pages.household.models_form import model_form
from ui.pages.household.state import HouseholdState
from ui.pages.household.wording import household_state
from ui.recordbook.book import RecordBook
from ui.workers.runner import Runner

Answer = tuple[HouseholdView, Counsel, tuple[VillageGroup, ...]]


class HouseholdViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``form_wanted`` carries a form to show;
    ``paper_wanted`` the :class:`PaperEntry` that is keyed here, once the household is read;
    ``saved`` a :class:`Saved`; ``visit_wanted`` the household, ``print_wanted`` a list with it;
    ``household_wanted`` another household; ``back_wanted`` asks for the list; ``failed`` carries
    an exception.
    """

    changed = Signal()
    form_wanted = Signal(object)
    paper_wanted = Signal(object)
    saved = Signal(object)
    visit_wanted = Signal(str)
    print_wanted = Signal(object)
    household_wanted = Signal(str)
    back_wanted = Signal()
    matter_wanted = Signal(str, str)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._uid = ""
        self._view: HouseholdView | None = None
        self._counsel: Counsel | None = None
        self._groups: tuple[VillageGroup, ...] = ()
        self._gone = False
        self._paper: PaperEntry | None = None
        self._answers = FormAnswers(self)
        self.book = RecordBook(desk, runner, _open_book)
        self.history = HistoryModel(desk, runner)
        self.files = FileShelf(desk, runner)
        self.events = EventBook(desk, runner)
        self.findings = HomeFindings(desk, runner)
        self.matters = HomeMatters(desk, runner)
        self.matters.wanted.connect(self.matter_wanted)
        self._judge = TypingJudge(desk.registers, runner, self)
        self._judge.failed.connect(self.failed)
        self.reveal = RevealModel(desk, runner)
        self.reveal.failed.connect(self.failed)
        for part in (
            self.book, self.history, self.events, self.files, self.findings, self.matters
        ):  # fmt: skip
            part.saved.connect(self.saved)
            part.failed.connect(self.failed)
        self.events.saved.connect(lambda _saved: self.load())
        for answers in (self._answers, self.events.answers):
            answers.opening.connect(self.household_wanted)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of a form is told."""
        return self._answers

    @property
    def judge(self) -> TypingJudge:
        """Judges what is typed in a form."""
        return self._judge

    @property
    def state(self) -> HouseholdState:
        """The state now, in the language of the screen."""
        if self._view is None or self._counsel is None:
            return HouseholdState(self._desk.clock.now().date(), gone=self._gone)
        return household_state(self._view, self._counsel)

    def open(self, uid: str, paper: PaperEntry | None = None) -> None:
        """Show another household; from ``paper`` where that sheet is keyed."""
        self._paper = paper
        if uid != self._uid:
            self._uid, self._view, self._gone = uid, None, False
            self.changed.emit()
        self.book.open(uid)
        self.history.open(uid)
        self.files.open(uid)
        self.findings.open(uid)
        self.matters.open(uid)
        self.load()

    def load(self) -> None:
        """Ask again."""
        if self._uid:
            uid = self._uid
            self._runner.ask(lambda: self._ask(uid), self._loaded, self._not_loaded)
            self.findings.load()
            self.matters.load()

    def record_visit(self) -> None:
        """Record a visit to this household; its key may be pressed before the page is filled."""
        if self._uid and not self._gone:
            self.visit_wanted.emit(self._uid)

    def print_sheet(self) -> None:
        """Print this household's sheet."""
        if self._uid and not self._gone:
            self.print_wanted.emit([self._uid])

    def ask_reveal(self) -> None:
        """Ask which masked value is wanted, and why."""
        self.reveal.ask("" if self._gone else self._uid)

    def ask_form(self, key: str, subject: str = "", *, at_blank: bool = False) -> None:
        """Ask for a form; ``subject`` is the uid of a person or a measure.

        ``key`` is ``member``, ``household``, ``living``, ``income``, ``card``,
        ``causes`` or ``measure``.
        """
        view = self._view
        if view is None:
            return
        made = forms.made(key, view, self._groups, subject)
        self.form_wanted.emit(replace(made, at_blank=at_blank))

    def ask_event(self, kind: str) -> None:
        """Ask for the form of a life event."""
        if self._view is not None:
            self.events.ask(kind, self._view)

    def take_model(self, model: str) -> None:
        """Ask for the form with a model's measures."""
        if self._view is not None and self._counsel is not None:
            found = next(m.model for m in self._counsel.models if m.model.id == model)
            self.form_wanted.emit(model_form(self._view, found))

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Save a form."""
        view, registers = self._view, self._desk.registers
        if view is None:
            return
        name = view.row.head_name or view.row.local_no
        self._runner.ask(
            lambda: run_unless_overtaken(registers, view, request, changes),
            lambda done: self._done(lambda: notice(request, name), done),
            self._refused,
        )

    def saving(self, request: FormRequest, changes: Values) -> Saving | None:
        """How a form would be saved."""
        view = self._view
        if view is None:
            return None
        is_new = request.key == "member" and not request.subject
        whole = {"name": UNNAMED, **changes} if is_new else changes
        return Saving(view.row.uid, lambda registers: run(registers, view, request, whole))

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Look whether somebody in the register is the person who is being typed."""
        view, but = self._view, request.subject or None
        if request.key == "member" and view is not None:
            answers, village = self._answers, view.row.village
            look_for_likeness(
                self._desk, self._runner, lambda: village, (key, values), but, answers
            )

    def _done(self, said: Telling, done: Done) -> None:
        self._answers.done.emit()
        self.saved.emit(Saved(said, done))
        self.load()

    def _refused(self, failure: BaseException) -> None:
        if isinstance(failure, Overtaken):
            self.load()
        self._answers.refused.emit(failure)

    def _ask(self, uid: str) -> Answer:
        store = self._desk.store
        view = household_view(store, self._desk.clock, uid)
        groups = store.find(VillageGroup, village=view.row.village)
        counsel = Advice(self._desk.registers).about_view(view)
        return view, counsel, tuple(sorted(groups, key=lambda group: group.name))

    def _loaded(self, answer: Answer) -> None:
        if answer[0].row.uid == self._uid:
            self._view, self._counsel, self._groups = answer
            self._gone = False
            self.changed.emit()
            paper, self._paper = self._paper, None
            if paper is not None:
                self.paper_wanted.emit(paper)

    def _not_loaded(self, failure: BaseException) -> None:
        if isinstance(failure, Refused):
            self._view, self._gone = None, True
            self.changed.emit()
            return
        self.failed.emit(failure)


def _open_book(desk: Desk, uid: str) -> Book:
    return household_book(desk.registers, uid)
