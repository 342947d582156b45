"""The import: what each bundle would change, then what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.exchange.sections.ahead import HomesAhead
from ui.pages.exchange.sections.notes import NotesList
from ui.pages.exchange.state import ImportRow, ImportState
from ui.style.layouts import column
from ui.style.tokens import GRID, ROW_HEIGHT
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.panel import Panel
from ui.widgets.table import HEADER_HEIGHT, Table

_MOST_LINES, _MOST_ALONE = 5, 8
"""So many bundles are seen at once: below the notes the households need room, if there are any."""
_ROOM_BESIDE, _ROOM_ALONE = 358, 468
"""Pixels for the lines of the bundles and their notes."""


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
        self._rows: FrozenTableModel[ImportRow] = FrozenTableModel(_columns())
        self._table = Table(self._rows, _("Bundles to import"))
        self._table.setObjectName("bundles")
        self.body.addWidget(self._table)
        self._notes = NotesList()
        self._notes.release_asked.connect(self.release_asked)
        noted = column(self._notes)
        noted.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        self.body.addLayout(noted)
        self._homes = HomesAhead()
        self.body.addWidget(self._homes, 1)
        self.body.addStretch()
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
        lines = min(len(state.rows), _MOST_LINES if state.homes else _MOST_ALONE)
        room = _ROOM_BESIDE if state.homes else _ROOM_ALONE
        self._notes.show_rows(state.rows, room - lines * ROW_HEIGHT)
        self._table.setFixedHeight(HEADER_HEIGHT + lines * ROW_HEIGHT + 2)


def _columns() -> tuple[Column[ImportRow], ...]:
    return (
        Column(_("File"), lambda row: row.file, width=250),
        Column(_("Sender"), lambda row: row.sender, width=130),
        Column(_("Made on"), lambda row: row.made, width=166),
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
