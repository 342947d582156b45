"""One household: the band at the top, below it what is recorded, by subject."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from fieldapp.foundation.i18n import _, _n
from ui.dialogs.judging_host import JudgingHost
from ui.dialogs.reveal_host import RevealHost
from ui.findings.home_list import HomeFindingsList
from ui.forms.request import FormRequest
from ui.pages.household.matters_line import MattersLine
from ui.pages.household.paper_entry import SUBJECTS, PaperEntry, ask_form_of
from ui.pages.household.sections.band import Band
from ui.pages.household.sections.cards import Cards
from ui.pages.household.sections.incomes import Incomes
from ui.pages.household.sections.lists import (
    cause_columns,
    measure_columns,
    member_columns,
)
from ui.pages.household.sections.models import Models
from ui.pages.household.sections.overview import Overview
from ui.pages.household.sections.record_tabs import record_tabs
from ui.pages.household.sections.visits import Visits
from ui.pages.household.state import HouseholdState
from ui.pages.household.view_model import HouseholdViewModel
from ui.recordbook.tab import LateTab
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chips import PillButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.menu_button import MenuButton
from ui.widgets.side_tabs import SideTabs
from ui.widgets.years_panel import YearsPanel

_KEYS = (*(f"Ctrl+{digit}" for digit in "1234567890"), "Alt+1", "Alt+2", "Alt+3", "Alt+4")


class HouseholdPage(QWidget):
    """Renders a :class:`HouseholdState`; Ctrl+1 to Ctrl+0 and Alt+1 to Alt+4 choose the subject."""

    def __init__(self, model: HouseholdViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self.forms = JudgingHost(self, model)
        self.band = Band()
        self.events = MenuButton(_("Life event"), "Alt+E", changes=True)
        self.events.picked.connect(model.ask_event)
        self.overview = Overview(lambda: model.ask_form("household"), model.household_wanted.emit)
        self.members = self._members()
        self.living = self._living()
        self.income = Incomes(model.ask_form)
        self.cards = Cards(model.ask_form)
        self.causes = self._causes()
        self.measures = self._measures()
        self.models = Models()
        self.models.chosen.connect(model.take_model)
        self.visits = Visits(model.record_visit)
        self.record_tabs = (*record_tabs(model), self._findings_tab())
        self.problems = PillButton("", "yellow")
        self.problems.clicked.connect(self._show_findings)
        self.matters = MattersLine(model.matters)
        self.record_forms = JudgingHost(self, model.book)
        self.event_forms = JudgingHost(self, model.events)
        self.reveals = RevealHost(self, model.reveal, lambda: model.state.today)
        self.tabs = SideTabs(_("Subjects"))
        self._arrange()
        model.changed.connect(self._show_again)
        model.findings.changed.connect(self._count_findings)
        model.form_wanted.connect(self._show_form)
        model.paper_wanted.connect(self._open_paper)
        model.book.form_wanted.connect(self._show_record_form)
        model.events.form_wanted.connect(self._show_event_form)
        self.show_state(model.state)
        self._count_findings()

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        for tab, _title in self.record_tabs:
            tab.refresh()
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("Ctrl+1 … Ctrl+0 choose the subject    Ctrl+N records a visit    Esc goes back")

    def show_state(self, state: HouseholdState) -> None:
        """Show this moment."""
        self._layers.setCurrentIndex(1 if state.gone else 0)
        self.band.show_heading(state.heading)
        self.events.set_entries(state.possible)
        self.overview.show_state(state)
        self.members.show_rows(state.members)
        self.living.show_years(state.living)
        self.income.show_state(state)
        self.cards.show_rows(state.cards)
        self.causes.show_rows(state.causes)
        self.measures.show_rows(state.measures)
        self.models.show_state(state.advice)
        self.visits.show_rows(state.visits)

    def _arrange(self) -> None:
        model = self._model
        both = QWidget()
        both.setLayout(side_by_side(self.cards, self.causes, shares=(4, 3)))
        plan = QWidget()
        plan.setLayout(side_by_side(self.measures, self.models, shares=(2, 1)))
        subjects = (
            (self.overview, _("Overview")), (self.members, _("People")),
            (self.living, _("Living and land")), (self.income, _("Income")),
            (both, _("Card and causes")), (plan, _("Measures")),
            (self.visits, _("Visits")), *self.record_tabs,
        )  # fmt: skip
        for (widget, title), key in zip(subjects, _KEYS, strict=True):
            self.tabs.add(widget, title, key)
        head = row(
            LinkButton(f"‹ {_('Households')}", "Esc", model.back_wanted.emit), self.problems,
            self.matters, None,
            QuietButton(_("Show a number"), "Alt+S", model.ask_reveal),
            self.events,
            QuietButton(_("Print the sheet"), "Ctrl+P", model.print_sheet),
            PrimaryButton(_("Record a visit"), "Ctrl+N", model.record_visit, changes=True),
        )  # fmt: skip
        layout = column(head, self.band, self.tabs, gap=1.5)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setStretch(2, 1)
        full = QWidget()
        full.setLayout(layout)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(full)
        self._layers.addWidget(
            EmptyState(
                "households", _("This household is no longer in the register."),
                _("It was removed, here or by a bundle. Undo brings it back."),
                PrimaryButton(_("To the list"), "", model.back_wanted.emit),
            )
        )  # fmt: skip

    def _findings_tab(self) -> tuple[LateTab, str]:
        findings = self._model.findings

        def show(inside: QWidget) -> None:
            if isinstance(inside, HomeFindingsList):
                inside.show_state()

        return LateTab(findings, lambda: HomeFindingsList(findings), show), _("Checks")

    def _count_findings(self) -> None:
        count = self._model.findings.waiting
        words = _n("{count} point to look at", "{count} points to look at", count)
        self.problems.set_pill(words.format(count=count), "yellow")
        self.problems.setVisible(count > 0)

    def _show_findings(self) -> None:
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def _members(self) -> Listing:
        ask = self._model.ask_form
        made = Listing(
            _("People"), member_columns(),
            Emptiness("person", _("Nobody is entered yet."), _("Add the head first.")),
            (
                Command(_("Add a person"), "Ctrl+M", lambda: ask("member")),
                Command(_("Change"), "", lambda: ask("member", made.current_uid()), True),
                Command(_("Life event"), "", self.events.drop),
            ),
        )  # fmt: skip
        made.opened.connect(lambda person: ask("member", person.uid))
        return made

    def _measures(self) -> Listing:
        ask = self._model.ask_form
        made = Listing(
            _("Measures"), measure_columns(),
            Emptiness("check", _("Nothing was promised yet."), _("Promise the first measure.")),
            (
                Command(_("Promise a measure"), "Ctrl+M", lambda: ask("measure")),
                Command(
                    _("What became of it"), "", lambda: ask("measure", made.current_uid()), True
                ),
            ),
        )  # fmt: skip
        made.opened.connect(lambda measure: ask("measure", measure.uid))
        return made

    def _causes(self) -> Listing:
        return Listing(
            _("Causes"), cause_columns(),
            Emptiness("info", _("No cause is recorded yet."), _("Record this year's causes.")),
            (Command(_("Change"), "", lambda: self._model.ask_form("causes")),),
        )  # fmt: skip

    def _living(self) -> YearsPanel:
        return YearsPanel(
            _("Living and land"), _("what changed stands beside the value"),
            Emptiness("home", _("Nothing is recorded yet."), _("Record this year.")),
            (Command(_("Record a year"), "", lambda: self._model.ask_form("living")),),
        )  # fmt: skip

    def _show_again(self) -> None:
        self.show_state(self._model.state)

    def _open_paper(self, entry: PaperEntry) -> None:
        self.tabs.setCurrentIndex(SUBJECTS[entry.form])
        ask_form_of(entry, self._model)

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._model.state.today)

    def _show_record_form(self, request: FormRequest) -> None:
        self.record_forms.show_form(request, self._model.state.today)

    def _show_event_form(self, request: FormRequest) -> None:
        self.event_forms.show_form(request, self._model.state.today)
