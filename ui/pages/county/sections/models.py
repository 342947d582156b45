"""The models of help: their thresholds, and what stands in each of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.county.state import CountyState, ModelRow, ThresholdRow
from ui.pages.county.view_model import CountyViewModel
from ui.style.layouts import column, side_by_side
from ui.widgets.facts import facts_list
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text


class ModelRules(QWidget):
    """Models at the left with the chosen one to read below; thresholds at the right."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        self._model = model
        self._warning = Text("", "strong", "warning", wrap=True)
        self.models = self._models()
        self.thresholds = self._thresholds()
        self._panel = Panel(_("What stands in it"))
        self._said = Scrolled()
        self._panel.body.addWidget(self._said, 1)
        self.models.current_changed.connect(self._read)
        left = column(self.models, self._panel, gap=2)
        left.setStretch(0, 5)
        left.setStretch(1, 4)
        layout = column(self._warning, side_by_side(left, self.thresholds, shares=(4, 3)), gap=1)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        self._warning.setText(state.warning)
        self._warning.setVisible(bool(state.warning))
        for panel in (self.thresholds, self.models):
            panel.show_commands(shown=state.ours)
        self.thresholds.show_rows(state.thresholds)
        self.models.show_rows(state.models)

    def _read(self, row: ModelRow) -> None:
        self._panel.extra.setText(row.uid)
        self._said.replace(facts_list(row.said, _("Nobody has written it yet.")))

    def _models(self) -> Listing:
        columns = (
            Column[ModelRow](_("Model"), lambda r: r.uid, key="uid", width=64, strong=True),
            Column[ModelRow](
                _("What it is called"), lambda r: r.name, key="name", width=0,
                tone=lambda r: "faint" if r.empty else "",
            ),
            Column[ModelRow](_("Conditions"), lambda r: r.conditions, key="conditions",
                             align="right", width=96),
            Column[ModelRow](_("Measures"), lambda r: r.measures, key="measures",
                             align="right", width=96),
        )  # fmt: skip
        ask = self._model.ask_slot
        made = Listing(
            _("Models"), columns, Emptiness("info", "", ""),
            (Command(_("Write the model"), "Ctrl+E", lambda: ask(made.current_uid()), True),),
        )  # fmt: skip
        made.opened.connect(lambda line: ask(line.uid))
        return made

    def _thresholds(self) -> Listing:
        columns = (
            Column[ThresholdRow](_("Threshold"), lambda r: r.name, key="name", width=280),
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
