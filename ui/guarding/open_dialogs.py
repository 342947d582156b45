"""Dialogs that stand before the window: nobody reads them while the window is covered."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog

from ui.dialogs.value_dialog import PASSING


class OpenDialogs:
    """Hides dialogs, and shows them again to the person who had opened them."""

    def __init__(self) -> None:
        self._hidden: list[QDialog] = []

    def hide(self) -> None:
        """Take every open dialog from the screen; what was typed stays in it."""
        found = _open_dialogs()
        for dialog in found:
            if dialog.property(PASSING):
                dialog.reject()
        self._hidden = [dialog for dialog in found if not dialog.property(PASSING)]
        for dialog in self._hidden:
            dialog.hide()

    def show_again(self) -> None:
        """Show them as they were."""
        for dialog in self._hidden:
            dialog.open()
        self._hidden = []

    def dismiss(self) -> None:
        """Close them unanswered."""
        for dialog in (*self._hidden, *_open_dialogs()):
            dialog.reject()
        self._hidden = []


def _open_dialogs() -> list[QDialog]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QDialog) and window.isVisible()
    ]
