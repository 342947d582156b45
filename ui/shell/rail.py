"""The left rail: where one is, where one can go, who is at the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.navigation.register import PageSpec
from ui.shell.state import FrameState
from ui.style.icons import icon
from ui.style.layouts import column, rule
from ui.style.theme import tokens
from ui.style.tokens import RADIUS
from ui.widgets.chips import Badge
from ui.widgets.text import Elided, Text

RAIL_WIDTH = 176


class RailEntry(QAbstractButton):
    """One page: its picture, its name, its key or the number of things waiting there."""

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self._spec = spec
        self._badge = Badge()
        self._badge.setParent(self)
        self.setText(_(spec.title))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{self.text()} ({spec.shortcut})" if spec.shortcut else self.text())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name(0)

    def set_badge(self, count: int) -> None:
        """Show how many things wait; nought shows the key again."""
        self._badge.set_count(count)
        self._place_badge()
        self._name(count)
        self.update()

    def _place_badge(self) -> None:
        self._badge.move(self.width() - self._badge.width() - 12, 11)

    def _name(self, count: int) -> None:
        self.setAccessibleName(f"{self.text()} ({count})" if count else self.text())

    @override
    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(RAIL_WIDTH - 16, 38)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the badge at the right."""
        super().resizeEvent(event)
        self._place_badge()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """The ground when chosen or pointed at, the picture, the words, the key."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.rail_active if chosen else theme.rail_hover))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(theme.rail_text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        picture = icon(self._spec.icon, "rail_text" if chosen else "rail_quiet")
        picture.paint(painter, 12, 10, 18, 18)
        font = self.font()
        font.setPixelSize(14)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(theme.rail_text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            self.rect().adjusted(40, 0, -36, 0), middle | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        if not self._badge.count():
            font.setPixelSize(11)
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(QColor(theme.rail_quiet))
            painter.drawText(
                self.rect().adjusted(0, 0, -12, 0),
                middle | Qt.AlignmentFlag.AlignRight,
                self._spec.shortcut,
            )


class Rail(QWidget):
    """Emits ``wanted`` with the key of the pressed page."""

    wanted = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(_("Pages"))
        name = Text(_("Household Visits"), "heading")
        name.setStyleSheet("font-size: 16px;")
        self._place = Elided("", "caption")
        head = column(name, self._place, gap=0)
        head.setContentsMargins(20, 16, 12, 16)
        self._entries: dict[str, RailEntry] = {}
        entries = QVBoxLayout()
        entries.setContentsMargins(8, 0, 8, 0)
        entries.setSpacing(2)
        for spec in specs:
            if spec.apart:
                entries.addSpacing(20)
            entries.addWidget(self._entry(spec))
        self._keyboard = Elided("", "strong")
        foot = column(
            Text(_("At the keyboard"), "caption"), self._keyboard,
            Text(_("F9 switch   Ctrl+L lock"), "caption"), gap=0,
        )  # fmt: skip
        foot.setContentsMargins(20, 12, 12, 24)
        line = column(rule())
        line.setContentsMargins(8, 0, 8, 0)
        self.setLayout(column(head, entries, None, line, foot, gap=0))

    def choose(self, key: str) -> None:
        """Mark the page that is in front."""
        self._entries[key].setChecked(True)

    def show_state(self, state: FrameState) -> None:
        """Show place, person and numbers."""
        self._place.set_whole(state.place)
        self._keyboard.set_whole(state.keyboard)
        for key, entry in self._entries.items():
            entry.set_badge(state.badges.get(key, 0))

    def _entry(self, spec: PageSpec) -> RailEntry:
        entry = RailEntry(spec)
        entry.clicked.connect(lambda _checked=False: self.wanted.emit(spec.key))
        self._entries[spec.key] = entry
        return entry
