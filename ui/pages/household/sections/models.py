"""Models of help held against the household: which fit, which do not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.household.models_state import AdviceState, ConditionLine, ModelLine
from ui.style.layouts import column, row
from ui.widgets.buttons import QuietButton
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text


class Models(Panel):
    """Every written model with its conditions; ``chosen`` carries the id of a model to take up."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Models"))
        self._said = Text("", "quiet", wrap=True)
        self._place = Scrolled()
        self.body.addWidget(self._said)
        self.body.addWidget(self._place, 1)

    def show_state(self, state: AdviceState) -> None:
        """Show what holds for this household."""
        self._said.setText(state.summary)
        holder = QWidget()
        layout = column(gap=2)
        layout.setContentsMargins(0, 0, 8, 0)
        if state.cards:
            layout.addWidget(_lines(state.cards))
        for model in state.models:
            layout.addWidget(self._model(model))
        layout.addStretch(1)
        holder.setLayout(layout)
        self._place.replace(holder)

    def _model(self, model: ModelLine) -> QWidget:
        holder = QWidget()
        take = QuietButton(_("Take it up"), "", lambda: self.chosen.emit(model.uid), changes=True)
        take.setEnabled(model.takeable)
        take.setAccessibleName(f"{_('Take it up')} {model.name}")
        head = row(Text(model.verdict, "strong", model.tone), None, take, gap=1)
        holder.setLayout(
            column(Text(model.name, "strong", wrap=True), head, _lines(model.conditions), gap=0.5)
        )
        return holder


def _lines(conditions: tuple[ConditionLine, ...]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for place, line in enumerate(conditions):
        grid.addWidget(Text(line.sign, "strong", line.tone), place, 0, Qt.AlignmentFlag.AlignTop)
        asked = Text(line.asks, "body", wrap=True)
        grid.addLayout(column(asked, Text(line.reason, "quiet", wrap=True), gap=0), place, 1)
    return holder
