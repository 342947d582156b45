"""How incomes are added up, terms and counts, and the lists of causes and measures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.county.state import CodeRow, CountyState, FormulaRow, LimitRow
from ui.pages.county.view_model import CountyViewModel
from ui.style.layouts import column, side_by_side
from ui.widgets.listing import Command, Emptiness, Listing


class Incomes(QWidget):
    """The formula of each year, and below it the figures that days fall due by."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        self._model = model
        self.formulas = self._formulas()
        self.limits = self._limits()
        layout = column(self.formulas, self.limits, gap=2)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        self.formulas.show_commands(shown=state.ours)
        self.formulas.show_rows(state.formulas)
        self.limits.show_commands(shown=state.ours)
        self.limits.show_rows(state.limits)

    def _formulas(self) -> Listing:
        columns = (
            Column[FormulaRow](_("Year"), lambda r: r.year, key="year", width=110),
            Column[FormulaRow](_("Formula version"), lambda r: r.version, key="version", width=130),
            Column[FormulaRow](_("Costs"), lambda r: r.costs, key="costs", width=420),
            Column[FormulaRow](_("Left out"), lambda r: r.left_out, key="left_out", width=0),
        )
        empty = Emptiness(
            "info", _("Incomes are simply added up."),
            _("Set shares of cost, or what does not count, for a year."),
        )  # fmt: skip
        ask = self._model.ask_formula
        made = Listing(
            _("How incomes are added up"), columns, empty,
            (
                Command(_("For a year"), "", lambda: ask("")),
                Command(_("Change"), "", lambda: ask(made.current_uid()), True),
            ),
        )  # fmt: skip
        made.opened.connect(lambda line: ask(line.uid))
        return made

    def _limits(self) -> Listing:
        columns = (
            Column[LimitRow](_("Term"), lambda r: r.name, key="name", width=420, strong=True),
            Column[LimitRow](_("Figure"), lambda r: r.value, key="value", width=160),
            Column[LimitRow](_("Usual"), lambda r: r.usual, key="usual", width=0,
                             tone=lambda _r: "quiet"),
        )  # fmt: skip
        ask = self._model.ask_limit
        made = Listing(
            _("Terms and counts"), columns, Emptiness("info", "", ""),
            (Command(_("Set"), "", lambda: ask(made.current_uid()), True),),
        )  # fmt: skip
        made.opened.connect(lambda line: ask(line.uid))
        return made


class CodeLists(QWidget):
    """Causes at the left, the catalogue of measures at the right."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        columns = (
            Column[CodeRow](_("Code"), lambda r: r.uid, key="code", width=70),
            Column[CodeRow](_("Cause"), lambda r: r.name, key="name", width=190, strong=True),
            Column[CodeRow](_("Also written"), lambda r: r.also, key="also", width=0,
                            tone=lambda _r: "quiet"),
        )  # fmt: skip
        self.causes = Listing(
            _("Causes of poverty"), columns, Emptiness("info", _("None yet."), ""),
            (Command(_("Add a cause"), "", lambda: model.ask_code("C06")),),
        )  # fmt: skip
        columns = (
            columns[0],
            Column[CodeRow](_("Group of measures"), lambda r: r.name, key="name", width=190,
                            strong=True),
            columns[2],
        )  # fmt: skip
        self.catalogue = Listing(
            _("Catalogue of measures"), columns, Emptiness("info", _("None yet."), "")
        )
        self.setLayout(side_by_side(self.causes, self.catalogue))

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        self.causes.show_commands(shown=state.ours)
        self.causes.show_rows(state.causes)
        self.catalogue.show_rows(state.catalogue)
