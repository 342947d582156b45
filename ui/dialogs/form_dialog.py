"""A form in front of the page: Enter walks, Ctrl+Enter saves, Esc leaves."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from fieldapp.foundation.i18n import _
from fieldapp.records.kinds import ManyOf
from ui.feedback.failures import show_failure
from ui.forms.overtaken import Overtaken
from ui.forms.record_form import RecordForm
from ui.forms.request import FormField, FormRequest
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.reading import is_reading, why
from ui.widgets.text import Text

_WIDTH = 720
_ROW = 42
_HEAD = 176
_TALLEST = 640
_LEAST = 420
_LONG_TEXT = 1.5
_CHIP_EDGES, _LETTERS_A_LINE = 5, 62


class FormDialog(QDialog):
    """Emits ``submitted`` with the changed values; whoever saved them calls :meth:`accept`.

    ``opening`` carries the uid of a household that the person wants to see instead.
    """

    submitted = Signal(object)
    opening = Signal(str)

    def __init__(self, request: FormRequest, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(request.title)
        self.setAccessibleName(request.title)
        self.request = request
        self.form = RecordForm(request, today)
        self._banner = Banner()
        self._likeness = Banner()
        self._alike = ""
        look = LinkButton(_("Look there"), "Alt+L", lambda: self.opening.emit(self._alike))
        look.setAutoDefault(False)
        self._likeness.add_action(look)
        self.save = PrimaryButton(
            request.act or _("Save"), "Ctrl+Enter", self.submit, changes=not request.act
        )
        leave = QuietButton(_("Cancel"), "Esc", self.reject, hint_only=True)
        for button in (self.save, leave):
            button.setAutoDefault(False)
        self.form.finished.connect(self.save.setFocus)
        head = column(Text(request.title, "title"), gap=0.5)
        if request.note:
            head.addWidget(Text(request.note, "quiet", wrap=True))
        foot = row(None, leave, self.save)
        layout = column(head, self._banner, self._likeness, self.form, foot, gap=2, margin=3)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        if is_reading() and not request.act:
            self._banner.say(why(), "", "yellow")
        self.resize(_WIDTH, self._height())
        self.form.begin()

    def submit(self) -> None:
        """Give the changed values away, unless a field is wrong; without changes just leave."""
        if self.form.blocking():
            self.form.complain()
            return
        changes = self.form.changes()
        if not changes:
            self.reject()
            return
        self._banner.say("")
        self.save.setEnabled(False)
        self.submitted.emit(changes)

    def resemble(self, whom: str, household: str) -> None:
        """Warn that the person being typed may be somebody of that household; "" is nobody."""
        self._alike = household
        title = _("This person may be registered already") if whom else ""
        self._likeness.say(title, whom, "yellow")

    def refuse(self, failure: BaseException) -> None:
        """Say why it was not saved and let the person go on."""
        self.save.setEnabled(True)
        if isinstance(failure, Overtaken):
            self.form.show_overtaken(failure.said)
        show_failure(failure, self._banner, self)

    def _height(self) -> int:
        rows = sum(
            bool(section.title)
            + (sum(not known.wide for known in section.fields) + 1) / 2
            + sum(_lines(known) for known in section.fields if known.wide)
            for section in self.request.sections
        )
        return max(_LEAST, min(round(_HEAD + _ROW * rows), _TALLEST))


def _lines(known: FormField) -> float:
    """How many lines a field across the whole form takes: chips as many as their words fill."""
    if not isinstance(known.kind, ManyOf):
        return _LONG_TEXT if getattr(known.kind, "multiline", False) else 1
    letters = sum(
        _CHIP_EDGES + sum(1 if letter.isascii() else 2 for letter in option.label)
        for option in known.options
    )
    return -(-letters // _LETTERS_A_LINE)
