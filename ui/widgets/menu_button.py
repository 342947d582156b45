"""A button that drops a list of acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ui.widgets.buttons import HintButton


class MenuButton(HintButton):
    """``Life event ▼``: drops its entries; ``picked`` gives the key of the chosen one.

    An entry is found by its number, by the arrows or with the mouse.
    """

    picked = Signal(str)

    def __init__(self, text: str, shortcut: str = "", *, changes: bool = False) -> None:
        super().__init__(f"{text} ▼", shortcut, changes=changes)
        self._entries: Sequence[tuple[str, str]] = ()
        self.clicked.connect(lambda _checked=False: self.drop())

    def set_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these acts, each by key and words; without any the button is off."""
        self._entries = entries
        self.setEnabled(bool(entries))

    def drop(self) -> None:
        """Show the list below the button."""
        self.listing().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def listing(self) -> QMenu:
        """The list, not shown yet."""
        menu = QMenu(self)
        for place, (key, words) in enumerate(self._entries):
            entry = menu.addAction(f"&{(place + 1) % 10}  {words}")
            entry.triggered.connect(lambda _on=False, chosen=key: self.picked.emit(chosen))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
