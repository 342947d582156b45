"""Pills that tell what waits, side by side; nothing is seen while nothing waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.style.layouts import row
from ui.widgets.chips import ChipTone, PillButton


class Telling(Protocol):
    """What a pill says and leads to."""

    @property
    def kind(self) -> str:
        """The word that ``picked`` carries."""
        ...

    @property
    def words(self) -> str:
        """What is read."""
        ...

    @property
    def tone(self) -> ChipTone:
        """Its colour."""
        ...


class MatterPills(QWidget):
    """``picked`` gives the kind of the pill that was pressed."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = row(gap=1)
        self.setLayout(self._layout)
        self._shown: tuple[Telling, ...] = ()

    def show_matters(self, matters: Sequence[Telling]) -> None:
        """Show these."""
        if tuple(matters) == self._shown:
            return
        self._shown = tuple(matters)
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for matter in matters:
            pill = PillButton(matter.words, matter.tone)
            pill.clicked.connect(lambda _checked=False, kind=matter.kind: self.picked.emit(kind))
            self._layout.addWidget(pill)
        self.setVisible(bool(self._shown))
