"""Asks what a new laptop starts with: its villages, its name, and a passphrase for the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from fieldapp.foundation.i18n import _
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField

_WIDTH = 520


class StartingFileDialog(QDialog):
    """Emits villages, name and passphrase once they fit."""

    wanted = Signal(tuple, str, str)

    def __init__(
        self, villages: Sequence[tuple[str, str]], least: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = least
        self.setWindowTitle(_("Starting file for a new laptop"))
        self.setFixedWidth(_WIDTH)
        options = [CodeOption(name, "", name) for _uid, name in villages]
        self.villages = ChoiceChips(_("Villages"), options)
        if len(options) == 1:
            self.villages.set_value([options[0].value])
        self.name = TextField(_("Name of the laptop"), _("such as: Zheng village, laptop 1"))
        self.passphrase, self.again = _secret(_("Passphrase")), _secret(_("Once more"))
        self._banner = Banner()
        about = _(
            "The file holds the register of these villages and the laptop's own keys. Hand it over "
            "on a stick, and tell the passphrase by telephone, never with the stick."
        )
        fields = (
            (_("Villages"), self.villages), (_("Name of the laptop"), self.name),
            (_("Passphrase"), self.passphrase), (_("Once more"), self.again),
        )  # fmt: skip
        layout = column(Text(about, "quiet", wrap=True), gap=1.5, margin=3)
        for name, field in fields:
            layout.addLayout(column(Text(name, "quiet"), field, gap=0.5))
        layout.addWidget(self._banner)
        save = PrimaryButton(_("Save the starting file…"), "Ctrl+Enter", self._check)
        layout.addLayout(row(None, QuietButton(_("Cancel"), "", self.reject), save))
        self.setLayout(layout)

    def _check(self) -> None:
        problem = self._problem()
        self._banner.say(problem, "", "yellow")
        if not problem:
            self.wanted.emit(self.villages.value(), self.name.value(), self.passphrase.text())

    def _problem(self) -> str:
        if not self.villages.value():
            return _("Choose at least one village.")
        if len(self.passphrase.text()) < self._least:
            return _("The passphrase needs at least {least} characters.").format(least=self._least)
        if self.passphrase.text() != self.again.text():
            return _("The two passphrases are not the same.")
        return ""


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
