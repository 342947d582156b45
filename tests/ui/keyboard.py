"""What a hand with an input method does to a field."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    """Show letters that are not words yet, or confirm words."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def type_words(field: QWidget, words: str) -> None:
    """Type words in any script, as an input method delivers them."""
    compose(field, "…")
    compose(field, "", words)
