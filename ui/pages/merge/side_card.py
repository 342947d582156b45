"""One of the values that stand side by side, with the key that keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from fieldapp.foundation.i18n import _
from ui.pages.merge.small_photos import SmallPhotos
from ui.pages.merge.state import SideState
from ui.style.layouts import column, row
from ui.style.theme import restyle
from ui.widgets.buttons import QuietButton
from ui.widgets.chips import CardChip
from ui.widgets.text import Text


class SideCard(QFrame):
    """``kept`` asks to keep this value."""

    kept = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("panel", "sunken")
        self._number = number
        self._where = Text("", "strong")
        self._shown = CardChip("", "green")
        self._value = Text("", "heading", wrap=True)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines = [Text("", "quiet", wrap=True) for _place in range(5)]
        self._photos = SmallPhotos()
        self._keep = QuietButton(_("Keep this"), str(number), self.kept.emit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = column(
            row(self._where, None, self._shown), self._value, *self._lines,
            self._photos, gap=0.5,
        )  # fmt: skip
        layout.addStretch(1)
        layout.addLayout(row(self._keep, None))
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)

    def show_side(self, side: SideState) -> None:
        """Show the value and where it comes from."""
        self._where.setText(side.laptop)
        restyle(self, panel="plain" if side.shown else "sunken")
        self._shown.setVisible(side.shown)
        self._shown.set_chip(_("shown now"), "green")
        self._value.setText(side.value)
        told = (side.who, side.when, side.corrected, side.visit, side.why)
        for label, words in zip(self._lines, told, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self._photos.show_photos(side.photos)
        self.setAccessibleName(f"{self._number}: {side.value}, {side.who}, {side.laptop}")
