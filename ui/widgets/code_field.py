"""A field for one of a list of codes: typed by number, by first letters or by the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.widgets.marks import mark
from ui.widgets.suggestions import Suggestions

_NO_MATCH = 9


@dataclass(frozen=True)
class CodeOption:
    """One code.

    Attributes:
        value: what the field's value becomes.
        number: what is keyed, such as ``"07"``; may be empty.
        label: the words in the language of the screen.
        keys: lower-case spellings parted by blanks, such as ``"quejishu qjs"``.
    """

    value: str
    number: str
    label: str
    keys: str = ""

    def shown(self) -> str:
        """The option as the field writes it."""
        return f"{self.number} {self.label}".strip()


def matching(options: Sequence[CodeOption], typed: str) -> list[CodeOption]:
    """The options ``typed`` may mean, the likeliest first; all of them when nothing is typed."""
    wanted = unicodedata.normalize("NFKC", typed).strip().lower()
    if not wanted:
        return list(options)
    ranked = [(_rank(option, wanted), place) for place, option in enumerate(options)]
    return [options[place] for rank, place in sorted(ranked) if rank < _NO_MATCH]


def _rank(option: CodeOption, wanted: str) -> int:
    number, label = option.number.lower(), option.label.lower()
    checks = (
        wanted in (number, option.shown().lower()),
        wanted.isdigit() and number.lstrip("0") == wanted.lstrip("0") != "",
        bool(number) and number.startswith(wanted),
        label.startswith(wanted),
        wanted in option.keys.split(),
        any(key.startswith(wanted) for key in option.keys.split()),
        wanted in label,
    )
    return next((rank for rank, holds in enumerate(checks) if holds), _NO_MATCH)


class CodeField(QLineEdit):
    """Chooses one option; the list opens on entry, Enter takes the marked one, Del empties.

    ``changed`` tells that a person chose another value.
    """

    changed = Signal()

    def __init__(self, name: str, options: Sequence[CodeOption], placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._options = list(options)
        self._matches: list[CodeOption] = []
        self._chosen: CodeOption | None = None
        self._list = Suggestions(self)
        self._list.picked.connect(self._pick)
        self.textEdited.connect(lambda _text: self._offer())

    def value(self) -> str | None:
        """The chosen option's value."""
        return self._chosen.value if self._chosen else None

    def set_value(self, value: str | None) -> None:
        """Choose by value without telling of a change; an unknown value empties the field."""
        self._chosen = next((o for o in self._options if o.value == value), None)
        self._write()

    def invalid(self) -> bool:
        """Whether what is typed names no option."""
        typed = self.text().strip()
        return bool(typed) and (self._chosen is None or self._chosen.shown() != typed)

    def settle(self) -> None:
        """Take the marked option, or the likeliest for what is typed."""
        typed = self.text().strip()
        marked = self._list.currentRow()
        if self._list.isVisible() and 0 <= marked < len(self._matches):
            self._choose(self._matches[marked])
        elif not typed:
            self._choose(None)
        elif self._chosen is None or self._chosen.shown() != typed:
            found = matching(self._options, typed)
            if found:
                self._choose(found[0])
            else:
                mark(self, "error")
        self._list.hide()

    def _choose(self, option: CodeOption | None) -> None:
        told = option != self._chosen
        self._chosen = option
        self._write()
        if told:
            self.changed.emit()

    def _write(self) -> None:
        self.setText(self._chosen.shown() if self._chosen else "")
        self.setCursorPosition(0)
        mark(self, "")

    def _pick(self, place: int) -> None:
        self._choose(self._matches[place])
        self._list.hide()

    def _offer(self, *, everything: bool = False) -> None:
        typed = "" if everything else self.text()
        self._matches = matching(self._options, typed)
        if everything:
            current = self._matches.index(self._chosen) if self._chosen in self._matches else -1
        else:
            current = 0 if typed.strip() else -1
        self._list.offer([option.shown() for option in self._matches], current)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Up and Down walk the list, Esc closes it."""
        key = arg__1.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self._list.isVisible():
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._offer(everything=True)
            return
        if key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
            self._write()
            return
        super().keyPressEvent(arg__1)

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        """Arriving by keyboard opens the list with everything selected for typing over."""
        super().focusInEvent(arg__1)
        if arg__1.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
            self._offer(everything=True)

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Settle when left."""
        super().focusOutEvent(arg__1)
        if arg__1.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.settle()
        self._list.hide()

    @override
    def mousePressEvent(self, arg__1: QMouseEvent) -> None:
        """A click opens the list."""
        super().mousePressEvent(arg__1)
        self._offer(everything=True)
        self.selectAll()
