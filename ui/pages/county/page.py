"""The county's rules in three tables: thresholds, card conditions, income formulas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.dialogs.form_host import FormHost
from ui.forms.request import FormRequest
from ui.models.frozen_table import Column
from ui.pages.county.state import CardRow, CauseRow, CountyState, FormulaRow, ThresholdRow
from ui.pages.county.view_model import CountyViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.text import Text

_CAUSES_HEIGHT = 190


class CountyPage(QWidget):
    """Renders a :class:`CountyState`; Enter on a line changes it."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self.forms = FormHost(self, model)
        self.thresholds = self._thresholds()
        self.cards = self._cards()
        self.formulas = self._formulas()
        self.causes = self._causes()
        self._note = Text("", "quiet")
        self._warning = Text("", "strong", "warning", wrap=True)
        self._arrange()
        model.changed.connect(lambda: self.show_state(model.state))
        model.form_wanted.connect(self._show_form)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()
        self.thresholds.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do."""
        return _("↑↓ choose    Enter changes    Tab next table")

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        note = _("Set by the county office; they came with its bundle.")
        if state.ours:
            note = _(
                "They reach every laptop with the next bundle. "
                "The limit of altitude is that of {village}."
            ).format(village=state.village)
        self._note.setText(note)
        for panel in (self.thresholds, self.cards, self.formulas, self.causes):
            panel.show_commands(shown=state.ours)
        self._warning.setText(state.warning)
        self._warning.setVisible(bool(state.warning))
        self.thresholds.show_rows(state.thresholds)
        self.cards.show_rows(state.cards)
        self.cards.extra.setText(state.scheme)
        self.formulas.show_rows(state.formulas)
        self.causes.show_rows(state.causes)

    def _arrange(self) -> None:
        back = LinkButton(f"‹ {_('Settings')}", "Esc", self._model.back_wanted.emit)
        head = row(back, Text(_("County rules"), "title"), self._note, None, gap=2)
        left = column(self.thresholds, self.causes, gap=2)
        right = column(self.cards, self.formulas, gap=2)
        left.setStretch(0, 1)
        layout = column(head, self._warning, side_by_side(left, right), gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _thresholds(self) -> Listing:
        columns = (
            Column[ThresholdRow](_("Threshold"), lambda r: r.name, key="name", width=300),
            Column[ThresholdRow](
                _("Figure"), lambda r: r.value, key="value", width=0, align="right",
                tone=lambda r: "warning" if r.missing else "",
            ),
        )  # fmt: skip
        made = Listing(
            _("Thresholds of the models"), columns, Emptiness("info", "", ""),
            (Command(_("Set"), "", lambda: self._model.ask_threshold(made.current_uid()), True),),
        )  # fmt: skip
        made.opened.connect(lambda line: self._model.ask_threshold(line.uid))
        return made

    def _cards(self) -> Listing:
        columns = (
            Column[CardRow](_("Card"), lambda r: r.card, key="card", width=100),
            Column[CardRow](_("Suggested when"), lambda r: r.conditions, key="when", width=0),
        )
        made = Listing(
            _("Conditions of the cards"), columns, Emptiness("info", "", ""),
            (
                Command(_("Scheme"), "", self._model.ask_scheme),
                Command(_("Add a card"), "", lambda: self._model.ask_code("card_colour")),
                Command(_("Change"), "", lambda: self._model.ask_card(made.current_uid()), True),
            ),
        )  # fmt: skip
        made.opened.connect(lambda line: self._model.ask_card(line.uid))
        return made

    def _formulas(self) -> Listing:
        columns = (
            Column[FormulaRow](_("Year"), lambda r: r.year, key="year", width=90),
            Column[FormulaRow](_("Formula version"), lambda r: r.version, key="version", width=90),
            Column[FormulaRow](_("Costs"), lambda r: r.costs, key="costs", width=180),
            Column[FormulaRow](_("Left out"), lambda r: r.left_out, key="left_out", width=0),
        )
        empty = Emptiness(
            "info", _("Incomes are simply added up."),
            _("Set shares of cost, or what does not count, for a year."),
        )  # fmt: skip
        made = Listing(
            _("How incomes are added up"), columns, empty,
            (
                Command(_("For a year"), "", lambda: self._model.ask_formula("")),
                Command(
                    _("Change"), "", lambda: self._model.ask_formula(made.current_uid()), True
                ),
            ),
        )  # fmt: skip
        made.opened.connect(lambda line: self._model.ask_formula(line.uid))
        return made

    def _causes(self) -> Listing:
        columns = (
            Column[CauseRow](_("Code"), lambda r: r.uid, key="code", width=70),
            Column[CauseRow](_("Cause"), lambda r: r.name, key="name", width=0),
        )
        made = Listing(
            _("Causes added to the national list"), columns,
            Emptiness("info", _("None yet."), ""),
            (Command(_("Add"), "", lambda: self._model.ask_code("C06")),),
        )  # fmt: skip
        made.setFixedHeight(_CAUSES_HEIGHT)
        return made

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._model.state.today)
