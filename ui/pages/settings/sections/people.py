"""Who is at the keyboard, chosen from everybody who may be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.settings.state import SettingsState
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_DIGITS = 9


class PeoplePanel(Panel):
    """``chosen`` carries a name; ``moved`` the chip that the arrow keys went to."""

    chosen = Signal(str)
    moved = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__(_("At the keyboard"), _("Every change is written in this person's name"))
        self._nobody = Text(
            _("No team member is in the register yet: they come with a roster or a bundle."),
            "quiet", wrap=True,
        )  # fmt: skip
        self._room = QVBoxLayout()
        self._people: ChoiceChips | None = None
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._person = ""
        self.body.addWidget(self._nobody)
        self.body.addLayout(self._room)

    def show_state(self, state: SettingsState) -> None:
        """Show everybody, and who is there now."""
        self._person = state.person
        if state.people != self._shown:
            self._shown = state.people
            self._fill(state.people)
        if self._people is not None:
            self._people.set_value([state.person])

    def _fill(self, people: tuple[tuple[str, str], ...]) -> None:
        if self._people is not None:
            self._room.removeWidget(self._people)
            self._people.hide()
            self._people.deleteLater()
        options = [
            CodeOption(
                name, str(place) if place <= _DIGITS else "", f"{name} · {role}" if role else name
            )
            for place, (name, role) in enumerate(people, 1)
        ]
        self._people = ChoiceChips(_("At the keyboard"), options, single=True)
        self._people.changed.connect(self._picked)
        self._people.moved.connect(self.moved)
        self._room.addWidget(self._people)
        self._people.setVisible(bool(options))
        self._nobody.setVisible(not options)

    def _picked(self) -> None:
        if self._people is None:
            return
        chosen = self._people.value()
        if chosen and chosen[0] != self._person:
            self.chosen.emit(chosen[0])
        else:
            self._people.set_value([self._person])
