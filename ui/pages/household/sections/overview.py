"""The overview: what happened when, what is promised, and the facts of the home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.household.state import Event, HouseholdState, PromiseLine
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.facts import facts_list
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text

_DAY_WIDTH = 116


class Overview(QWidget):
    """A timeline at the left; promises and the home at the right."""

    def __init__(self, edit: Callable[[], None], visit: Callable[[str], None]) -> None:
        super().__init__()
        self._visit = visit
        events = Panel(_("What happened"))
        self._events = scrolled(events)
        promises = Panel(_("Promised and not done yet"))
        self._promises = QVBoxLayout()
        self._promises.setSpacing(8)
        promises.body.addLayout(self._promises)
        home = Panel(_("The home"))
        home.header.addWidget(QuietButton(_("Change"), "Ctrl+E", edit, changes=True))
        self._home = scrolled(home)
        right = column(promises, home, gap=2)
        right.setStretch(1, 1)
        self.setLayout(side_by_side(events, right, shares=(5, 4)))

    def show_state(self, state: HouseholdState) -> None:
        """Show this household."""
        self._events.replace(_timeline(state.events, self._visit))
        self._home.replace(facts_list(state.home, _("Nothing is recorded yet.")))
        while (item := self._promises.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for promise in state.promises:
            self._promises.addWidget(_promise(promise))
        if not state.promises:
            self._promises.addWidget(Text(_("Nothing is open."), "quiet"))


def scrolled(panel: Panel) -> Scrolled:
    """A scrolling place filling a panel."""
    made = Scrolled()
    panel.body.addWidget(made, 1)
    return made


def _timeline(events: tuple[Event, ...], visit: Callable[[str], None]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, _DAY_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, event in enumerate(events):
        day = Text(event.day, "quiet")
        words = column(Text(event.title, "strong", event.tone, wrap=True), gap=0.25)
        if event.detail:
            words.addWidget(Text(event.detail, "body", wrap=True))
        if event.link:
            link = LinkButton(event.link_words, "", partial(visit, event.link))
            words.addLayout(row(link, None))
        grid.addWidget(day, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, place, 1)
    if not events:
        grid.addWidget(Text(_("Nothing has happened yet: record the first visit."), "quiet"), 0, 0)
    grid.setRowStretch(len(events) + 1, 1)
    return holder


def _promise(promise: PromiseLine) -> QWidget:
    holder = QWidget()
    holder.setLayout(
        column(
            Text(promise.title, "strong", wrap=True),
            Text(promise.detail, "body", promise.tone, wrap=True),
            gap=0.25,
        )
    )
    return holder
