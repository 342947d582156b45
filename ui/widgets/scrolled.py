"""A place that scrolls one widget up and down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Scrolls one widget, which may be replaced as a whole; the ground behind shows through."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def replace(self, inside: QWidget) -> None:
        """Show another widget."""
        inside.setProperty("scroll", "true")
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
