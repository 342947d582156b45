"""The visits as a table, with the one under the cursor to read at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.dialogs.form_host import FormHost
from ui.forms.request import FormRequest
from ui.models.frozen_table import Column
from ui.pages.visits.state import VisitLine, VisitReading, VisitsState
from ui.pages.visits.view_model import VisitsViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.chips import CardChip
from ui.widgets.inbox import Inbox
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import FilterField

_READING_WIDTH = 330


class VisitsPage(QWidget):
    """Shows the state of a :class:`VisitsViewModel`; wishes that lead elsewhere are signals.

    ``household_asked`` gives a household's uid; ``print_asked`` the household's and the visit's;
    ``record_asked`` wants a household to be searched, to record a visit to it.
    """

    household_asked = Signal(str)
    print_asked = Signal(str, str)
    record_asked = Signal()

    def __init__(self, model: VisitsViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._shown = VisitsState()
        self._make_filters()
        self._make_table()
        self._make_reading()
        self._arrange()
        self.corrections = FormHost(self, model.correcting)
        self.questions = FormHost(self, model.asking)
        model.correcting.form_wanted.connect(self._show_form)
        model.asking.form_wanted.connect(
            lambda request: self.questions.show_form(request, model.today)
        )
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do."""
        return _("↑↓ choose    Enter open the household    Ctrl+F filter    Ctrl+P print sheet")

    def show_state(self, state: VisitsState) -> None:
        """Show this moment."""
        self._period.set_choices(state.periods or [("", "")], state.period)
        self._visitor.set_choices(state.visitors or [("", "")], state.visitor)
        self._text.show_text(state.text)
        self._count.setText(state.count)
        self._inbox.show_lines(state.lines, *_nothing(state))
        if state.reading is not None:
            read = state.reading.line.uid
            self._inbox.go_to(lambda line: line.uid == read)
        if state.reading != self._shown.reading:
            self._read(state.reading)
        self._shown = state

    def _make_filters(self) -> None:
        narrow = self._model.narrow
        self._period = FilterButton(_("Time"), [("", "")])
        self._period.picked.connect(lambda key: narrow(period=key))
        self._visitor = FilterButton(_("Visitor"), [("", "")])
        self._visitor.picked.connect(lambda key: narrow(visitor=key))
        self._text = FilterField(
            self, _("Filter"), _("Name, number, words of the appeal"), 220,
            lambda text: narrow(text=text),
        )  # fmt: skip
        self._count = Text("", "quiet")

    def _make_table(self) -> None:
        self._inbox = Inbox(_("Visits"), _columns(), "visits")
        self._inbox.opened.connect(self._opened)
        self._inbox.current_changed.connect(self._moved)
        self._table = self._inbox.table
        self._table.sort_by("when", Qt.SortOrder.DescendingOrder)

    def _make_reading(self) -> None:
        self._reading = Panel()
        self._reading.setFixedWidth(_READING_WIDTH)
        self._name = Text("", "title")
        self._card = CardChip("", "general")
        self._place = Text("", "quiet", wrap=True)
        self._passages = QVBoxLayout()
        self._passages.setSpacing(10)
        inside = QWidget()
        inside.setProperty("scroll", "true")
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(0, 0, 8, 0)
        holder.addLayout(self._passages)
        holder.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setAccessibleName(_("The visit as it was recorded"))
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._open = QuietButton(_("Open"), "Enter", self._open_current, hint_only=True)
        self._print = QuietButton(_("Print sheet"), "Ctrl+P", self.print_current)
        self.correct = PrimaryButton(_("Put right…"), "Ctrl+E", self._model.correct)
        self._custody = Text("", "caption", "ok", wrap=True)
        self._ahead = Text("", "caption", wrap=True)
        body = self._reading.body
        self.ask = LinkButton(_("Ask the team…"), "Alt+Q", self._model.ask_team)
        body.addLayout(row(self._name, self._card, None, self.ask))
        body.addWidget(self._place)
        body.addWidget(scroll, 1)
        body.addWidget(self._custody)
        body.addWidget(self._ahead)
        body.addLayout(row(self.correct, None))
        body.addLayout(row(self._open, self._print, None))

    def _arrange(self) -> None:
        record = PrimaryButton(_("Record a visit"), "Ctrl+N", self.record_asked.emit, changes=True)
        head = row(
            Text(_("Visits"), "title"), self._period, self._visitor, self._text, None,
            self._count, record, gap=1.5,
        )  # fmt: skip
        table = Panel(flush=True)
        table.body.addWidget(self._inbox)
        layout = column(head, side_by_side(table, self._reading, shares=(1, 0)), gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def print_current(self) -> None:
        """Print the sheet of the visit that is read."""
        if self._shown.reading is not None:
            line = self._shown.reading.line
            self.print_asked.emit(line.household, line.uid)

    def _open_current(self) -> None:
        if self._shown.reading is not None:
            self.household_asked.emit(self._shown.reading.line.household)

    def _opened(self, line: object) -> None:
        if isinstance(line, VisitLine):
            self.household_asked.emit(line.household)

    def _moved(self, line: object) -> None:
        if isinstance(line, VisitLine):
            self._model.look_at(line.uid)

    def _show_form(self, request: FormRequest) -> None:
        self.corrections.show_form(request, self._model.today)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _read(self, reading: VisitReading | None) -> None:
        while (item := self._passages.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in (self._name, self._card, self._place, self._open, self._print, self.ask):
            part.setVisible(reading is not None)
        self.correct.setVisible(reading is not None and bool(reading.returned))
        for label, way in (
            (self._custody, reading.reached if reading else ""),
            (self._ahead, reading.ahead if reading else ""),
        ):
            label.setText(way)
            label.setVisible(bool(way))
        if reading is None:
            return
        line = reading.line
        self._name.setText(reading.title)
        self._card.set_chip(line.card, line.tone)
        self._place.setText(f"{line.group} · {line.number}")
        for passage in reading.passages:
            block = QWidget()
            words = Text(passage.text, "body", passage.tone, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            block.setLayout(column(Text(passage.label, "caption"), words, gap=0.25))
            self._passages.addWidget(block)


def _nothing(state: VisitsState) -> tuple[str, str]:
    """What stands there while no visit does."""
    if state.none_at_all:
        hint = _("Press Ctrl+N and find the household that was visited.")
        return _("No visit has been recorded yet"), hint
    hint = _("Choose a longer time, another visitor, or clear the filter.")
    return _("No visit fits the filter"), hint


def _columns() -> tuple[Column[VisitLine], ...]:
    return (
        Column(_("Time"), lambda v: v.when, key="when", sort_key=lambda v: v.order, width=122),
        Column(_("Head"), lambda v: v.name, quiet=lambda v: v.number, strong=True,
               sort_key=lambda v: v.name, width=116),
        Column(_("Card"), lambda v: v.card, chip=lambda v: v.tone, width=64),
        Column(_("Group"), lambda v: v.group, sort_key=lambda v: v.group, width=66),
        Column(_("Visitors"), lambda v: v.visitors, width=104),
        Column(_("Minutes"), lambda v: "" if v.minutes is None else str(v.minutes), align="right",
               sort_key=lambda v: v.minutes or 0, width=76),
        Column(_("Review"), lambda v: v.review, key="review",
               chip=lambda v: v.review_tone if v.review else "", width=86),
        Column(_("Appeal"), lambda v: v.appeal, width=0),
        Column(_("To do"), lambda v: str(v.issues) if v.issues else "", align="right",
               tone=lambda _v: "warning", sort_key=lambda v: v.issues, width=58),
    )  # fmt: skip
