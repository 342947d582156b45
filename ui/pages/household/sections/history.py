"""The history of a household: every change, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.household.history import HistoryRow
from ui.widgets.listing import Command, Emptiness, Listing


class History(QWidget):
    """Who changed what and when; an earlier value can be put back."""

    def __init__(self, restore: Callable[[int], None]) -> None:
        super().__init__()
        self._restore = restore
        self.list = Listing(
            _("History"), _columns(),
            Emptiness("info", _("Nothing is recorded yet."), ""),
            (Command(_("Put the earlier value back"), "", self._back, True),),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these changes."""
        self.list.show_rows(rows)

    def _back(self) -> None:
        row = self.list.table.current()
        if isinstance(row, HistoryRow) and row.restorable:
            self._restore(row.place)


def _columns() -> tuple[Column[HistoryRow], ...]:
    return (
        Column(_("When"), lambda r: r.when, key="when", width=136),
        Column(_("Who"), lambda r: r.who, key="who", quiet=lambda r: r.device, width=170),
        Column(_("Record"), lambda r: r.what, key="what", strong=True, width=240),
        Column(_("Field"), lambda r: r.field, key="field", width=150),
        Column(_("Before"), lambda r: r.before, key="before", tone=lambda _r: "quiet", width=170),
        Column(_("After"), lambda r: r.after, key="after",
               tone=lambda r: "" if r.field else "quiet", width=0),
    )  # fmt: skip
