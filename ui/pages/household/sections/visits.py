"""The visits: the list at the left, what was written down at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.pages.household.sections.lists import visit_columns
from ui.pages.household.sections.overview import scrolled
from ui.pages.household.state import VisitRow
from ui.style.layouts import side_by_side
from ui.widgets.facts import facts_list
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel


class Visits(QWidget):
    """Shows the content of the visit that the cursor is on, to read."""

    def __init__(self, record: Callable[[], None]) -> None:
        super().__init__()
        empty = Emptiness("visits", _("Nobody has visited yet."), _("Record the first visit."))
        self.list = Listing(
            _("Visits"), visit_columns(), empty, (Command(_("Record a visit"), "", record),)
        )
        self._panel = Panel(_("What was written down"))
        self._said = scrolled(self._panel)
        self.list.current_changed.connect(self._show_visit)
        self.list.opened.connect(lambda _row: self._said.setFocus())
        self.setLayout(side_by_side(self.list, self._panel, shares=(4, 5)))

    def show_rows(self, rows: tuple[VisitRow, ...]) -> None:
        """Show these visits."""
        self.list.show_rows(rows)
        if not rows:
            self._said.replace(facts_list((), _("Choose a visit to read it.")))

    def _show_visit(self, row: VisitRow) -> None:
        self._panel.extra.setText(row.day)
        self._said.replace(facts_list(row.said, ""))
