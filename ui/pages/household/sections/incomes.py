"""A household's income: the years side by side, behind them the items of the newest year."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.household.sections.lists import income_columns
from ui.pages.household.state import HouseholdState
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.years_panel import YearsPanel


class Incomes(QWidget):
    """``ask`` is given the form that is wanted, and the item it is about."""

    def __init__(self, ask: Callable[..., None]) -> None:
        super().__init__()
        self.years = YearsPanel(
            _("Income by source"), _("yuan"),
            Emptiness("info", _("No income is recorded yet."), _("Record it by item.")),
            (
                Command(_("Items in detail"), "Alt+D", self._show_items, changes=False),
                Command(_("Record income"), "", lambda: ask("income")),
            ),
            numbers=True,
        )  # fmt: skip
        self.items = Listing(
            _("Items of the newest year"), income_columns(),
            Emptiness("info", _("No item is recorded yet."), _("Add the first item.")),
            (
                Command(_("Years side by side"), "Alt+D", self._show_years, changes=False),
                Command(_("Add an item"), "Ctrl+M", lambda: ask("income_line")),
                Command(
                    _("Change"), "",
                    lambda: ask("income_line", self.items.current_uid()), needs_row=True,
                ),
            ),
        )  # fmt: skip
        self.items.opened.connect(lambda line: ask("income_line", line.uid))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.years)
        self._layers.addWidget(self.items)

    def show_state(self, state: HouseholdState) -> None:
        """Show this household's income."""
        self.years.show_years(state.income)
        self.items.show_rows(state.items)

    def _show_items(self) -> None:
        self._layers.setCurrentWidget(self.items)
        self.items.table.setFocus()

    def _show_years(self) -> None:
        self._layers.setCurrentWidget(self.years)
