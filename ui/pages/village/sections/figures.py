"""The figures of the village: by year, covered over time, declared beside counted."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.village.state import AuditRow, VillageState
from ui.recordbook.book import BookState
from ui.recordbook.panel import RecordDesk, RecordKeeper, RecordPanel
from ui.style.layouts import side_by_side
from ui.style.tokens import GRID
from ui.widgets.facts import Fact, facts_list
from ui.widgets.listing import Emptiness, Listing
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.share_lines import ShareLines
from ui.widgets.years_panel import YearsPanel


class Profile(QWidget):
    """Which years are recorded, and below them up to three of them side by side."""

    def __init__(self, keeper: RecordKeeper) -> None:
        super().__init__()
        self.years = RecordPanel("village_year", keeper)
        self.table = YearsPanel(
            _("Declared by year"), _("what changed stands beside the value"),
            Emptiness("village", _("Nothing is recorded yet."), _("Record the first year.")),
            (), numbers=True,
        )  # fmt: skip
        layout = _stacked(self)
        layout.addWidget(self.years, 2)
        layout.addWidget(self.table, 5)

    def show_state(self, state: VillageState, records: BookState) -> None:
        """Show these years."""
        self.years.show_records(records.rows.get("village_year", ()))
        self.table.show_years(state.profile)


class Coverages(QWidget):
    """The course of each coverage, and every measurement with its definition."""

    def __init__(self, keeper: RecordKeeper) -> None:
        super().__init__()
        self.course = Panel(_("Covered over time"))
        self.lines = ShareLines(_("Covered over time"))
        self.course.body.addWidget(self.lines)
        self.measured = RecordDesk(RecordPanel("coverage_measure", keeper), (9, 4))
        layout = _stacked(self)
        layout.addWidget(self.course)
        layout.addWidget(self.measured, 1)

    def show_state(self, state: VillageState, records: BookState) -> None:
        """Show these coverages."""
        self.course.setVisible(bool(state.shares))
        self.lines.show_lines(state.shares)
        self.measured.show_records(records.rows.get("coverage_measure", ()))


class Audit(QWidget):
    """What is declared beside what adds up and what the register counts; nothing is repaired."""

    def __init__(self) -> None:
        super().__init__()
        self.list = Listing(
            _("Declared and counted"), _audit_columns(),
            Emptiness("info", _("Nothing is declared yet."), _("Record a year of the village.")),
        )  # fmt: skip
        self._arithmetic = Panel(_("The arithmetic"))
        self._place = Scrolled()
        self._arithmetic.body.addWidget(self._place, 1)
        self.list.current_changed.connect(self._read)
        self.setLayout(side_by_side(self.list, self._arithmetic, shares=(9, 4)))

    def show_rows(self, rows: tuple[AuditRow, ...]) -> None:
        """Show these lines."""
        self._place.replace(facts_list((), _("Choose a line to read it whole.")))
        self.list.show_rows(rows)

    def _read(self, row: AuditRow) -> None:
        facts = (
            Fact(row.id, row.check),
            Fact(_("Result"), "", row.result, row.says_tone),
            Fact(_("Declared"), row.declared),
            Fact(_("Counted"), row.computed),
            Fact(_("Difference"), row.difference),
            Fact(_("The arithmetic"), row.says),
        )
        self._place.replace(facts_list(facts, ""))


def _audit_columns() -> tuple[Column[AuditRow], ...]:
    return (
        Column("", lambda r: r.id, key="id", tone=lambda _r: "quiet", width=56),
        Column(_("What"), lambda r: r.check, key="check", strong=True, width=220),
        Column(_("Declared"), lambda r: r.declared, key="declared", align="right", width=110),
        Column(_("Counted"), lambda r: r.computed, key="computed", align="right", width=110),
        Column(_("Difference"), lambda r: r.difference, key="difference", align="right",
               width=100),
        Column(_("Result"), lambda r: r.result, key="result", chip=lambda r: r.tone, width=0),
    )  # fmt: skip


def _stacked(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    return layout
