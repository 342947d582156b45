"""A form made from declared fields: two columns of editors, keyed from top to bottom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from fieldapp.records.kinds import Dec, Int
from fieldapp.rules.checks.findings import Severity
from ui.findings.wording import weighed
from ui.forms.editors import Editor, editor_for
from ui.forms.request import FormField, FormRequest, Problems
from ui.forms.typing_judge import Said
from ui.models.wording import english
from ui.style.tokens import GRID
from ui.widgets.form import FormColumn, Line
from ui.widgets.marks import Mark
from ui.widgets.problem_list import ProblemLine, ProblemList, Weight
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text

_LABEL = 108
_LABEL_ENGLISH = 132
_LISTED_MOST = 140
"""Pixels of the list of findings, about five lines; the fields keep the rest of the dialog."""
_MARKS: Mapping[Severity, Mark] = {"E": "error", "W": "warning", "I": "note"}
_WEIGHTS: Mapping[Severity, Weight] = {"E": "error", "W": "warning", "I": "missing"}


class RecordForm(QWidget):
    """Shows a :class:`FormRequest`.

    ``changed`` names the edited field, ``left`` tells that a field was left, ``finished`` of Enter
    in the last one. What the rules find stands beside its field and, as they can be far apart, in
    a list below; an entry of the list leads to the field.
    """

    changed = Signal(str)
    left = Signal()
    finished = Signal()

    def __init__(self, request: FormRequest, today: dt.date) -> None:
        super().__init__()
        self._request = request
        self._touched: set[str] = set()
        self._followed: dict[str, object] = {}
        self._column = FormColumn(label_width=_LABEL_ENGLISH if english() else _LABEL)
        self._column.finished.connect(self.finished)
        self._column.left.connect(self.left)
        self._found: tuple[Said, ...] = ()
        self._judged: dict[str, object] = {}
        """The values that were there when the findings were shown."""
        self._overtaken: Mapping[str, str] = {}
        self._worked_out: frozenset[str] = frozenset()
        self._list = ProblemList("")
        self._list.jump.connect(self._column.jump_to)
        self._listed = Scrolled()
        self._listed.replace(self._list)
        self._listed.hide()
        self._remark = Text("", "strong", wrap=True)
        self._editors = {known.key: editor_for(known, today) for known in request.fields()}
        self._arrange()
        for key, editor in self._editors.items():
            editor.show(request.values.get(key))
            editor.changed.connect(lambda key=key: self._edited(key))
        self._work_out()
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

    def sound_changes(self) -> dict[str, object]:
        """The changed values that can be read and are long enough, short enough."""
        known = {field.key: field for field in self._request.fields()}
        changed = self.changes().items()
        return {key: value for key, value in changed if not self._unreadable(known[key], value)}

    def show_findings(self, found: Sequence[Said]) -> None:
        """Show what the rules say of what is typed, instead of what they said before."""
        self._found, self._judged = tuple(found), self.values()
        labels = {known.key: known.label for known in self._request.fields()}
        self._list.set_problems([_line(one, labels) for one in found])
        self._listed.setFixedHeight(min(self._list.sizeHint().height(), _LISTED_MOST))
        self._listed.setVisible(bool(found))
        self._judge()

    def show_overtaken(self, said: Mapping[str, str]) -> None:
        """Show beside these fields what somebody else wrote there meanwhile."""
        self._overtaken = said
        self._judge()
        self._column.jump_to(next(iter(said)))

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

    def begin(self) -> None:
        """Put the cursor into the first field, or from paper into the first blank."""
        fields = self._request.fields()
        blank = [one for one in fields if not one.hint and self._editors[one.key].value() is None]
        first = [*(blank if self._request.at_blank else ()), *fields][:1]
        for known in first:
            self._editors[known.key].widget.setFocus(Qt.FocusReason.OtherFocusReason)

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
        layout.addWidget(self._listed)
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
        if self._editors[key].value() != self._judged.get(key):
            self._found = tuple(one for one in self._found if one.key != key)
        for other, value in self._request.follow(key, self.values()).items():
            editor = self._editors[other]
            if editor.value() in (None, self._followed.get(other)):
                editor.show(value)
                self._followed[other] = value
        self._work_out()
        self._judge()
        self.changed.emit(key)

    def _work_out(self) -> None:
        worked_out = self._request.worked_out(self.values())
        for key in {*self._worked_out, *worked_out}:
            editor = self._editors[key]
            editor.widget.setEnabled(key not in worked_out)
            if key in worked_out:
                editor.show(worked_out[key])
        self._worked_out = frozenset(worked_out)

    def _judge(self) -> None:
        self._column.set_problems(self._said())
        remark = self._request.remark(self.values())
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def _said(self) -> dict[str, list[Line]]:
        """By field: what keeps the form from being saved, what the rules find, else what helps."""
        said: dict[str, list[Line]] = {
            key: [(words, "warning")] for key, words in self._overtaken.items()
        }
        for one in self._found:
            said.setdefault(one.key, []).append(
                (weighed(one.severity, one.sentence), _MARKS[one.severity])
            )
        for key, problem in self.problems().items():
            if problem[1] == "error":
                said.setdefault(key, []).insert(0, problem)
            else:
                said.setdefault(key, [problem])
        return said

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


def _line(one: Said, labels: Mapping[str, str]) -> ProblemLine:
    """An entry of the list: the sentence, or only the field beside which it stands."""
    words = labels[one.key] if one.key else one.sentence
    return ProblemLine(one.key, weighed(one.severity, words), _WEIGHTS[one.severity])
