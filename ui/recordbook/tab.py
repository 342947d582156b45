"""A subject of a page that is made, and asks what it shows, when it first comes to the front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override


class Source(Protocol):
    """What a subject shows; ``changed`` tells that it was read again."""

    @property
    def changed(self) -> SignalInstance:
        """Something else is to be shown."""
        ...

    @property
    def awaited(self) -> bool:
        """Nothing was answered yet about what was opened."""
        ...

    def load(self) -> None:
        """Ask again."""
        ...


class LateTab(QWidget):
    """Holds the subject that ``make`` makes; ``show`` shows in it what the source holds."""

    def __init__(
        self, source: Source, make: Callable[[], QWidget], show: Callable[[QWidget], None]
    ) -> None:
        super().__init__()
        self._source = source
        self._make = make
        self._show_in = show
        self.inside: QWidget | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        source.changed.connect(self._again)

    def refresh(self) -> None:
        """Ask again, if this subject is in front."""
        if self.isVisible():
            self._source.load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Make the subject the first time, and ask what it shows."""
        super().showEvent(event)
        if self.inside is None:
            self.inside = self._make()
            self._place.addWidget(self.inside)
            self._hide_unanswered(self.inside)
        self._source.load()

    def _again(self) -> None:
        if self.inside is not None:
            self._show_in(self.inside)
            self._hide_unanswered(self.inside)

    def _hide_unanswered(self, inside: QWidget) -> None:
        """Show nothing before the answer: an empty list would say that nothing is recorded."""
        inside.setVisible(not self._source.awaited)
