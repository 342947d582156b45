"""A form made from declared fields: two columns of editors, keyed from top to bottom."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from fieldapp.records.kinds import Dec, Int
from ui.forms.editors import Editor, editor_for
from ui.forms.request import FormField, FormRequest, Problems
from ui.models.wording import english
from ui.style.tokens import GRID
from ui.widgets.form import FormColumn
from ui.widgets.text import Text

_LABEL = 108
_LABEL_ENGLISH = 132


class RecordForm(QWidget):
    """Shows a :class:`FormRequest`.

    ``changed`` names the edited field, ``finished`` tells of Enter in the last one.
    """

    changed = Signal(str)
    finished = Signal()

    def __init__(self, request: FormRequest, today: dt.date) -> None:
        super().__init__()
        self._request = request
        self._touched: set[str] = set()
        self._followed: dict[str, object] = {}
        self._column = FormColumn(label_width=_LABEL_ENGLISH if english() else _LABEL)
        self._column.finished.connect(self.finished)
        self._remark = Text("", "strong", wrap=True)
        self._editors = {known.key: editor_for(known, today) for known in request.fields()}
        self._arrange()
        for key, editor in self._editors.items():
            editor.show(request.values.get(key))
            editor.changed.connect(lambda key=key: self._edited(key))
        self._judge()

    def editor(self, key: str) -> Editor:
        """The editor of a field; ``KeyError`` when there is none."""
        return self._editors[key]

    def values(self) -> dict[str, object]:
        """What stands in every field now; ``None`` where it is empty."""
        return {key: editor.value() for key, editor in self._editors.items()}

    def changes(self) -> dict[str, object]:
        """The values that differ from those at the beginning."""
        known = self._request.values
        return {key: new for key, new in self.values().items() if new != known.get(key)}

    def blocking(self) -> str:
        """The key of the first field that keeps the form from being saved; empty for none."""
        found = self.problems(complete=True)
        return next((key for key in self._editors if found.get(key, ("", ""))[1] == "error"), "")

    def problems(self, *, complete: bool = False) -> Problems:
        """What is wrong, by field; ``complete`` also counts what was not touched yet."""
        values = self.values()
        found: Problems = {}
        for known in self._request.fields():
            if complete or known.key in self._touched:
                sentence = self._unreadable(known, values[known.key])
                if sentence:
                    found[known.key] = (sentence, "error")
        judged = self._request.check(values)
        return {**{key: said for key, said in judged.items() if said[0]}, **found}

    def complain(self) -> None:
        """Show everything that is wrong and go to the first such field."""
        self._touched = set(self._editors)
        self._judge()
        self._column.jump_to(self.blocking())

    def say(self, key: str, sentence: str) -> None:
        """Add what somebody else found out about a field."""
        self._column.set_problems({**self.problems(), key: (sentence, "error")})

    def begin(self) -> None:
        """Put the cursor into the first field."""
        first = next(iter(self._editors.values()), None)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        for section in self._request.sections:
            if section.title:
                self._column.section(section.title)
            waiting: list[FormField] = []
            for known in section.fields:
                if known.wide:
                    self._row(waiting)
                    waiting = []
                    self._row([known])
                else:
                    waiting.append(known)
                if len(waiting) == 2:
                    self._row(waiting)
                    waiting = []
            self._row(waiting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._column, 1)
        layout.addWidget(self._remark)

    def _row(self, fields: list[FormField]) -> None:
        if fields:
            cells = [(self._label(f), self._editors[f.key].widget, f.key) for f in fields]
            if len(cells) == 1 and not fields[0].wide:
                cells.append(("", QWidget(), ""))
            self._column.fields(*cells)

    def _label(self, known: FormField) -> str:
        shown_inside = isinstance(known.kind, Int | Dec)
        unit = f" ({known.unit})" if known.unit and not shown_inside else ""
        return f"{known.label}{unit}{' *' if known.required or known.expected else ''}"

    def _edited(self, key: str) -> None:
        self._touched.add(key)
        for other, value in self._request.follow(key, self.values()).items():
            editor = self._editors[other]
            if editor.value() in (None, self._followed.get(other)):
                editor.show(value)
                self._followed[other] = value
        self._judge()
        self.changed.emit(key)

    def _judge(self) -> None:
        self._column.set_problems(self.problems())
        remark = self._request.remark(self.values())
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def _unreadable(self, known: FormField, value: object) -> str:
        editor = self._editors[known.key]
        if editor.invalid():
            return _("This cannot be read.")
        if value is None:
            return _("This is needed.") if known.required else ""
        try:
            known.kind.read(value)
        except (ValueError, TypeError, OverflowError):
            expected = known.kind.expects[english()]
            return _("Expected: {expected}").format(expected=expected)
        return ""
