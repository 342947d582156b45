"""The box that finds anything: asks while typing, shows what was found, tells what was picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit
from typing_extensions import override

from ui.style.icons import icon
from ui.style.layouts import row
from ui.style.theme import restyle
from ui.widgets.suggestions import Suggestions
from ui.widgets.text import Text

_PAUSE_MS = 120


@dataclass(frozen=True)
class Found:
    """One thing found: the key that opens it, its name, and where it belongs."""

    key: str
    name: str
    detail: str = ""


class SearchField(QFrame):
    """Emits ``asked`` a moment after the last key; the owner answers with :meth:`show_found`.

    ``picked`` gives the key of a found thing; ``entered`` the text when Enter is pressed with
    nothing found yet, as a QR scanner does.
    """

    asked = Signal(str)
    picked = Signal(str)
    entered = Signal(str)

    def __init__(self, placeholder: str, shortcut: str = "Ctrl+K", none_found: str = "") -> None:
        super().__init__()
        self.setObjectName("searchbox")
        self.setFixedHeight(34)
        self._none_found = none_found
        self._found: list[Found] = []
        picture = Text()
        picture.setPixmap(icon("search", "quiet").pixmap(16, 16))
        self.input = QLineEdit()
        self.input.setProperty("bare", "true")
        self.input.setClearButtonEnabled(True)
        self.input.installEventFilter(self)
        self.input.textEdited.connect(self._typed)
        self._key = Text(shortcut, "body")
        self._key.setProperty("role", "key")
        layout = row(picture, self.input, self._key)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.input)
        self._list = Suggestions(self)
        self._list.picked.connect(self._pick)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.input.text().strip()))
        self._shortcut = QShortcut(QKeySequence(shortcut), self)
        self._shortcut.activated.connect(self.start)
        self.set_words(placeholder, none_found)

    def set_words(self, placeholder: str, none_found: str) -> None:
        """Speak another language."""
        self._none_found = none_found
        self.input.setPlaceholderText(placeholder)
        self.input.setAccessibleName(placeholder)
        self.input.setToolTip(f"{placeholder} ({self._key.text()})")

    def start(self) -> None:
        """Take the focus, ready to type over."""
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.input.selectAll()

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Open the list with what was found for ``text``; late answers are dropped."""
        if text != self.input.text().strip() or not self.input.hasFocus():
            return
        self._found = list(found)
        lines = [f"{one.name}    {one.detail}".rstrip() for one in found]
        if not lines and text and self._none_found:
            self._list.offer([self._none_found], -1)
        else:
            self._list.offer(lines, 0)

    def _typed(self, text: str) -> None:
        self._found = []
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._list.hide()

    def _pick(self, place: int) -> None:
        self._list.hide()
        if place < len(self._found):
            key = self._found[place].key
            self.input.clear()
            self._found = []
            self.picked.emit(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and focus of the line inside."""
        if event.type() == QEvent.Type.FocusIn:
            restyle(self, active="true")
            self._key.hide()
        elif event.type() == QEvent.Type.FocusOut:
            restyle(self, active="false")
            self._key.show()
            self._list.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._found and self._list.isVisible():
                self._pick(max(self._list.currentRow(), 0))
            elif text := self.input.text().strip():
                self._pause.stop()
                self.input.clear()
                self.entered.emit(text)
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self._list.hide()
            self.input.clear()
            return True
        return False
