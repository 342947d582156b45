"""A page as the window shows it on the smallest screen, and the words that can be read on it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

PAGE_SIZE = (1190, 712)
"""What the frame leaves a page of 1366 x 768."""


def put_on_screen(qtbot: QtBot, page: QWidget) -> None:
    """Show a page with the keyboard in it; it is closed after the test."""
    qtbot.addWidget(page)
    page.resize(*PAGE_SIZE)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def labels(widget: QWidget) -> set[str]:
    """The texts that stand on it now."""
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def words(widget: QWidget) -> str:
    """The same as one text, one label a line."""
    return "\n".join(sorted(labels(widget)))
