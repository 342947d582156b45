"""How a field shows that something is wrong with it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

from ui.style.theme import restyle

Mark = Literal["", "error", "warning"]


def mark(widget: QWidget, tone: Mark) -> None:
    """Draw the field's line in the colour of an error or a warning, or plainly again."""
    if (widget.property("mark") or "") != tone:
        restyle(widget, mark=tone)
