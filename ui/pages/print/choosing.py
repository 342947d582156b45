"""The left side of the print page: which sheet, for whom, on which paper, what is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.print.state import PrintState, SheetRow
from ui.pages.print.view_model import PrintViewModel
from ui.style.layouts import column, row, rule
from ui.widgets.buttons import FilterButton, QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.flow import FlowLayout
from ui.widgets.panel import Panel
from ui.widgets.problem_list import ProblemList
from ui.widgets.table import Table
from ui.widgets.text import Text

_WIDTH = 372


class Choosing(Panel):
    """Shows what is chosen and the households that get a sheet; tells the model what is wanted."""

    def __init__(self, model: PrintViewModel) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._model = model
        self._shown = PrintState()
        self._make_choices()
        self._make_list()
        self._arrange()

    def show_state(self, state: PrintState) -> None:
        """Show this moment."""
        self._kind.set_choices(state.kinds or [("", "")], state.kind)
        self._language.set_value([state.language])
        for button, offered, chosen in (
            (self._card, state.cards, state.card),
            (self._group, state.groups, state.group),
            (self._term, state.terms, state.term),
            (self._copies, state.copies, state.copy_count),
            (self._binding, state.bindings, state.binding),
        ):
            button.set_choices(offered or [("", "")], chosen)
        self._filters.setVisible(not state.handed)
        self._handed.setVisible(state.handed)
        self._paper.setVisible(not state.office)
        self._count.setText(state.count)
        if state.missing != self._shown.missing:
            self._missing.set_problems(state.missing)
        if state.rows != self._shown.rows:
            self._rows.set_rows(state.rows)
        self._shown = state
        if state.place >= 0 and self._table.currentIndex().row() != state.place:
            self._table.go_to(state.place)

    def _make_choices(self) -> None:
        choose = self._model.choose
        self._kind = FilterButton(_("Sheet"), [("", "")])
        self._kind.picked.connect(lambda key: choose(kind=key))
        languages = (CodeOption("zh_CN", "1", "中文"), CodeOption("en", "2", "English"))
        self._language = ChoiceChips(_("Language of the sheet"), languages, single=True)
        self._language.changed.connect(
            lambda: [choose(language=one) for one in self._language.value()]
        )
        self._filters = QWidget()
        self._card = FilterButton(_("Card"), [("", "")])
        self._card.picked.connect(lambda key: choose(card=key))
        self._group = FilterButton(_("Group"), [("", "")])
        self._group.picked.connect(lambda key: choose(group=key))
        self._term = FilterButton(_("Visit"), [("", "")])
        self._term.picked.connect(lambda key: choose(term=key))
        self._paper = QWidget()
        self._copies = FilterButton(_("Copies"), [("1", "1")])
        self._copies.picked.connect(lambda key: choose(copies=key))
        self._binding = FilterButton(_("Pages"), [("", "")])
        self._binding.picked.connect(lambda key: choose(binding=key))
        self._handed = QuietButton(
            _("Chosen on another page; filter instead"), "",
            self._model.let_filters_choose,
        )  # fmt: skip
        self._count = Text("", "strong")
        self._missing = ProblemList(_("Nothing is missing"))
        self._missing.jump.connect(lambda _key: choose(kind="blank-sheet"))

    def _make_list(self) -> None:
        self._rows: FrozenTableModel[SheetRow] = FrozenTableModel(
            (
                Column(_("No."), lambda line: line.number, tone=lambda _line: "quiet", width=68),
                Column(_("Head"), lambda line: line.name, strong=True, width=0),
                Column(_("Card"), lambda line: line.card, chip=lambda line: line.tone, width=72),
                Column(_("Group"), lambda line: line.group, width=72),
            )
        )
        self._table = Table(self._rows, _("Sheets in walking order"))
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._table.current_changed.connect(self._moved)

    def _arrange(self) -> None:
        self.body.addLayout(row(self._kind, None))
        self.body.addLayout(
            column(Text(_("Language of the sheet"), "quiet"), self._language, gap=0.5)
        )
        flow = FlowLayout(self._filters)
        for button in (self._card, self._group, self._term):
            flow.addWidget(button)
        self.body.addLayout(
            column(Text(_("Households"), "quiet"), self._filters, row(self._handed, None), gap=0.5)
        )
        self._paper.setLayout(
            column(Text(_("Paper"), "quiet"), row(self._copies, self._binding, None), gap=0.5)
        )
        self.body.addWidget(self._paper)
        self.body.addWidget(self._missing)
        self.body.addWidget(rule())
        self.body.addWidget(self._count)
        self.body.addWidget(self._table, 1)

    def _moved(self, line: object) -> None:
        if isinstance(line, SheetRow) and line in self._shown.rows:
            self._model.look_at(self._shown.rows.index(line))
