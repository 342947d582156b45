"""What a place without content says: what would stand here, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.style.icons import icon
from ui.style.layouts import column, row
from ui.widgets.buttons import HintButton
from ui.widgets.text import Text

_ROOM_FOR_PICTURE = 170


class EmptyState(QWidget):
    """A picture, one sentence, what to do, and the buttons that do it."""

    def __init__(
        self, picture: str, sentence: str, what_to_do: str = "", *buttons: HintButton
    ) -> None:
        super().__init__()
        self._drawing = drawing = Text()
        drawing.setPixmap(icon(picture, "faint").pixmap(48, 48))
        middle = Qt.AlignmentFlag.AlignHCenter
        drawing.setAlignment(middle)
        self._sentence = Text(sentence, "heading", wrap=True)
        self._hint = Text(what_to_do, "quiet", wrap=True)
        for text in (self._sentence, self._hint):
            text.setAlignment(middle)
        layout = column(None, drawing, self._sentence, self._hint, gap=1, margin=3)
        if buttons:
            layout.addSpacing(8)
            layout.addLayout(row(None, *buttons, None))
        layout.addStretch(1)
        self.setLayout(layout)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(what_to_do)

    def set_words(self, sentence: str, what_to_do: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._hint.setText(what_to_do)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(what_to_do)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where there is room for the words only."""
        super().resizeEvent(event)
        self._drawing.setVisible(self.height() >= _ROOM_FOR_PICTURE)
