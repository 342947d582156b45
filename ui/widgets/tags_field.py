"""A field that holds several names, each as a chip, with suggestions while typing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton
from typing_extensions import override

from ui.style.theme import restyle
from ui.style.tokens import FIELD_HEIGHT
from ui.widgets.code_field import CodeOption, matching
from ui.widgets.flow import FlowLayout
from ui.widgets.suggestions import Suggestions

_GAP = 4
_LEAST_INPUT = 16
_PARTS = re.compile(r"[,，、;；]+")


class TagsField(QFrame):
    """Several names; a comma or ``、`` ends one, Backspace takes the last away.

    Args:
        name: what a screen reader says.
        known: names to suggest, with the letters that find them.
        only_known: take no name that is not among them.
        hint: what stands in the empty field.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        known: Sequence[CodeOption] = (),
        *,
        only_known: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._known = list(known)
        self._hint = hint
        self._only_known = only_known
        self._matches: list[CodeOption] = []
        self._tags: list[str] = []
        self._buttons: list[QPushButton] = []
        self.setProperty("field", "true")
        self.setAccessibleName(name)
        self.setMinimumHeight(FIELD_HEIGHT)
        self._line = FlowLayout(self, _GAP, fill=True)
        self._line.setContentsMargins(0, _GAP - 1, 0, _GAP - 1)
        self._input = QLineEdit()
        self._input.setProperty("bare", "true")
        self._input.setAccessibleName(name)
        self._input.installEventFilter(self)
        self._input.textEdited.connect(self._typed)
        self._input.textChanged.connect(self._fit_input)
        self._fit_input("")
        self._line.addWidget(self._input)
        self.setFocusProxy(self._input)
        self._input.setPlaceholderText(hint)
        self._list = Suggestions(self)
        self._list.picked.connect(self._pick)

    def value(self) -> tuple[str, ...]:
        """The names, in the order they were given."""
        return tuple(self._tags)

    def set_value(self, names: Iterable[str]) -> None:
        """Show these names without telling of a change."""
        self._tags = list(dict.fromkeys(names))
        self._draw()

    def settle(self) -> None:
        """Take what is typed (or marked in the list) as names."""
        marked = self._list.currentRow()
        if self._list.isVisible() and 0 <= marked < len(self._matches):
            self._pick(marked)
            return
        left = [part for part in _PARTS.split(self._input.text()) if not self._take(part.strip())]
        self._input.setText("、".join(left))
        self._list.hide()

    def remove(self, name: str) -> None:
        """Take one name away, as a click on its chip does."""
        self._tags.remove(name)
        self._draw()
        self.changed.emit()

    def _take(self, typed: str) -> bool:
        if not typed:
            return True
        exact = (o.label for o in self._known if typed == o.label or typed in o.keys.split())
        known = next(exact, None)
        if known is None and self._only_known:
            found = matching(self._known, typed)
            if not found:
                return False
            known = found[0].label
        name = known or typed
        if name not in self._tags:
            self._tags.append(name)
            self._draw()
            self.changed.emit()
        return True

    def _pick(self, place: int) -> None:
        self._list.hide()
        self._input.clear()
        self._take(self._matches[place].label)

    def _typed(self, text: str) -> None:
        if text and _PARTS.search(text[-1]):
            self._list.hide()
            self.settle()
            return
        self._offer(matching(self._fresh(), text) if text.strip() else [])

    def _fresh(self) -> list[CodeOption]:
        return [option for option in self._known if option.label not in self._tags]

    def _offer(self, options: list[CodeOption]) -> None:
        self._matches = options
        self._list.offer([option.label for option in options], 0)

    def _fit_input(self, typed: str) -> None:
        """What is typed stays visible: the line inside moves down when it needs more room."""
        width = self._input.fontMetrics().horizontalAdvance(typed)
        self._input.setMinimumWidth(max(_LEAST_INPUT, width + 2 * _LEAST_INPUT if typed else 0))

    def _draw(self) -> None:
        for button in self._buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._input.setPlaceholderText("" if self._tags else self._hint)
        self._buttons = [self._tag(name) for name in self._tags]
        for place, button in enumerate(self._buttons):
            self._line.insert(place, button)

    def _tag(self, name: str) -> QPushButton:
        button = QPushButton(f"{name} ×")
        button.setProperty("pill", "general")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: self.remove(name))
        return button

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and focus of the line inside."""
        if event.type() == QEvent.Type.FocusIn:
            restyle(self, active="true")
        elif event.type() == QEvent.Type.FocusOut:
            restyle(self, active="false")
            self.settle()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace and not self._input.text() and self._tags:
            self.remove(self._tags[-1])
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Down and self._only_known:
            self._offer(self._fresh())
            return True
        if event.key() == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
            return True
        return False
