"""Asks how the workspace is to be opened again: recovery file, recovery words, or a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QProgressBar, QTabWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.unlock.rescue import Way, Wish
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import Text

if TYPE_CHECKING:
    from fieldapp.services.backups import Held

_SIZE = (680, 600)


class RescueDialog(QDialog):
    """``wished`` carries a :class:`Wish`; answer with :meth:`refuse`, :meth:`show_held` or close.

    Looking into a backup comes first: only what was looked into can be restored.
    """

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open it again"))
        self.resize(*_SIZE)
        self._banner = Banner()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Working"))
        self._busy.hide()
        self.by_file = _Ask(
            "file",
            _("The county office answers this laptop's key file (key.json) with a recovery file, "
              "and tells its one-time passphrase over the telephone."),
            (("file", _("Recovery file")), ("secret", _("One-time passphrase")),
             ("new", _("New passphrase")), ("again", _("Once more"))),
            _("Set the new passphrase"),
        )  # fmt: skip
        self.by_words = _Ask(
            "words",
            _("From the recovery sheet in the county's safe: its twelve words for the county's own "
              "workspace, or the opening half of its key for a laptop."),
            (("secret", _("Words or opening half")), ("new", _("New passphrase")),
             ("again", _("Once more"))),
            _("Set the new passphrase"),
        )  # fmt: skip
        self.by_backup = _Ask(
            "look",
            _("A backup becomes a workspace in a new folder; this one stays as it is."),
            (("file", _("Backup")), ("secret", _("Passphrase")), ("folder", _("New folder"))),
            _("Look into it"),
        )
        self.tabs = QTabWidget()
        for ask, title in (
            (self.by_file, _("Recovery file")), (self.by_words, _("Recovery sheet")),
            (self.by_backup, _("Restore a backup")),
        ):  # fmt: skip
            self.tabs.addTab(ask, title)
            ask.wished.connect(self._wish)
        leave = QuietButton(_("Cancel"), "Esc", self.reject, hint_only=True)
        leave.setAutoDefault(False)
        layout = column(
            Text(_("Open it again"), "title"), self.tabs, self._banner, self._busy,
            row(None, leave), gap=2, margin=3,
        )  # fmt: skip
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def refuse(self, problem: str, hint: str) -> None:
        """Say why it was not done, and let the person go on."""
        self._work(working=False)
        self._banner.say(problem, hint, "red")

    def show_opened(self) -> None:
        """Say that the new passphrase holds."""
        self._work(working=False)
        for ask in (self.by_file, self.by_words):
            ask.clear()
        self._banner.say(
            _("The passphrase is changed"), _("Close this, and open with the new one."), "green"
        )

    def show_held(self, held: Held, restored_in: str = "") -> None:
        """Say what a backup holds, and offer to restore it, or say where it was restored."""
        self._work(working=False)
        facts = _("{name}, made {made}: {households} households, {records} records, {files} files")
        words = facts.format(
            name=held.name, made=held.made_at.replace("T", " ")[:16], households=held.households,
            records=held.records, files=held.attachments,
        )  # fmt: skip
        if restored_in:
            where = _("It lies in {folder}. Close the window and open that folder.")
            self._banner.say(_("The backup is restored"), where.format(folder=restored_in), "green")
        else:
            self._banner.say(words, _("Nothing was changed yet."), "yellow")
            self.by_backup.offer("restore", _("Restore it"))

    def _wish(self, wish: Wish) -> None:
        self._banner.say("")
        self._work(working=True)
        self.wished.emit(wish)

    def _work(self, *, working: bool) -> None:
        self._busy.setVisible(working)
        self.tabs.setEnabled(not working)


class _Ask(QWidget):
    """The fields of one way, and its button."""

    wished = Signal(object)

    def __init__(self, way: Way, words: str, fields: tuple[tuple[str, str], ...], act: str) -> None:
        super().__init__()
        self._way: Way = way
        self._begun: tuple[Way, str] = (way, act)
        self.fields: dict[str, QLineEdit] = {}
        parts: list[QWidget] = [Text(words, "quiet", wrap=True)]
        for key, name in fields:
            parts += self._field(key, name)
        self.act = PrimaryButton(act, "", self._ask)
        self.act.setEnabled(False)
        layout = column(*parts, None, row(None, self.act), gap=0.75, margin=2)
        self.setLayout(layout)

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.clear()

    def offer(self, way: Way, act: str) -> None:
        """Do this next."""
        self._way = way
        self.act.set_text(act)

    def _field(self, key: str, name: str) -> list[QWidget]:
        field = self.fields[key] = QLineEdit()
        field.setAccessibleName(name)
        if key in ("secret", "new", "again"):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(lambda _text: self._changed())
        label = Text(name, "quiet")
        label.setBuddy(field)
        if key not in ("file", "folder"):
            return [label, field]
        choose = QuietButton(_("Choose…"), "", lambda: self._choose(key, name))
        line = QWidget()
        across = row(field, choose, gap=1)
        across.setContentsMargins(0, 0, 0, 0)
        line.setLayout(across)
        return [label, line]

    def _choose(self, key: str, name: str) -> None:
        if key == "folder":
            chosen, _kind = QFileDialog.getSaveFileName(self, name)
        else:
            chosen, _kind = QFileDialog.getOpenFileName(self, name)
        if chosen:
            self.fields[key].setText(chosen)

    def _changed(self) -> None:
        self.offer(*self._begun)  # what was looked into was another backup
        self.act.setEnabled(all(field.text() for field in self.fields.values()))

    def _ask(self) -> None:
        given = {key: field.text() for key, field in self.fields.items()}
        self.wished.emit(Wish(self._way, **given))
