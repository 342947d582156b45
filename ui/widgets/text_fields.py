"""Fields for plain words and numbers; every field has value, set_value, changed and mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from ui.style.tokens import FIELD_HEIGHT
from ui.widgets.keyed_field import KeyedField


class TextField(QLineEdit):
    """One line of words."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The words without blanks around them."""
        return self.text().strip()

    def set_value(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)


class FilterField(TextField):
    """Narrows a list while one types, ``width`` pixels wide; Ctrl+F leads to it on its page."""

    def __init__(
        self, page: QWidget, name: str, placeholder: str, width: int,
        narrow: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__(name, placeholder)
        self.setClearButtonEnabled(True)
        self.setToolTip(f"{name} (Ctrl+F)")
        self.setFixedWidth(width)
        self.textChanged.connect(narrow)
        find = QShortcut(QKeySequence("Ctrl+F"), page)
        find.activated.connect(lambda: self.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def show_text(self, text: str) -> None:
        """Show what narrows the list now, unless it is being typed."""
        if self.text() != text and not self.hasFocus():
            self.set_value(text)


class LongTextField(QPlainTextEdit):
    """Several lines, as tall as its text; Alt+Enter starts a new line, Tab leaves."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str = "", *, least_lines: int = 1) -> None:
        super().__init__()
        self._least = least_lines
        self._quiet = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._tell)
        self._grow()

    def value(self) -> str:
        """The text without blanks around it; lines end in a line feed."""
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show ``text`` without telling of a change."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _grow(self) -> None:
        lines = max(self._least, int(self.document().size().height()))
        wanted = lines * self.fontMetrics().lineSpacing() + 12
        self.setFixedHeight(max(FIELD_HEIGHT, wanted))

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(e)
        self._grow()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Alt+Enter starts a new line."""
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and e.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.textCursor().insertText("\n")
            return
        super().keyPressEvent(e)


class NumberField(KeyedField[Decimal | int]):
    """A number, right-aligned; takes full-width digits and thousands commas."""

    def __init__(self, name: str, *, decimals: int = 0, unit: str = "") -> None:
        super().__init__(f"{name} ({unit})" if unit else name, unit)
        self._decimals = decimals
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @override
    def value(self) -> Decimal | None:
        """The number; ``None`` too for one with more decimals than are asked for."""
        plain = unicodedata.normalize("NFKC", self.text()).replace(",", "").strip()
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return None
        exponent = number.as_tuple().exponent
        fits = isinstance(exponent, int) and -exponent <= self._decimals
        return number if fits else None

    @override
    def written(self, value: Decimal | int) -> str:
        """The number with thousands commas."""
        return f"{value:,}"
