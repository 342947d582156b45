"""The cards: when one is suggested, and the schemes that say what their colours mean."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.county.state import CardRow, CountyState, SchemeRow
from ui.pages.county.view_model import CountyViewModel
from ui.style.layouts import column, side_by_side
from ui.widgets.facts import facts_list
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled


class CardRules(QWidget):
    """Conditions at the left; schemes at the right with the chosen one to read below."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        self._model = model
        self.cards = self._cards()
        self.schemes = self._schemes()
        self._panel = Panel(_("The scheme"))
        self._said = Scrolled()
        self._panel.body.addWidget(self._said, 1)
        self.schemes.current_changed.connect(self._read)
        right = column(self.schemes, self._panel, gap=2)
        right.setStretch(0, 2)
        right.setStretch(1, 3)
        self.setLayout(side_by_side(self.cards, right))

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        for panel in (self.cards, self.schemes):
            panel.show_commands(shown=state.ours)
        self.cards.show_rows(state.cards)
        self.schemes.show_rows(state.schemes)

    def _read(self, row: SchemeRow) -> None:
        self._said.replace(facts_list(row.said, ""))

    def _cards(self) -> Listing:
        columns = (
            Column[CardRow](_("Card"), lambda r: r.card, key="card", width=100),
            Column[CardRow](_("Suggested when"), lambda r: r.conditions, key="when", width=0),
        )
        made = Listing(
            _("Conditions of the cards"), columns, Emptiness("info", "", ""),
            (
                Command(_("Add a card"), "", lambda: self._model.ask_code("card_colour")),
                Command(_("Change"), "", lambda: self._model.ask_card(made.current_uid()), True),
            ),
        )  # fmt: skip
        made.opened.connect(lambda line: self._model.ask_card(line.uid))
        return made

    def _schemes(self) -> Listing:
        columns = (
            Column[SchemeRow](_("Scheme"), lambda r: r.name, key="name", width=0, strong=True),
            Column[SchemeRow](_("Valid from"), lambda r: r.since, key="since", width=124),
            Column[SchemeRow](
                _("Definition"), lambda r: r.defined, key="defined", width=110,
                tone=lambda r: r.tone,
            ),
        )  # fmt: skip
        made = Listing(
            _("Card schemes"), columns, Emptiness("info", _("None yet."), ""),
            (Command(_("Change"), "", lambda: self._model.ask_scheme(made.current_uid()), True),),
        )  # fmt: skip
        made.opened.connect(lambda line: self._model.ask_scheme(line.uid))
        return made
