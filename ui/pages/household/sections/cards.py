"""The cards of a household: their history, and everything told of the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.pages.household.sections.lists import card_columns
from ui.pages.household.state import CardRow
from ui.style.layouts import column
from ui.widgets.facts import facts_list
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled


class Cards(QWidget):
    """``ask`` takes the kind of a form and the uid of the rating that it is about."""

    def __init__(self, ask: Callable[[str, str], None]) -> None:
        super().__init__()

        def decided() -> None:
            ask("rating", self.list.current_uid())

        self.list = Listing(
            _("Card"), card_columns(),
            Emptiness("info", _("No card was given yet."), _("Give one with its reason.")),
            (
                Command(_("Who decided, on what"), "", decided, True),
                Command(_("Change the card"), "Ctrl+M", lambda: ask("card", "")),
            ),
        )  # fmt: skip
        self.list.opened.connect(lambda _row: decided())
        self.list.current_changed.connect(self._read)
        self._panel = Panel(_("What is told of it"))
        self._said = Scrolled()
        self._panel.body.addWidget(self._said, 1)
        layout = column(self.list, self._panel, gap=2)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_rows(self, rows: tuple[CardRow, ...]) -> None:
        """Show these cards."""
        self.list.show_rows(rows)
        self._panel.setVisible(bool(rows))

    def _read(self, row: CardRow) -> None:
        self._panel.extra.setText(row.card)
        self._said.replace(facts_list(row.said, ""))
