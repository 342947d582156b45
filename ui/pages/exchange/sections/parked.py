"""Changes beyond what their laptop may write, each bundle's with the two ways to decide."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.pages.exchange.state import ParkedRow
from ui.style.layouts import column
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton

_SHOWN = 2


class ParkedList(QWidget):
    """``released`` and ``rejected`` give the bundle; nothing is seen while nothing waits."""

    released = Signal(str)
    rejected = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ParkedRow, ...] = ()
        self._banners = column(gap=1)
        self.setLayout(self._banners)
        self.hide()

    def show_rows(self, rows: tuple[ParkedRow, ...], *, busy: bool) -> None:
        """Show what waits, the oldest first; the next ones come once those are decided."""
        self.setEnabled(not busy)
        if rows == self._shown:
            return
        self._shown = rows
        while (item := self._banners.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in rows[:_SHOWN]:
            self._banners.addWidget(self._banner(one))
        self.setVisible(bool(rows))

    def _banner(self, one: ParkedRow) -> Banner:
        banner = Banner(one.words, one.reasons, "yellow")
        key = one.key
        banner.add_action(
            QuietButton(_("Let them in"), "", lambda: self.released.emit(key), changes=True)
        )
        banner.add_action(
            QuietButton(_("Reject them"), "", lambda: self.rejected.emit(key), changes=True)
        )
        return banner
