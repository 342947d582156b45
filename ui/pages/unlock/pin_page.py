"""Covers the window while nobody is at the keyboard: a name, a PIN, no household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from fieldapp.foundation.i18n import _
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.marks import mark
from ui.widgets.text import Text

_CARD_WIDTH = 416
_LONGEST = 8


@dataclass(frozen=True)
class PinState:
    """One moment of the page.

    Attributes:
        people: names of who has a PIN; ``person`` is chosen at first.
        tries: how many tries have failed; a new failure empties the field.
    """

    people: tuple[str, ...]
    person: str = ""
    busy: bool = False
    problem: str = ""
    hint: str = ""
    tries: int = 0


class PinPage(QWidget):
    """Emits name and PIN, or the wish for the passphrase."""

    pin_given = Signal(str, str)
    passphrase_asked = Signal()

    def __init__(self, state: PinState) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tries = state.tries
        self._people = ChoiceChips(
            _("Who is at the keyboard?"), _options(state.people), single=True
        )
        chosen = state.person if state.person in state.people else state.people[0]
        self._people.set_value([chosen])
        self._people.changed.connect(self._picked)
        self._person = chosen
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(_LONGEST)
        self.pin.setAccessibleName("PIN")
        self.pin.returnPressed.connect(self._give)
        self._banner = Banner()
        self._open = PrimaryButton(_("Go on"), "Enter", self._give)
        self._other = LinkButton(_("Lock, and open with the passphrase"), "Ctrl+L")
        self._other.clicked.connect(lambda _checked=False: self.passphrase_asked.emit())
        self._arrange()
        self.setFocusProxy(self.pin)
        self.show_state(state)

    def show_state(self, state: PinState) -> None:
        """Show this moment."""
        self._banner.say(state.problem, state.hint, "red")
        mark(self.pin, "error" if state.problem else "")
        for part in (self.pin, self._open, self._people):
            part.setEnabled(not state.busy)
        if state.tries != self._tries:
            self._tries = state.tries
            self.pin.clear()
        if not state.busy:
            self.pin.setFocus()

    def _arrange(self) -> None:
        label = Text("PIN", "quiet")
        label.setBuddy(self.pin)
        card = QFrame()
        card.setProperty("panel", "plain")
        card.setFixedWidth(_CARD_WIDTH)
        inside = column(
            Text(_("Who is at the keyboard?"), "title"), self._people,
            column(label, self.pin, gap=0.5), self._banner,
            row(self._other, None, self._open, gap=1), gap=2,
        )  # fmt: skip
        inside.setContentsMargins(32, 32, 32, 32)
        card.setLayout(inside)
        outer = column(None, row(None, card, None, gap=0), None, None, gap=0)
        self.setLayout(outer)

    def _picked(self) -> None:
        chosen = self._people.value()
        if chosen:
            self._person = chosen[0]
        self._people.set_value([self._person])
        self.pin.clear()
        self.pin.setFocus()

    def _give(self) -> None:
        if self.pin.text():
            self.pin_given.emit(self._person, self.pin.text())


def _options(people: Sequence[str]) -> list[CodeOption]:
    return [CodeOption(name, "", name) for name in people]
