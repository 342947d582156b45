"""Asks for the passphrase: a calm card in the middle, and nothing about anybody on it.

It stands before anything else is read, so it is made of Qt's plain widgets, dressed by the sheet.
Neither this module nor what it imports names a member of ``Qt``: for the first one 1,200 Python
names are made, which takes longer than the whole page.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fieldapp.foundation.i18n import _
from ui.pages.unlock.state import UnlockState
from ui.style.theme import tokens
from ui.style.tokens import GRID
from ui.widgets.marks import mark

if TYPE_CHECKING:
    from ui.widgets.banner import Banner

_CARD_WIDTH = 416
_PLAIN = 0
"""``Qt.TextFormat.PlainText``."""
_PEAKS = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 40 32">'
    '<path d="M2 29 14 4l8 14 5-7 11 18z" fill="none" stroke="$colour" stroke-width="2.5" '
    'stroke-linejoin="round"/></svg>'
)
"""Not an icon of :mod:`ui.style.icons`, whose painter is not read yet."""


class UnlockPage(QWidget):
    """Emits the passphrase, and the wish for the other language."""

    unlock_asked = Signal(str)
    language_asked = Signal()
    rescue_asked = Signal()
    """The passphrase is forgotten, or a backup is wanted."""
    elsewhere_asked = Signal()
    """Another workspace is wanted."""

    def __init__(self, state: UnlockState) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tries = 0
        self._name = _label("title")
        self._workspace = _label("quiet")
        self._workspace.setWordWrap(True)
        self._label = _label("quiet")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._ask)
        self._label.setBuddy(self.passphrase)
        self._problem = QVBoxLayout()
        self._banner: Banner | None = None
        self._clock: Banner | None = None
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._upgrade = _label("quiet")
        self._upgrade.setWordWrap(True)
        self._open = _button("primary")
        self._open.clicked.connect(self._ask)
        self._language = _button("link")
        self._language.setText("中文 / English")
        self._language.clicked.connect(self.language_asked)
        self._rescue = _button("link")
        self._rescue.clicked.connect(self.rescue_asked)
        self._elsewhere = _button("link")
        self._elsewhere.clicked.connect(self.elsewhere_asked)
        self._arrange()
        self.setFocusProxy(self.passphrase)
        self.retranslate()
        self.show_state(state)

    def show_state(self, state: UnlockState) -> None:
        """Show this moment."""
        self._workspace.setText(state.workspace)
        self._complain(state.problem, state.hint)
        self._doubt(*state.clock)
        self._busy.setVisible(state.busy)
        self._busy.setRange(0, state.total)
        self._busy.setValue(state.done)
        self._upgrade.setVisible(state.busy and state.total > 0)
        mark(self.passphrase, "error" if state.problem else "")
        buttons = (self._open, self._language, self._rescue, self._elsewhere)
        for part in (self.passphrase, *buttons):
            part.setEnabled(not state.busy)
        if state.tries != self._tries:
            self._tries = state.tries
            self.passphrase.clear()
        if not state.busy:
            self.passphrase.setFocus()

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self._name.setText(_("Household Visits"))
        self._label.setText(_("Passphrase"))
        self.passphrase.setAccessibleName(_("Passphrase"))
        self._open.setText(_("Open"))
        self._rescue.setText(_("Forgotten passphrase, backup…"))
        self._elsewhere.setText(_("Another workspace…"))
        self._open.setToolTip(_("Open") + " (Enter)")
        self._busy.setAccessibleName(_("Opening"))
        self._upgrade.setText(
            _(
                "The records are being made ready for this version and checked. "
                "A copy was set aside; stopping now loses nothing."
            )
        )

    def _complain(self, problem: str, hint: str) -> None:
        """Say what was wrong in a banner, which is made for the first complaint."""
        if problem and self._banner is None:
            self._banner = self._new_banner()
        if self._banner is not None:
            self._banner.say(problem, hint, "red")

    def _doubt(self, message: str, hint: str) -> None:
        """Say that the clock can hardly be right."""
        if message and self._clock is None:
            self._clock = self._new_banner()
        if self._clock is not None:
            self._clock.say(message, hint, "yellow")

    def _new_banner(self) -> Banner:
        from ui.widgets.banner import Banner

        made = Banner()
        self._problem.addWidget(made)
        return made

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(GRID // 4)
        names.addWidget(self._name)
        names.addWidget(self._workspace)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(_mountains(self.devicePixelRatioF()))
        head.addLayout(names, 1)
        field = QVBoxLayout()
        field.setSpacing(GRID // 2)
        field.addWidget(self._label)
        field.addWidget(self.passphrase)
        foot = QHBoxLayout()
        foot.addWidget(self._language)
        foot.addStretch(1)
        foot.addWidget(self._open)
        card = QFrame()
        card.setProperty("panel", "plain")
        card.setFixedWidth(_CARD_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        inside.setSpacing(2 * GRID)
        for part in (head, field, self._problem):
            inside.addLayout(part)
        inside.addWidget(self._busy)
        inside.addWidget(self._upgrade)
        inside.addLayout(foot)
        inside.addLayout(_below_one_another(self._rescue, self._elsewhere))
        # Stretches, not an alignment: an aligned card would not grow with a long complaint.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)

    def _ask(self) -> None:
        if self.passphrase.text():
            self.unlock_asked.emit(self.passphrase.text())


def _label(role: str) -> QLabel:
    """A label in a role of the sheet that never reads its text as markup."""
    made = QLabel()
    made.setProperty("textFormat", _PLAIN)
    made.setProperty("role", role)
    return made


def _button(kind: str) -> QPushButton:
    """A button of the sheet that Enter presses as Space does."""
    made = QPushButton()
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    return made


def _below_one_another(*links: QPushButton) -> QVBoxLayout:
    """Links at the left edge, each as wide as its words."""
    lines = QVBoxLayout()
    lines.setSpacing(GRID // 2)
    for link in links:
        line = QHBoxLayout()
        line.addWidget(link)
        line.addStretch(1)
        lines.addLayout(line)
    return lines


def _mountains(scale: float) -> QLabel:
    """Two peaks in the accent colour; ``scale`` is how many dots a pixel of the screen has."""
    drawing = _PEAKS.substitute(width=40 * scale, height=32 * scale, colour=tokens().accent)
    picture = QPixmap()
    picture.loadFromData(drawing.encode())
    picture.setDevicePixelRatio(scale)
    sign = QLabel()
    sign.setPixmap(picture)
    sign.setFixedSize(40, 32)
    return sign
