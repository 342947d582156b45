"""How a field shows that something is wrong with it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

from ui.style.theme import restyle

Mark = Literal["", "error", "warning", "note"]
"""How much something weighs that is said of a field; a note leaves the field's line plain."""


def mark(widget: QWidget, tone: Mark) -> None:
    """Draw the field's line in the colour of an error or a warning, or plainly again."""
    line = "" if tone == "note" else tone
    if (widget.property("mark") or "") != line:
        restyle(widget, mark=line)
