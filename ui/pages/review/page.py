"""Visits that came in at the left; the one in hand beside the one before it at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.review.judging import JudgingPanel
from ui.pages.review.state import ReviewLine, ReviewState
from ui.pages.review.view_model import ReviewViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField


class ReviewPage(QWidget):
    """Renders a :class:`ReviewState`; what is pressed goes to the view model."""

    def __init__(self, model: ReviewViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._shown = ReviewState()
        self._make_filters()
        self._rows: FrozenTableModel[ReviewLine] = FrozenTableModel(_columns())
        self.table = Table(self._rows, _("Visits to review"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.current_changed.connect(self._moved)
        self.table.opened.connect(lambda _line: model.open_household())
        self._empty = EmptyState("ok", " ", " ")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.judging = JudgingPanel(model)
        self._arrange()
        self._listen()
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    A accept, the next comes    R return    Enter household    Esc list")

    def show_state(self, state: ReviewState) -> None:
        """Show this moment."""
        self._show.set_choices(state.shows or [("waiting", "")], state.show)
        self._village.set_choices(state.villages or [("", "")], state.village)
        self._visitor.set_choices(state.visitors or [("", "")], state.visitor)
        self._period.set_choices(state.periods or [("", "")], state.period)
        self._told.setText(state.told if state.looked else "")
        if state.lines != self._shown.lines:
            self._rows.set_rows(state.lines)
        self._stack.setCurrentIndex(0 if state.lines else 1)
        self._say_empty(state)
        self._shown = state
        self.judging.setVisible(bool(state.lines))
        if state.case is not None:
            key = state.case.key
            self.table.go_to(self._rows.place_of(lambda line: line.key == key))
            self.judging.show_case(state.case)

    def _make_filters(self) -> None:
        narrow = self._model.narrow
        self._show = FilterButton(_("Show"), [("waiting", "")])
        self._show.picked.connect(lambda key: narrow(show=key))
        self._village = FilterButton(_("In village"), [("", "")])
        self._village.picked.connect(lambda key: narrow(village=key))
        self._visitor = FilterButton(_("Visitor"), [("", "")])
        self._visitor.picked.connect(lambda key: narrow(visitor=key))
        self._period = FilterButton(_("Time"), [("", "")])
        self._period.picked.connect(lambda key: narrow(period=key))
        self._text = TextField(_("Filter"), _("Name, number, words of the appeal"))
        self._text.setClearButtonEnabled(True)
        self._text.setToolTip(_("Filter") + " (Ctrl+F)")
        self._text.setFixedWidth(180)
        self._text.textChanged.connect(lambda text: narrow(text=text))
        self._told = Text("", "quiet")

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _arrange(self) -> None:
        head = row(
            Text(_("Review"), "title"), self._told, None, self._show, self._village,
            self._visitor, self._period, self._text, gap=1,
        )  # fmt: skip
        left = Panel(flush=True)
        left.body.addWidget(self._stack)
        layout = column(head, side_by_side(left, self.judging, shares=(10, 13)), gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _listen(self) -> None:
        def on(key: str, act: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

        on("Ctrl+F", lambda: self._text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        on("R", self.judging.go_to_comment)
        on("Esc", lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _moved(self, line: object) -> None:
        if isinstance(line, ReviewLine):
            self._model.look_at(line.key)

    def _say_empty(self, state: ReviewState) -> None:
        if not state.looked:
            self._empty.set_words(" ", " ")
        elif state.none_at_all:
            self._empty.set_words(
                _("No visit has come in yet."), _("Import a bundle that a laptop brings.")
            )
        else:
            self._empty.set_words(_("Nothing waits here."), _("Show others, or widen the filter."))


def _columns() -> tuple[Column[ReviewLine], ...]:
    return (
        Column("", lambda r: r.state, key="state", chip=lambda r: r.tone, width=88),
        Column(_("Household"), lambda r: r.household, key="household", strong=True,
               quiet=lambda r: r.number, sort_key=lambda r: r.number, width=116),
        Column(_("Time"), lambda r: r.when, key="when", sort_key=lambda r: r.order, width=112),
        Column(_("Visitors"), lambda r: r.visitors, key="visitors", width=0),
        Column(_("Doubts"), lambda r: str(r.findings) if r.findings else "", key="findings",
               align="right", tone=lambda _r: "warning", sort_key=lambda r: r.findings, width=60),
    )  # fmt: skip
