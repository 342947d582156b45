"""What would stand in an office form for the household that is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.print.state import FieldRow
from ui.style.layouts import column
from ui.widgets.table import Table
from ui.widgets.text import Text


class Filled(QWidget):
    """Each name of the form with its value, in the form's order."""

    def __init__(self) -> None:
        super().__init__()
        empty = _("not recorded, stays empty")
        self._fields: FrozenTableModel[FieldRow] = FrozenTableModel(
            (
                Column(_("Field"), lambda row: row.label, width=190),
                Column(_("Value"), lambda row: row.value or empty, strong=True, width=0),
                Column(_("Name in the form"), lambda row: row.name, width=230, tone=_quiet),
            )
        )
        words = _("Filled forms are saved as files and printed with Word or Excel.")
        self._table = Table(self._fields, _("What stands in the form"))
        layout = column(Text(words, "quiet"), self._table)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_fields(self, fields: tuple[FieldRow, ...]) -> None:
        """Show what the form is filled with; lines of a list stand beside each other."""
        self._fields.set_rows(fields)


def _quiet(_row: FieldRow) -> str:
    return "quiet"
