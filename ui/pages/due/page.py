"""Everything that is overdue or soon due, in one list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.due.state import DueRow, DueState
from ui.pages.due.view_model import DueViewModel
from ui.style.layouts import column, row
from ui.widgets.buttons import FilterButton, LinkButton
from ui.widgets.listing import Emptiness, Listing


class DuePage(QWidget):
    """Renders a :class:`DueState`; Enter opens the household behind a line."""

    def __init__(self, model: DueViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self.kinds = FilterButton(_("Kind"), model.state.kinds)
        self.kinds.picked.connect(model.choose)
        self.list = Listing(
            _("Things due"), _columns(),
            Emptiness("ok", _("Nothing is due."), _("Promises, decisions and dates appear here.")),
        )  # fmt: skip
        self.list.opened.connect(self._open)
        head = row(
            LinkButton(f"‹ {_('Home')}", "Esc", model.back_wanted.emit),
            None, self.kinds,
        )  # fmt: skip
        layout = column(head, self.list, gap=1.5)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        model.changed.connect(self._show_again)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    Enter opens    Esc goes back")

    def show_state(self, state: DueState) -> None:
        """Show this moment."""
        self.list.extra.setText(state.summary)
        self.kinds.set_choices(state.kinds, state.chosen)
        self.list.show_rows(state.rows)

    def _open(self, chosen: object) -> None:
        if isinstance(chosen, DueRow):
            self._model.open(chosen)

    def _show_again(self) -> None:
        self.show_state(self._model.state)


def _columns() -> tuple[Column[DueRow], ...]:
    return (
        Column(_("Due"), lambda r: r.day, key="day", sort_key=lambda r: r.day, width=104),
        Column(_("When"), lambda r: r.when, key="when", tone=lambda r: r.tone,
               sort_key=lambda r: r.day, width=116),
        Column(_("Kind"), lambda r: r.kind, key="kind", sort_key=lambda r: r.kind, width=150),
        Column(_("What"), lambda r: r.what, key="what", strong=True, width=240),
        Column(_("Person or owner"), lambda r: r.who, key="who", sort_key=lambda r: r.who,
               width=110),
        Column(_("Household"), lambda r: r.home, key="home", sort_key=lambda r: r.home, width=0),
    )  # fmt: skip
