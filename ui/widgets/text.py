"""Labels by role, so that a page says what a text is and never how it looks."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from ui.style.theme import restyle

Role = Literal[
    "body", "title", "heading", "strong", "figure", "unit", "code", "quiet", "caption", "faint"
]
Tone = Literal["", "ok", "warning", "error", "accent", "quiet"]


class Text(QLabel):
    """A plain text in a role; never reads its text as markup."""

    def __init__(
        self, text: str = "", role: Role = "body", tone: Tone = "", *, wrap: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text for what it means now."""
        if self.property("tone") != tone:
            restyle(self, tone=tone)


class Elided(Text):
    """One line that gives way: shortened with an ellipsis, whole in its tooltip."""

    def __init__(self, text: str = "", role: Role = "body", tone: Tone = "") -> None:
        super().__init__("", role, tone)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def whole(self) -> str:
        """The text before shortening."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24)
        )
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._fit()
