"""PIN of the person at the keyboard, the lock on idle, and the backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar

from fieldapp.foundation.i18n import _
from ui.pages.settings.state import SafetyState
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.panel import KeyValues, Panel
from ui.widgets.text import Text

_LONGEST_PIN = 8


class PinPanel(Panel):
    """``pin_given`` carries the PIN and the passphrase, ``minutes_chosen`` those until the lock."""

    pin_given = Signal(str, str)
    minutes_chosen = Signal(int)

    def __init__(self, choices: tuple[int, ...]) -> None:
        super().__init__(
            _("PIN and lock"), _("After the day's first passphrase, F9 and a PIN change the person")
        )
        self._shown = SafetyState()
        self._minutes = choices[0]
        options = [
            CodeOption(str(minutes), "", _("{count} minutes").format(count=minutes))
            for minutes in choices
        ]
        self._after = ChoiceChips(_("Lock when nobody touches anything for"), options, single=True)
        self._after.changed.connect(self._chosen)
        self.pin, self.passphrase = QLineEdit(), QLineEdit()
        self.pin.setMaxLength(_LONGEST_PIN)
        fields = []
        for field, name in (
            (self.pin, _("New PIN (4 to 8 digits)")), (self.passphrase, _("Passphrase")),
        ):  # fmt: skip
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            field.textChanged.connect(lambda _text: self._allow())
            label = Text(name, "quiet")
            label.setBuddy(field)
            fields.append(column(label, field, gap=0.5))
        self._who = Text("", "caption", wrap=True)
        self._keep = QuietButton(_("Set the PIN"), "", self._give)
        self.body.addLayout(side_by_side(*fields))
        line = row(self._keep, self._who, gap=1.5)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addLayout(
            column(Text(_("Lock when nobody touches anything for"), "quiet"), self._after, gap=0.5)
        )

    def show_state(self, state: SafetyState) -> None:
        """Show this moment."""
        if state.pins_set != self._shown.pins_set:
            self.pin.clear()
            self.passphrase.clear()
        self._shown = state
        self._minutes = state.minutes
        self._after.set_value([str(state.minutes)])
        if not state.person:
            self._who.setText(_("Choose first who is at the keyboard."))
        elif state.has_pin:
            self._who.setText(_("{name} has a PIN.").format(name=state.person))
        else:
            self._who.setText(_("{name} has no PIN yet.").format(name=state.person))
        self._allow()

    def _allow(self) -> None:
        filled = bool(self.pin.text() and self.passphrase.text())
        self._keep.setEnabled(filled and bool(self._shown.person) and not self._shown.work)

    def _give(self) -> None:
        self.pin_given.emit(self.pin.text(), self.passphrase.text())

    def _chosen(self) -> None:
        chosen = self._after.value()
        if chosen and int(chosen[0]) != self._minutes:
            self.minutes_chosen.emit(int(chosen[0]))
        else:
            self._after.set_value([str(self._minutes)])


class BackupPanel(Panel):
    """``wanted`` carries a target or ``None`` for the usual place, ``second_chosen`` a folder or
    ``None`` for no second place.
    """  # noqa: D205  one sentence of signals

    wanted = Signal(object)
    second_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Backups"), _("Daily and on closing, encrypted, examined after writing"))
        self._state = SafetyState()
        self._facts = KeyValues()
        self._problem = Text("", "body", "error", wrap=True)
        self._now = QuietButton(_("Back up now"), "", lambda: self.wanted.emit(None))
        self._to = QuietButton(_("To a file …"), "", self._ask_file)
        self._second = LinkButton(_("Second drive …"), "", self._ask_second)
        self._none = LinkButton(
            _("No second drive"), "", lambda: self.second_chosen.emit(None)
        )  # fmt: skip
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Backing up"))
        self._busy.hide()
        self.body.addWidget(self._facts)
        self.body.addWidget(self._problem)
        self.body.addLayout(row(self._now, self._to, self._second, self._none, None, gap=1.5))
        self.body.addWidget(self._busy)

    def show_state(self, state: SafetyState) -> None:
        """Show this moment."""
        self._state = state
        self.setVisible(state.backups)
        self._facts.clear()
        self._facts.add(_("Newest backup"), state.made_at or _("none yet"), strong=False)
        if state.second:
            away = state.second_at or _("none yet")
            self._facts.add(_("Second drive"), f"{state.second} · {away}", strong=False)
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._none.setVisible(bool(state.second))
        self._busy.setVisible(state.work == "backup")
        for button in (self._now, self._to, self._second, self._none):
            button.setEnabled(not state.work)

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Write a backup"), "fieldapp.fbackup", "*.fbackup"
        )
        if chosen:
            self.wanted.emit(Path(chosen))

    def _ask_second(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Folder on a second drive"), self._state.second
        )
        if chosen:
            self.second_chosen.emit(Path(chosen))
