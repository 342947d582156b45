"""Bars that compare amounts: a label or chip, the bar, the value in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.style.layouts import row
from ui.style.theme import tokens
from ui.widgets.chips import CardChip
from ui.widgets.text import Elided, Text
from ui.widgets.tile import Tile

BarTone = Literal["", "red", "yellow", "general"]


@dataclass(frozen=True)
class Amount:
    """One bar.

    Attributes:
        key: what is told when the bar is pressed.
        label: the name at the left; drawn as a chip when ``tone`` is a card's.
        amount: how long the bar is, in the same unit as its neighbours.
        value: the figure in bold; ``unit`` follows it, ``quiet`` after that in grey.
    """

    key: str
    label: str
    amount: float
    value: str
    unit: str = ""
    quiet: str = ""
    tone: BarTone = ""


class Bar(QWidget):
    """The bar alone, filled to a share between 0 and 1."""

    def __init__(self, share: float, tone: BarTone, *, track: bool, thickness: int) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self._tone = tone
        self._track = track
        self._thickness = thickness
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """As thick as asked."""
        return QSize(96, self._thickness)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, when there is one, and the filled share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        if self._track:
            painter.setBrush(QColor(tokens().bar_ground))
            painter.drawRoundedRect(whole, 3, 3)
        if self._share > 0:
            whole.setWidth(max(whole.width() * self._share, 4))
            painter.setBrush(QColor(tokens().bar_tone(self._tone)))
            painter.drawRoundedRect(whole, 3, 3)


class BarRow(Tile):
    """A bar with its label and value; ``clicked`` asks for the list behind it."""

    def __init__(
        self,
        amount: Amount,
        most: float,
        *,
        label_width: int = 96,
        value_width: int = 0,
        clickable: bool = True,
    ) -> None:
        super().__init__(
            f"{amount.label}: {amount.value} {amount.unit} {amount.quiet}".strip(),
            "flat",
            clickable=clickable,
        )
        chip = bool(amount.tone)
        self._label: QWidget = (
            CardChip(amount.label, amount.tone) if amount.tone else Elided(amount.label)
        )
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label.setFixedWidth(label_width)
        share = amount.amount / most if most > 0 else 0.0
        bar = Bar(share, amount.tone, track=chip, thickness=16 if chip else 12)
        value = row(None, Text(amount.value, "strong" if chip else "body"), gap=0.5)
        if amount.unit:
            value.addWidget(Text(amount.unit))
        if amount.quiet:
            value.addWidget(Text(amount.quiet, "quiet"))
        holder = QWidget()
        holder.setLayout(value)
        holder.setMinimumWidth(value_width)
        for part in (self._label, bar, holder):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = row(self._label, bar, holder, gap=1.5)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, 2, 0, 2)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class BarList(QWidget):
    """Bars under one another on one scale; ``picked`` gives the key of the pressed one."""

    picked = Signal(str)

    def __init__(self, *, label_width: int = 96, value_width: int = 48) -> None:
        super().__init__()
        self._label_width = label_width
        self._value_width = value_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def set_amounts(self, amounts: Sequence[Amount], whole: float | None = None) -> None:
        """Show these bars; the scale ends at ``whole``, or at the longest bar."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        most = whole if whole is not None else max((a.amount for a in amounts), default=0.0)
        for amount in amounts:
            bar = BarRow(amount, most, label_width=self._label_width, value_width=self._value_width)
            bar.clicked.connect(lambda _checked=False, key=amount.key: self.picked.emit(key))
            self._column.addWidget(bar)
