"""What fields share whose value is keyed as text, such as days, times and numbers."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.widgets.marks import mark

_ValueT = TypeVar("_ValueT")


class KeyedField(QLineEdit, Generic[_ValueT]):
    """Written in full when it is left, or marked when it cannot be read.

    ``changed`` tells of every edit. The name is what a screen reader says.
    """

    changed = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.changed.emit())

    @abstractmethod
    def value(self) -> _ValueT | None:
        """The value; ``None`` when nothing, or nothing that can be read, was typed."""

    @abstractmethod
    def written(self, value: _ValueT) -> str:
        """The value in full."""

    def invalid(self) -> bool:
        """Whether something was typed that cannot be read."""
        return bool(self.text().strip()) and self.value() is None

    def set_value(self, value: _ValueT | None) -> None:
        """Show a value."""
        self.setText("" if value is None else self.written(value))
        mark(self, "")

    def settle(self) -> None:
        """Write the value in full, or mark what cannot be read."""
        if self.invalid():
            mark(self, "error")
        else:
            self.set_value(self.value())

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Settle when left."""
        super().focusOutEvent(arg__1)
        self.settle()
