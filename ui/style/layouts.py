"""Rows and columns on the grid, so that no page counts pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.style.tokens import GRID

Item = QWidget | QLayout | None
"""What a row or column holds; ``None`` is a stretch."""


def row(*items: Item, gap: float = 1, margin: float = 0) -> QHBoxLayout:
    """Items side by side, centred in height; ``gap`` and ``margin`` in grid units of 8 px."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margin, Qt.AlignmentFlag.AlignVCenter)
    return layout


def column(*items: Item, gap: float = 1, margin: float = 0) -> QVBoxLayout:
    """Items one below the other; ``gap`` and ``margin`` in grid units of 8 px."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margin, Qt.AlignmentFlag(0))
    return layout


def side_by_side(*panels: QWidget | QLayout, shares: tuple[int, ...] = ()) -> QHBoxLayout:
    """Panels next to one another, equally tall; ``shares`` weighs their widths, else equal."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    for place, panel in enumerate(panels):
        share = shares[place] if shares else 1
        if isinstance(panel, QLayout):
            layout.addLayout(panel, share)
        else:
            layout.addWidget(panel, share)
    return layout


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line


def _fill(
    layout: QBoxLayout,
    items: tuple[Item, ...],
    gap: float,
    margin: float,
    alignment: Qt.AlignmentFlag,
) -> None:
    edge = round(margin * GRID)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(round(gap * GRID))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item, 0, alignment)
