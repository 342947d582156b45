"""Enter goes to the next field and Shift+Enter back, but never while an input method composes.

In a field of several lines Enter moves on too; Alt+Enter starts a new line there.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@runtime_checkable
class Settles(Protocol):
    """A field that takes typed text as its value when it is left."""

    def settle(self) -> None:
        """Read the typed text now."""
        ...


class EnterWalker(QObject):
    """Watches the fields inside ``scope`` and walks them in the order of the Tab key.

    ``finished`` tells that Enter was pressed in the last field, ``moved`` where the focus went,
    ``left`` that a field lost the focus in any way.
    """

    finished = Signal()
    left = Signal()
    moved = Signal(QWidget)

    def __init__(self, scope: QWidget) -> None:
        super().__init__(scope)
        self._scope = scope
        self._fields: dict[QWidget, QWidget] = {}
        self._composing = False
        self._committed = False

    def watch(self, field: QWidget) -> None:
        """Walk through ``field`` from now on."""
        target = field.focusProxy() or field
        if target in self._fields:
            return
        self._fields[target] = field
        target.installEventFilter(self)
        target.destroyed.connect(lambda: self._fields.pop(target, None))

    def step(self, current: QWidget, *, back: bool = False) -> None:
        """Settle ``current`` and move the focus one field on, or back."""
        owner = self._fields.get(current, current)
        if isinstance(owner, Settles):
            owner.settle()
        neighbour = self._neighbour(current, back=back)
        if neighbour is None:
            if not back:
                self.finished.emit()
            return
        reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
        neighbour.setFocus(reason)
        self.moved.emit(neighbour)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the input method and take Enter when it is free."""
        if isinstance(event, QInputMethodEvent):
            self._follow(event)
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
            return False
        if not (
            isinstance(watched, QWidget)
            and isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and event.key() in _ENTER
        ):
            return False
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not (self._composing or self._committed):
            self.step(watched, back=bool(event.modifiers() & shift))
        return True

    def _follow(self, event: QInputMethodEvent) -> None:
        was_composing = self._composing
        self._composing = bool(event.preeditString())
        if was_composing and event.commitString():
            # Some input methods pass the confirming Enter on right behind the words it confirmed.
            self._committed = True
            QTimer.singleShot(0, self, self._settled)

    def _settled(self) -> None:
        self._committed = False

    def _neighbour(self, current: QWidget, *, back: bool) -> QWidget | None:
        step = QWidget.previousInFocusChain if back else QWidget.nextInFocusChain
        candidate = step(current)
        while candidate is not None and candidate not in (current, self._scope):
            if (
                candidate in self._fields
                and candidate.isVisibleTo(self._scope)
                and candidate.isEnabled()
            ):
                return candidate
            candidate = step(candidate)
        return None
