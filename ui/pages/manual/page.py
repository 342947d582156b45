"""The manual to be read in the window: its pages by title, and the chosen one below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.manual.look import dressed
from ui.pages.manual.state import ManualState
from ui.pages.manual.view_model import ManualViewModel
from ui.style.layouts import column, row
from ui.widgets.buttons import QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDTH = 960
"""Pixels; longer lines are hard to follow."""


class ManualPage(QWidget):
    """Renders a :class:`ManualState`; what is chosen goes to the view model."""

    def __init__(self, model: ManualViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        state = model.state
        options = [
            CodeOption(name, str(place), title)
            for place, (name, title) in enumerate(state.pages, 1)
        ]
        self.pages = ChoiceChips(_("Pages of the manual"), options, single=True)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setObjectName("reading")
        self._arrange()
        self.pages.changed.connect(self._page_chosen)
        model.changed.connect(self._changed)
        self.show_state(state)

    def refresh(self) -> None:
        """Called each time the page comes to the front."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑ ↓ and Page keys read on    Tab, then ← → and Space choose    Alt+Left back")

    def show_state(self, state: ManualState) -> None:
        """Show this moment."""
        self.pages.set_value([state.chosen])
        self.text.setAccessibleName(dict(state.pages)[state.chosen])
        self.text.setDocument(dressed(state.text, self.text))

    def _arrange(self) -> None:
        back = QuietButton(_("Back"), "Alt+Left", self._model.back_wanted.emit)
        sheet = Panel()
        sheet.body.addWidget(self.text)
        sheet.setMaximumWidth(_WIDTH)
        head = row(Text(_("Manual"), "title"), None, back, gap=2)
        layout = column(head, self.pages, sheet, gap=1.5)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _page_chosen(self) -> None:
        chosen = self.pages.value()
        self._model.choose(chosen[0] if chosen else self._model.state.chosen)
