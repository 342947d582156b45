"""One finding or one line of the audit to read, and to explain."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.findings.lines import Reading
from ui.style.layouts import column, row
from ui.widgets.buttons import QuietButton
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import LongTextField

_WIDTH = 330


class ReadingPane(Panel):
    """Shows a :class:`Reading`; ``at_home`` the household is in front already.

    ``open_asked`` gives a household's uid, ``explained`` the words of an explanation;
    ``withdrawn`` wants the finding to stand open again.
    """

    open_asked = Signal(str)
    explained = Signal(str)
    withdrawn = Signal()

    def __init__(self, *, at_home: bool = False) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._at_home = at_home
        self._shown: Reading | None = None
        self._title = Text("", "title", wrap=True)
        self._head = Text("", "strong", wrap=True)
        self._sentence = Text("", "body", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = Text("", "quiet", wrap=True)
        self.words = LongTextField(
            _("Why this is no fault"), _("Why this is no fault"), least_lines=3
        )
        self._keep = QuietButton(_("Keep as explained"), "Ctrl+Enter", self._explain, changes=True)
        self._withdraw = QuietButton(_("Open again"), "", self.withdrawn.emit, changes=True)
        self._open = QuietButton(_("Open the household"), "Enter", self._open_home, hint_only=True)
        self._form = QWidget()
        self._form.setLayout(column(Text(_("Why this is no fault"), "caption"), self.words,
                                    row(self._keep, None)))  # fmt: skip
        write = QShortcut(QKeySequence("Ctrl+E"), self)
        write.activated.connect(lambda: self.words.setFocus(Qt.FocusReason.ShortcutFocusReason))
        body = self.body
        for part in (self._title, self._head, self._sentence, self._note):
            body.addWidget(part)
        body.addLayout(row(self._open, self._withdraw, None))
        body.addSpacing(8)
        body.addWidget(self._form)
        body.addStretch(1)
        self.show_reading(None)

    def show_reading(self, reading: Reading | None) -> None:
        """Show this, or nothing."""
        if reading is not None and reading != self._shown:
            self._title.setText(reading.title)
            self._head.setText(reading.head)
            self._head.set_tone(reading.tone)
            self._sentence.setText(reading.sentence)
            self._note.setText(reading.note)
            self.words.set_value("")
        self._shown = reading
        for part in (self._title, self._head, self._sentence):
            part.setVisible(reading is not None)
        self._note.setVisible(bool(reading and reading.note))
        self._open.setVisible(bool(reading and reading.household and not self._at_home))
        self._withdraw.setVisible(bool(reading and reading.explained))
        self._form.setVisible(bool(reading and reading.explainable))

    def _explain(self) -> None:
        self.explained.emit(self.words.value())

    def _open_home(self) -> None:
        if self._shown is not None:
            self.open_asked.emit(self._shown.household)
