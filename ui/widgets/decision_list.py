"""What waits for a person, each with the two ways to decide; unseen while nothing waits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.style.layouts import column
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton

_SHOWN = 2


@dataclass(frozen=True)
class Decision:
    """What waits: its key, what it is, and what to know of it."""

    key: str
    words: str
    hint: str


class DecisionList(QWidget):
    """``taken`` and ``declined`` give the key of what was decided."""

    taken = Signal(str)
    declined = Signal(str)

    def __init__(self, take: str, decline: str) -> None:
        super().__init__()
        self._take, self._decline = take, decline
        self._shown: tuple[Decision, ...] = ()
        self._banners = column(gap=1)
        self.setLayout(self._banners)
        self.hide()

    def show_rows(self, rows: tuple[Decision, ...], *, busy: bool = False) -> None:
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

    def _banner(self, one: Decision) -> Banner:
        banner, key = Banner(one.words, one.hint, "yellow"), one.key
        take = QuietButton(self._take, "", lambda: self.taken.emit(key), changes=True)
        decline = QuietButton(self._decline, "", lambda: self.declined.emit(key), changes=True)
        for button in (take, decline):
            banner.add_action(button)
        return banner
