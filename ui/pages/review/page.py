"""Visits that came in at the left; the one in hand beside the one before it at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.review.judging import JudgingPanel
from ui.pages.review.state import ReviewLine, ReviewState
from ui.pages.review.view_model import ReviewViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton, LinkButton
from ui.widgets.inbox import Inbox
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import FilterField


class ReviewPage(QWidget):
    """Renders a :class:`ReviewState`; what is pressed goes to the view model."""

    def __init__(self, model: ReviewViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._make_filters()
        self._inbox = Inbox(_("Visits to review"), _columns())
        self._inbox.current_changed.connect(self._moved)
        self._inbox.opened.connect(lambda _line: model.open_household())
        self.table = self._inbox.table
        self.judging = JudgingPanel(model)
        self.older = LinkButton(_("Older visits too"), "", model.show_older)
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
        self._inbox.show_lines(state.lines, *_nothing(state))
        self.judging.setVisible(bool(state.lines))
        self.older.setVisible(state.more)
        if state.case is not None:
            key = state.case.key
            self._inbox.go_to(lambda line: line.key == key)
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
        self._text = FilterField(
            self, _("Filter"), _("Name, number, words of the appeal"), 180,
            lambda text: narrow(text=text),
        )  # fmt: skip
        self._told = Text("", "quiet")

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _arrange(self) -> None:
        head = row(
            Text(_("Review"), "title"), self._told, None, self._show, self._village,
            self._visitor, self._period, self._text, gap=1,
        )  # fmt: skip
        left = Panel(flush=True)
        left.body.addWidget(self._inbox)
        left.body.addWidget(self.older)
        layout = column(head, side_by_side(left, self.judging, shares=(10, 13)), gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _listen(self) -> None:
        def on(key: str, act: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

        on("R", self.judging.go_to_comment)
        on("Esc", lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _moved(self, line: object) -> None:
        if isinstance(line, ReviewLine):
            self._model.look_at(line.key)


def _nothing(state: ReviewState) -> tuple[str, ...]:
    """What stands there while no visit does; nothing before it was looked."""
    if not state.looked:
        return ()
    if state.none_at_all:
        return _("No visit has come in yet."), _("Import a bundle that a laptop brings.")
    return _("Nothing waits here."), _("Show others, or widen the filter.")


def _columns() -> tuple[Column[ReviewLine], ...]:
    return (
        Column("", lambda r: r.state, key="state", chip=lambda r: r.tone, width=88),
        Column(_("Household"), lambda r: r.household, key="household", strong=True,
               quiet=lambda r: r.number, sort_key=lambda r: r.number, width=116),
        Column(_("Time"), lambda r: r.when, key="when", sort_key=lambda r: r.order, width=112),
        Column(_("Visitors"), lambda r: r.visitors, key="visitors", width=0),
        Column(_("Doubts"), lambda r: str(r.findings) if r.findings else "", key="findings",
               align="right", tone=lambda _r: "warning", sort_key=lambda r: r.findings, width=74),
    )  # fmt: skip
