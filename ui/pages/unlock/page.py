"""Asks for the passphrase: a calm card in the middle, and nothing about anybody on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.unlock.state import UnlockState
from ui.style.layouts import column, row
from ui.style.theme import tokens
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.marks import mark
from ui.widgets.text import Text

_CARD_WIDTH = 416
_PEAKS = ((2, 29), (14, 4), (22, 18), (27, 11), (38, 29))


class MountainSign(QWidget):
    """Two peaks in the accent colour, drawn without reading a file."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(40, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of the mountains."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens().accent), 2.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolygon([QPointF(x, y) for x, y in _PEAKS])


class UnlockPage(QWidget):
    """Emits the passphrase, and the wish for the other language."""

    unlock_asked = Signal(str)
    language_asked = Signal()

    def __init__(self, state: UnlockState) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tries = 0
        self._picture = MountainSign()
        self._name = Text("", "title")
        self._workspace = Text("", "quiet", wrap=True)
        self._label = Text("", "quiet")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._ask)
        self._label.setBuddy(self.passphrase)
        self._banner = Banner()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._open = PrimaryButton("", "", self._ask)
        self._language = LinkButton("中文 / English", "", self.language_asked.emit)
        self._arrange()
        self.setFocusProxy(self.passphrase)
        self.retranslate()
        self.show_state(state)

    def show_state(self, state: UnlockState) -> None:
        """Show this moment."""
        self._workspace.setText(state.workspace)
        self._banner.say(state.problem, state.hint, "red")
        self._busy.setVisible(state.busy)
        mark(self.passphrase, "error" if state.problem else "")
        for part in (self.passphrase, self._open, self._language):
            part.setEnabled(not state.busy)
        if state.tries != self._tries:
            self._tries = state.tries
            self.passphrase.clear()
        if not state.busy:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self._name.setText(_("Household Visits"))
        self._label.setText(_("Passphrase"))
        self.passphrase.setAccessibleName(_("Passphrase"))
        self._open.set_text(_("Open"))
        self._open.setToolTip(_("Open") + " (Enter)")
        self._busy.setAccessibleName(_("Opening"))

    def _arrange(self) -> None:
        card = QFrame()
        card.setProperty("panel", "plain")
        card.setFixedWidth(_CARD_WIDTH)
        names = column(self._name, self._workspace, gap=0.25)
        head = row(self._picture, names, gap=2)
        head.setStretch(1, 1)
        field = column(self._label, self.passphrase, gap=0.5)
        foot = row(self._language, None, self._open)
        inside = column(head, field, self._banner, self._busy, foot, gap=2, margin=4)
        card.setLayout(inside)
        # Stretches, not an alignment: an aligned card would not grow with a long complaint.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        outer = column(None, across, gap=0)
        outer.addStretch(2)
        self.setLayout(outer)

    def _ask(self) -> None:
        if self.passphrase.text():
            self.unlock_asked.emit(self.passphrase.text())
