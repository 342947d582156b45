"""The findings as a table, the one under the cursor to read and explain at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.findings.columns import dq_label, finding_columns
from ui.findings.lines import FindingLine
from ui.findings.reading_pane import ReadingPane
from ui.models.frozen_table import FrozenTableModel
from ui.pages.checks.columns import audit_columns
from ui.pages.checks.state import AuditRow, ChecksState, View
from ui.pages.checks.view_model import ChecksViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text
from ui.widgets.text_fields import FilterField

_FINDINGS, _AUDIT, _EMPTY = range(3)
_VIEWS: dict[str, View] = {"open": "open", "explained": "explained", "audit": "audit"}


class ChecksPage(QWidget):
    """Renders a :class:`ChecksState`; what is pressed goes to the view model."""

    hints_changed = Signal()

    def __init__(self, model: ChecksViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._shown = ChecksState()
        self._make_filters()
        self._make_tables()
        self.pane = ReadingPane()
        self.pane.open_asked.connect(model.household_wanted)
        self.pane.explained.connect(model.explain)
        self.pane.withdrawn.connect(model.withdraw)
        self._arrange()
        model.changed.connect(lambda: self.show_state(model.state))
        self.show_state(model.state)

    def refresh(self) -> None:
        """Check again; called each time the page comes to the front."""
        self._model.refresh()
        front = self.audit if self._shown.view == "audit" else self.table
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do."""
        return _("↑↓ choose    Enter open the household    Ctrl+E explain    Ctrl+R check again")

    def show_state(self, state: ChecksState) -> None:
        """Show this moment."""
        self._view.set_choices(state.views or [("open", "")], state.view)
        self._severity.set_choices(state.severities or [("", "")], state.severity)
        self._rule.set_choices(state.rules or [("", "")], state.rule)
        for narrowing in (self._severity, self._rule, self._text):
            narrowing.setVisible(state.view != "audit")
        self._told.setText(
            _("Checking… {percent} %").format(percent=state.percent)
            if state.working
            else state.told
        )
        self._again.setVisible(not state.working)
        self._stop.setVisible(state.working)
        self._export.setEnabled(state.checked)
        if state.findings != self._shown.findings:
            self._findings.set_rows(state.findings)
        if state.audit != self._shown.audit:
            self._lines.set_rows(state.audit)
        self._choose_layer(state)
        self.pane.show_reading(state.reading)
        self.pane.setVisible(state.reading is not None)
        self._shown = state
        self._go_to(state)

    def _make_filters(self) -> None:
        narrow = self._model.narrow
        self._view = FilterButton(_("Show"), [("open", "")])
        self._view.picked.connect(lambda key: narrow(view=_VIEWS[key]))
        self._severity = FilterButton(dq_label("severity"), [("", "")])
        self._severity.picked.connect(lambda key: narrow(severity=key))
        self._rule = FilterButton(dq_label("rule"), [("", "")])
        self._rule.picked.connect(lambda key: narrow(rule=key))
        self._text = FilterField(
            self, _("Filter"), _("Name, number, words"), 170, lambda text: narrow(text=text),
        )  # fmt: skip
        self._told = Text("", "quiet")
        self._again = PrimaryButton(_("Check again"), "Ctrl+R", self._model.run.start)
        self._stop = QuietButton(_("Stop"), "", self._model.run.cancel)
        self._twice = LinkButton(
            _("People entered twice…"), "Ctrl+Shift+D", self._model.duplicates_wanted.emit
        )
        self._export = LinkButton(_("Save as Excel…"), "Ctrl+Shift+S", self._ask_where)

    def _make_tables(self) -> None:
        self._findings: FrozenTableModel[FindingLine] = FrozenTableModel(finding_columns())
        self._lines: FrozenTableModel[AuditRow] = FrozenTableModel(audit_columns())
        self.table = Table(self._findings, _("Open findings"))
        self.audit = Table(self._lines, _("Declared figures"))
        for table in (self.table, self.audit):
            table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.opened.connect(self._opened)
        self.table.current_changed.connect(self._moved)
        self.audit.current_changed.connect(self._moved)
        self._empty = EmptyState("ok", " ", " ")
        self._stack = QStackedWidget()
        for layer in (self.table, self.audit, self._empty):
            self._stack.addWidget(layer)

    def _arrange(self) -> None:
        head = row(
            Text(_("Checks"), "title"), self._told, None, self._twice, self._export, self._stop,
            self._again, gap=1.5,
        )  # fmt: skip
        filters = row(self._view, self._severity, self._rule, self._text, None, gap=1.5)
        table = Panel(flush=True)
        table.body.addWidget(self._stack)
        layout = column(head, filters, side_by_side(table, self.pane, shares=(1, 0)), gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _choose_layer(self, state: ChecksState) -> None:
        rows = state.audit if state.view == "audit" else state.findings
        self._stack.setCurrentIndex(
            _EMPTY if not rows else _AUDIT if state.view == "audit" else _FINDINGS
        )
        if rows:
            return
        if not state.checked:
            self._empty.set_words(
                _("Nothing has been checked yet"),
                _("Press Ctrl+R to check everything that is held."),
            )
        elif state.view == "audit":
            self._empty.set_words(
                _("No figures are declared"), _("Enter them on the page of the village.")
            )
        elif state.severity or state.rule or state.text:
            self._empty.set_words(
                _("Nothing fits the filter"), _("Choose another weight or rule, or clear it.")
            )
        elif state.view == "explained":
            self._empty.set_words(_("Nothing has been explained yet"), "")
        else:
            self._empty.set_words(_("Nothing to look at"), "")

    def _go_to(self, state: ChecksState) -> None:
        if state.reading is None:
            return
        wanted = state.reading.place
        if state.view == "audit":
            self._put(self.audit, self._lines.place_of(lambda one: one.place == wanted))
        else:
            self._put(self.table, self._findings.place_of(lambda one: one.place == wanted))

    def _put(self, table: Table, place: int) -> None:
        if table.currentIndex().row() != place:
            table.go_to(place)

    def _opened(self, line: object) -> None:
        if isinstance(line, FindingLine) and line.household:
            self._model.household_wanted.emit(line.household)

    def _moved(self, line: object) -> None:
        if isinstance(line, FindingLine | AuditRow):
            self._model.look_at(line.place)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save as Excel…"), "", "Excel (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("Open findings") + ".xlsx")
        dialog.fileSelected.connect(lambda name: self._model.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
