"""The import: what each bundle would change, then what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.exchange.sections.ahead import HomesAhead
from ui.pages.exchange.state import ImportRow, ImportState
from ui.style.layouts import column
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.panel import Panel
from ui.widgets.table import Table

_HELD_SHOWN = 4

_LEAST_TABLE = 110
"""Pixels: the heading and two bundles, however many banners stand above: their sentences are whole
before more lines are seen."""


class ImportPanel(Panel):
    """Takes the place of the ledger while bundles are brought in."""

    merge_asked = Signal()
    dismissed = Signal()
    release_asked = Signal(str)
    back_asked = Signal()
    conflicts_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Import"), " ", flush=True)
        self._leave = QuietButton("", "Esc", self.dismissed.emit)
        self._merge = PrimaryButton(_("Merge"), "Ctrl+Enter", self.merge_asked.emit, changes=True)
        self._back = QuietButton(
            _("Take the merge back"), "Ctrl+Backspace", self.back_asked.emit, changes=True
        )
        self._decide = QuietButton(_("Decide the conflicts"), "Ctrl+J", self.conflicts_asked.emit)
        self.header.addWidget(self._back)
        self.header.addWidget(self._decide)
        self.header.addWidget(self._leave)
        self.header.addWidget(self._merge)
        self._banners = column(gap=1)
        self._banners.setContentsMargins(16, 0, 16, 0)
        self.body.addLayout(self._banners)
        self._rows: FrozenTableModel[ImportRow] = FrozenTableModel(_columns())
        self._table = Table(self._rows, _("Bundles to import"))
        self._table.setMinimumHeight(_LEAST_TABLE)
        self.body.addWidget(self._table, 2)
        self._homes = HomesAhead()
        self.body.addWidget(self._homes, 3)
        self.setFocusProxy(self._table)

    def show_state(self, state: ImportState, *, busy: bool) -> None:
        """Show the bundles."""
        done = state.step == "done"
        self.title.setText(_("Imported") if done else _("Import: what would change"))
        self.extra.setText(_("Merging…") if busy else state.summary)
        self._leave.set_text(_("Back to the ledger") if done else _("Do not import"))
        self._back.setVisible(state.can_take_back)
        self._back.setEnabled(not busy)
        self._decide.setVisible(done and state.has_conflicts)
        self._merge.setVisible(not done)
        self._merge.setEnabled(state.can_merge and not busy)
        self._rows.set_rows(state.rows)
        self._homes.show_homes(state.homes)
        self._tell([row for row in state.rows if row.hint])

    def _tell(self, held: list[ImportRow]) -> None:
        while (item := self._banners.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in held[:_HELD_SHOWN]:
            self._banners.addWidget(self._banner(row))

    def _banner(self, row: ImportRow) -> Banner:
        banner = Banner(row.file, row.hint, "yellow" if row.held else "general")
        if row.release:
            words = _("Let in what it wrote before")
            file = row.file
            banner.add_action(
                QuietButton(words, "", lambda: self.release_asked.emit(file), changes=True)
            )
        return banner


def _columns() -> tuple[Column[ImportRow], ...]:
    return (
        Column(_("File"), lambda row: row.file, width=240),
        Column(_("Sender"), lambda row: row.sender, width=130),
        Column(_("Made on"), lambda row: row.made, width=120),
        Column(_("Contents"), lambda row: row.contents, width=0),
        Column(_("New changes"), lambda row: _count(row, row.changes), align="right", width=106),
        Column(_("Conflicts"), lambda row: _count(row, row.conflicts), align="right", width=84,
               tone=lambda row: "warning" if row.conflicts else ""),
        Column(_("Waiting for others"), lambda row: _count(row, row.waiting), align="right",
               width=132),
        Column(_("Result"), lambda row: row.verdict, tone=lambda row: row.tone, width=112),
    )  # fmt: skip


def _count(row: ImportRow, count: int) -> str:
    return "" if row.held else f"{count:,}"
