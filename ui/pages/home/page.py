"""The week at a glance; every figure opens the list behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from fieldapp.foundation.i18n import _, _n
from ui.models.frozen_table import Column, FrozenTableModel
from ui.models.wording import NOTHING, english
from ui.pages.home.also_due import AlsoDueLine
from ui.pages.home.state import FigureKey, FirstRow, HomeState
from ui.pages.home.view_model import HomeViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.bars import BarList
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure import Figure
from ui.widgets.matter_pills import MatterPills
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text


class HomePage(QWidget):
    """Renders a :class:`HomeState`; what is pressed goes to the view model."""

    def __init__(self, model: HomeViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._week = Text("", "quiet")
        self._meeting = Text("", "quiet")
        self._visit = PrimaryButton(_("Record a visit"), "Ctrl+N", self._record, changes=True)
        self._figures = {key: Figure(label, NOTHING) for key, label in _labels().items()}
        wide = english()
        self._cards = BarList(label_width=96 if wide else 72, value_width=152 if wide else 112)
        self._causes = BarList(label_width=104, value_width=28)
        self._causes_note = Text("", "quiet")
        self._why = QWidget()
        self._clock = Banner()
        self._also = AlsoDueLine(model.due_wanted.emit)
        self.matters = MatterPills()
        self.matters.picked.connect(model.matter_wanted)
        self._rows = FrozenTableModel[FirstRow](_columns())
        self.table = Table(self._rows, _("Go to these first"))
        self._none_due = EmptyState("ok", _("No visit is due."))
        self._print = QuietButton("", "Ctrl+P", model.print_due)
        self._all = QuietButton(_("All due"), "", lambda: model.open_figure("due"))
        self._arrange()
        self._connect()
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    Enter opens    Ctrl+N records a visit    Ctrl+P prints the sheets")

    def show_state(self, state: HomeState) -> None:
        """Show this moment."""
        self._week.setText(state.week)
        self._meeting.setText(state.meeting)
        self._meeting.set_tone(state.meeting_tone)
        self._clock.say(*state.clock, "yellow")
        self._why.setVisible(not any(state.clock))  # what is told takes their room
        self._none_due.set_words(_("No visit is due."), state.cadence)
        for figure in state.figures:
            self._figures[figure.key].set_figure(
                figure.number, figure.unit, figure.caption, figure.tone
            )
        self._cards.set_amounts(state.cards, state.households)
        self._causes.set_amounts(state.causes)
        self._causes_note.setText(state.causes_note)
        self._also.show_items(state.also)
        self.matters.show_matters(state.matters)
        self._rows.set_rows(state.first)
        self.table.go_to(0)
        self._due.setCurrentIndex(0 if state.first or not state.loaded else 1)
        self._print.set_text(
            _n(
                "Print the visit sheet of {count} household",
                "Print the visit sheets of these {count}",
                state.due,
            ).format(count=state.due)
        )
        for button in (self._print, self._all):
            button.setEnabled(state.due > 0)
        self._layers.setCurrentIndex(1 if state.empty else 0)

    def _arrange(self) -> None:
        head = row(
            Text(_("This week"), "title"), self._week, self._meeting, None, self._visit, gap=2
        )
        pills = row(self.matters, None)
        figures = side_by_side(*self._figures.values())
        lower = side_by_side(self._bars(), self._first(), shares=(1, 1))
        layout = column(head, self._clock, pills, figures, lower, gap=2, margin=3)
        layout.setStretch(4, 1)
        full = QWidget()
        full.setLayout(layout)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(full)
        self._layers.addWidget(
            EmptyState(
                "households",
                _("The register is still empty."),
                _("Add the first household, or take in a roster or a bundle under Exchange."),
                PrimaryButton(_("New household"), "", self._model.create_wanted.emit, changes=True),
                QuietButton(
                    _("Take in a roster…"), "", self._model.roster_wanted.emit, changes=True
                ),
            )
        )

    def _bars(self) -> Panel:
        panel = Panel(_("Households by card"))
        panel.body.addWidget(self._cards)
        panel.body.addSpacing(12)
        head = row(Text(_("Main causes"), "heading"), self._causes_note, None)
        causes = column(head, self._causes, gap=1)
        causes.setContentsMargins(0, 0, 0, 0)
        self._why.setLayout(causes)
        panel.body.addWidget(self._why)
        panel.body.addStretch(1)
        panel.body.addWidget(self._also)
        return panel

    def _first(self) -> Panel:
        panel = Panel(_("Go to these first"))
        inside = QWidget()
        self._due = QStackedLayout(inside)
        self._due.addWidget(self.table)
        self._due.addWidget(self._none_due)
        panel.body.addWidget(inside, 1)
        panel.body.addLayout(row(self._print, self._all, None))
        return panel

    def _connect(self) -> None:
        self._model.changed.connect(self._show_again)
        for key, figure in self._figures.items():
            figure.clicked.connect(
                lambda _checked=False, chosen=key: self._model.open_figure(chosen)
            )
        self._cards.picked.connect(self._model.open_card)
        self._causes.picked.connect(self._model.open_cause)
        self.table.opened.connect(lambda first: self._model.household_wanted.emit(first.uid))

    def _show_again(self) -> None:
        self.show_state(self._model.state)

    def _record(self) -> None:
        current = self.table.current()
        self._model.visit_wanted.emit(current.uid if isinstance(current, FirstRow) else "")


def _labels() -> dict[FigureKey, str]:
    return {
        "due": _("Visits due"),
        "promises": _("Promises due"),
        "week": _("Visited this week"),
        "checks": _("Found by checks"),
        "custody": _("Not handed over"),
    }


def _columns() -> tuple[Column[FirstRow], ...]:
    return (
        Column(_("Household"), lambda r: r.name, key="name", quiet=lambda r: r.group, width=128),
        Column(
            _("Card"), lambda r: r.card, key="card", chip=lambda r: r.card_tone, width=72
        ),
        Column(
            _("Last visit"), lambda r: r.last, key="last", tone=lambda r: r.last_tone, width=104
        ),
        Column(
            _("Promised"), lambda r: r.promise, key="promise", tone=lambda r: r.promise_tone,
            width=0,
        ),
    )  # fmt: skip
