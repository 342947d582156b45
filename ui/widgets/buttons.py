"""Buttons that show their shortcut, and the button that drops a list of filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyleOptionButton
from typing_extensions import override

from ui.style.theme import restyle, tokens
from ui.widgets.reading import is_reading, why

_HINT_GAP = 8
_EDGE = 14


class HintButton(QPushButton):
    """A button with its shortcut written in it and in its tooltip.

    Args:
        text: what it does.
        shortcut: as a person would say it, such as ``"Ctrl+N"`` or ``"Ctrl+Enter"``.
        kind: ``primary``, ``quiet`` or ``link``.
        hint_only: show the key without listening to it, because the page already does.
        show_hint: without it the key is named only in the tooltip.
        changes: it leads to a change of records; who only looks sees it greyed, with the reason.
    """

    def __init__(
        self,
        text: str,
        shortcut: str = "",
        *,
        kind: str = "quiet",
        hint_only: bool = False,
        show_hint: bool = True,
        changes: bool = False,
    ) -> None:
        super().__init__(text)
        self._closed = changes and is_reading()
        self._hint = shortcut if show_hint else ""
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({shortcut})" if shortcut else "")
        if self._closed:
            self.setToolTip(why())
            self.setAccessibleDescription(why())
            self.setEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if shortcut and not hint_only:
            self._listen(shortcut)

    @override
    def setEnabled(self, arg__1: bool) -> None:
        """Stay greyed for who only looks, whatever the page would allow."""
        super().setEnabled(arg__1 and not self._closed)

    def set_text(self, text: str) -> None:
        """Name the act anew; the shortcut stays."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _listen(self, shortcut: str) -> None:
        keys = [QKeySequence(shortcut)]
        if shortcut.endswith("Enter"):
            keys.append(QKeySequence(shortcut.replace("Enter", "Return")))
        listener = QShortcut(self)
        listener.setKeys(keys)
        listener.activated.connect(self.click)

    def _hint_width(self) -> int:
        if not self._hint:
            return 0
        font = self.font()
        font.setPixelSize(11)
        return QFontMetrics(font).horizontalAdvance(self._hint) + _HINT_GAP

    @override
    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        size = super().sizeHint()
        return QSize(size.width() + self._hint_width(), size.height())

    @override
    def minimumSizeHint(self) -> QSize:
        """Never cut off the words."""
        return self.sizeHint()

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the words out when they are set by hand, with the key behind them."""
        super().initStyleOption(option)
        if self._hint:
            option.text = ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's button, then the words."""
        super().paintEvent(event)
        if self._hint:
            self._draw_words(QPainter(self))

    def _draw_words(self, painter: QPainter) -> None:
        theme = tokens()
        primary = self.property("kind") == "primary"
        ink = theme.on_accent if primary else theme.text
        quiet = theme.on_accent if primary else theme.quiet
        if not self.isEnabled():
            ink = quiet = theme.faint
        hint = self._hint_width()
        inner = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        painter.setPen(QColor(ink))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner.adjusted(0, 0, -hint, 0), left, self.text())
        font = self.font()
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(quiet))
        painter.setOpacity(0.85 if primary and self.isEnabled() else 1.0)
        painter.drawText(QRect(inner), right, self._hint)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Enter presses the focused button, as Space does."""
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not e.modifiers():
            self.click()
            return
        super().keyPressEvent(e)


class PrimaryButton(HintButton):
    """The one act a page is for."""

    def __init__(
        self,
        text: str,
        shortcut: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        hint_only: bool = False,
        changes: bool = False,
    ) -> None:
        super().__init__(text, shortcut, kind="primary", hint_only=hint_only, changes=changes)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class QuietButton(HintButton):
    """Any other act."""

    def __init__(
        self,
        text: str,
        shortcut: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        hint_only: bool = False,
        changes: bool = False,
    ) -> None:
        super().__init__(text, shortcut, kind="quiet", hint_only=hint_only, changes=changes)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class LinkButton(HintButton):
    """An act inside a text, without a frame; its key is named in the tooltip."""

    def __init__(
        self, text: str, shortcut: str = "", on_click: Callable[[], object] | None = None
    ) -> None:
        super().__init__(text, shortcut, kind="link", show_hint=False)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


Choices = tuple[tuple[str, str], ...]
"""What a :class:`FilterButton` offers: the key and the words of each entry."""


class FilterButton(QPushButton):
    """``组：全部 ▼``: drops a list; ``picked`` gives the key of the chosen entry.

    Args:
        title: what is filtered.
        choices: key and words; the first is chosen at the start.
    """

    picked = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._chosen = self._choices[0][0]
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.clicked.connect(self._drop)
        self._show()

    def chosen(self) -> str:
        """The key of the chosen entry."""
        return self._chosen

    def set_choices(self, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer other entries; an unknown choice falls back to the first."""
        self._choices = list(choices)
        keys = [key for key, _words in self._choices]
        self._chosen = chosen if chosen in keys else keys[0]
        self._show()

    def choose(self, key: str) -> None:
        """Choose as a person would."""
        self._chosen = key
        self._show()
        self.picked.emit(key)

    def _show(self) -> None:
        words = dict(self._choices).get(self._chosen, "")
        colon = "：" if any(ord(letter) > 0x2E80 for letter in self._title) else ": "
        self.setText(f"{self._title}{colon}{words} ▼")
        self.setAccessibleDescription(words)
        restyle(self, narrowed=self._chosen != self._choices[0][0])

    def _drop(self) -> None:
        menu = QMenu(self)
        for key, words in self._choices:
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(key == self._chosen)
            entry.triggered.connect(lambda _on=False, chosen=key: self.choose(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
