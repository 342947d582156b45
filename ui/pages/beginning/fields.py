"""Fields of the page that begins a workspace: a file or folder, a secret, a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QLayout, QLineEdit, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.beginning.state import Strength
from ui.style.layouts import column, row, side_by_side
from ui.style.theme import tokens
from ui.widgets.buttons import QuietButton
from ui.widgets.text import Text

_BARS, _GAP, _BAR_HEIGHT = 4, 4, 4


def labelled(name: str, field: QWidget) -> QLayout:
    """A field below its name."""
    field.setAccessibleName(name)
    label = Text(name, "quiet")
    label.setBuddy(field)
    return column(label, field, gap=0.5)


def secret() -> QLineEdit:
    """A field whose text is not shown."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class PathField(QWidget):
    """The path of a file, or of a folder; ``chosen`` carries what was picked in the dialog."""

    chosen = Signal(str)

    def __init__(self, title: str, names: str = "") -> None:
        super().__init__()
        self._title = title
        self._names = names
        self.path = QLineEdit()
        self.path.setAccessibleName(title)
        self.button = QuietButton(_("Choose…"), "", self.choose)
        across = row(self.path, self.button, gap=1)
        across.setContentsMargins(0, 0, 0, 0)
        self.setLayout(across)
        self.setFocusProxy(self.path)

    def choose(self) -> None:
        """Let a person pick it; with ``names`` a file that is there, else a folder."""
        dialog = QFileDialog(self, self._title, "", self._names)
        kind = QFileDialog.FileMode.ExistingFile if self._names else QFileDialog.FileMode.Directory
        dialog.setFileMode(kind)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.path.setText(path)
        self.chosen.emit(path)


class NewPassphraseField(QWidget):
    """A passphrase twice, and how hard it is to guess; ``changed`` tells of every letter."""

    changed = Signal()
    judged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.first, self.again = secret(), secret()
        self._bars = _StrengthBars()
        self._words = Text("", "caption", wrap=True)
        self._words.setMinimumHeight(2 * self._words.fontMetrics().height())
        both = side_by_side(
            labelled(_("New passphrase"), self.first), labelled(_("Once more"), self.again)
        )
        layout = column(both, self._bars, self._words, gap=1)
        self.setLayout(layout)
        self.setFocusProxy(self.first)
        self.first.textChanged.connect(self.judged)
        for field in (self.first, self.again):
            field.textChanged.connect(lambda _text: self.changed.emit())
        self.show_strength(None)

    def show_strength(self, strength: Strength | None) -> None:
        """Say how hard it is to guess; without one, what makes a good passphrase."""
        self._bars.show_strength(strength)
        if strength is None:
            self._words.setText(
                _("Four words that do not belong together, such as a tool, a dish, a colour, a "
                  "place: easy to keep in mind and hard to guess.")
            )  # fmt: skip
            self._words.set_tone("")
        else:
            good = strength.good
            self._words.setText(_("Hard to guess.") if good else strength.weakness)
            self._words.set_tone("ok" if good else "warning")
        self._bars.setAccessibleName(self._words.text())


class _StrengthBars(QWidget):
    """Four short bars, as many of them filled as the passphrase is strong."""

    def __init__(self) -> None:
        super().__init__()
        self._strength: Strength | None = None
        self.setFixedHeight(_BAR_HEIGHT)

    def show_strength(self, strength: Strength | None) -> None:
        self._strength = strength
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, _BAR_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, strength = tokens(), self._strength
        filled = max(strength.score, 1) if strength else 0
        colour = theme.tone("ok" if strength and strength.good else "warning")
        painter = QPainter(self)
        width = (self.width() - (_BARS - 1) * _GAP) / _BARS
        for place in range(_BARS):
            ink = QColor(colour if place < filled else theme.bar_ground)
            painter.fillRect(round(place * (width + _GAP)), 0, round(width), _BAR_HEIGHT, ink)
