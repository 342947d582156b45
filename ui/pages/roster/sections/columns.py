"""The columns of a roster: a list at the left, the one under the cursor at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.roster.state import ChosenColumn, ColumnLine, RosterState
from ui.pages.roster.wording import field_options
from ui.style.layouts import column, row, rule, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.code_field import CodeField
from ui.widgets.panel import KeyValues, Panel
from ui.widgets.table import Table
from ui.widgets.text import Elided, Text
from ui.widgets.text_fields import TextField

_RIGHT = 340


class ColumnsSection(QWidget):
    """``picked`` carries a heading, ``filled`` what the picked column fills (empty: nothing)."""

    picked = Signal(str)
    filled = Signal(str)
    forgotten = Signal()
    accepted = Signal()
    refused = Signal()
    village_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ColumnLine, ...] = ()
        self._rows = FrozenTableModel[ColumnLine](_columns())
        self.table = Table(self._rows, _("Columns of the sheet"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.current_changed.connect(lambda line: self.picked.emit(line.heading))
        self._asking = Text("", "body", "warning")
        self._heading = Elided("", "heading")
        self._samples = Panel(sunken=True)
        self._inside: KeyValues | None = None
        self._question = Banner(tone="yellow")
        self._yes = PrimaryButton(_("Yes, it is"), "Alt+Y", self.accepted.emit)
        self._no = QuietButton(_("No, leave it out"), "Alt+N", self.refused.emit)
        self._field = CodeField(_("Fills the field"), field_options(), _("not read"))
        self._field.changed.connect(lambda: self.filled.emit(self._field.value() or ""))
        self._out = QuietButton(_("Leave this column out"), "", lambda: self.filled.emit(""))
        self._forget = LinkButton(_("As recognised"), "", self.forgotten.emit)
        self._villages = FilterButton(_("Village"), [("", _("please choose"))])
        self._villages.picked.connect(self.village_chosen)
        self._village = TextField(_("Village"), _("name of the village"))
        self._village.changed.connect(lambda: self.village_chosen.emit(self._village.value()))
        self._arrange()

    def show_state(self, state: RosterState) -> None:
        """Show this moment."""
        if state.columns != self._shown:
            self._shown = state.columns
            self._rows.set_rows(state.columns)
        chosen = state.chosen
        place = self._rows.place_of(
            lambda one: chosen is not None and one.heading == chosen.heading
        )
        if place != self.table.currentIndex().row():
            self.table.go_to(place)
        self._asking.setText(state.asking)
        self._asking.setVisible(bool(state.asking))
        if chosen is not None:
            self._show_chosen(chosen)
        self._which.setVisible(state.ask_village)
        self._villages.setVisible(bool(state.villages))
        self._village.setVisible(not state.villages)
        choices = [("", _("please choose")), *((name, name) for name in state.villages)]
        self._villages.set_choices(choices, state.village)
        if self._village.value() != state.village:
            self._village.set_value(state.village)

    def _show_chosen(self, chosen: ChosenColumn) -> None:
        self._heading.set_whole(chosen.heading)
        self._question.say(chosen.question, "", "yellow")
        self._answers.setVisible(bool(chosen.question))
        self._field.set_value(chosen.target or None)
        self._forget.setVisible(chosen.decided)
        self._out.setEnabled(bool(chosen.target))
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = KeyValues()
        for cell, read in chosen.samples:
            self._inside.add(cell, read, strong=bool(chosen.target))
        self._samples.body.addWidget(self._inside)
        self._samples.setVisible(bool(chosen.samples))

    def _arrange(self) -> None:
        left = Panel(_("Columns of the sheet"), flush=True)
        left.header.addWidget(self._asking)
        left.body.addWidget(self.table)
        self._answers = QWidget()
        answers = row(self._yes, self._no, None)
        answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setLayout(answers)
        self._which = QWidget()
        which = column(
            rule(), Text(_("The sheet names no village. It is of"), "quiet", wrap=True),
            row(self._villages, self._village, None), gap=1,
        )  # fmt: skip
        self._which.setLayout(which)
        right = Panel()
        right.setFixedWidth(_RIGHT)
        for part in (self._heading, self._question, self._answers):
            right.body.addWidget(part)
        right.body.addLayout(column(Text(_("Fills the field"), "quiet"), self._field, gap=0.5))
        right.body.addLayout(row(self._out, None, self._forget))
        right.body.addWidget(Text(_("In the sheet, and as it is read"), "quiet"))
        right.body.addWidget(self._samples)
        right.body.addWidget(self._which)
        right.body.addStretch(1)
        self.setLayout(side_by_side(left, right, shares=(1, 0)))


def _columns() -> tuple[Column[ColumnLine], ...]:
    return (
        Column(_("Heading"), lambda line: line.heading, strong=True, width=190),
        Column(_("Cells"), lambda line: line.samples, tone=lambda _line: "quiet", width=0),
        Column(_("Fills"), lambda line: line.fills, width=170),
        Column("", lambda line: line.standing, key="standing", tone=lambda line: line.tone,
               width=190),
    )  # fmt: skip
