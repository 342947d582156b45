"""A coloured surface with a message and the next step, inside a page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.style.layouts import column, row
from ui.style.theme import restyle
from ui.widgets.text import Text

BannerTone = Literal["red", "yellow", "green", "general"]
_ICONS = {"red": "error", "yellow": "warning", "green": "ok", "general": "info"}


class Banner(QFrame):
    """A message in bold, what to do below it; hidden while it has nothing to say."""

    def __init__(self, message: str = "", hint: str = "", tone: BannerTone = "general") -> None:
        super().__init__()
        self._picture = Text()
        self._picture.setFixedWidth(24)
        self._message = Text("", "strong", wrap=True)
        self._hint = Text("", wrap=True)
        self._actions = row(gap=1)
        words = column(self._message, self._hint, gap=0.25)
        layout = row(self._picture, words, self._actions, gap=0.5)
        layout.setStretch(1, 1)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.say(message, hint, tone)

    def add_action(self, button: QWidget) -> None:
        """Put a button at the right."""
        self._actions.addWidget(button)

    def say(self, message: str, hint: str = "", tone: BannerTone = "general") -> None:
        """Show a message and its hint; an empty message hides the banner."""
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        if message:
            from ui.style.icons import icon  # read with the first message, not with the first page

            self._picture.setPixmap(icon(_ICONS[tone], tone).pixmap(20, 20))
            restyle(self, banner=tone)
            for words in (self._message, self._hint):
                restyle(words)
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)
        self.setVisible(bool(message))
