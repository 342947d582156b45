"""What was said last time, what was answered for, and the income of three years."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.visit.sections.field_set import FieldSet
from ui.pages.visit.state import Promise, VisitState
from ui.style.icons import icon
from ui.style.layouts import column, row, rule
from ui.style.tokens import GRID
from ui.widgets.date_field import DateField
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField
from ui.widgets.tile import Tile

_LOOK = {"": "box", "done": "box-done", "kept": "box-kept"}
_NEXT = {"": "done", "done": "kept", "kept": ""}
_KEYS = {Qt.Key.Key_1: "done", Qt.Key.Key_2: "kept", Qt.Key.Key_0: "", Qt.Key.Key_Delete: ""}


class PromiseTick(Tile):
    """Space goes from open to done to not done; 1 is done, 2 not done, 0 open again."""

    changed = Signal()

    def __init__(self, promise: Promise) -> None:
        super().__init__(promise.title, "flat")
        self._promise = promise
        self._value = ""
        self._box = Text()
        self._box.setFixedWidth(20)
        self._box.setContentsMargins(0, 2, 0, 0)
        self._words = Text(promise.title, wrap=True)
        self._due = Text("", "body")
        line = row(self._box, gap=0.25)
        words = column(self._words, self._due, gap=0)
        line.addLayout(words, 1)
        line.setAlignment(self._box, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(0, 3, 0, 3)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self._choose(_NEXT[self._value]))
        self._show()

    def value(self) -> str:
        """``done``, ``kept`` (not done, stays promised) or empty."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a state without telling of a change."""
        self._value = value
        self._show()

    def _choose(self, value: str) -> None:
        self._value = value
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        tone = {"done": "ok", "kept": "warning"}.get(self._value, "quiet")
        name = _LOOK[self._value]
        self._box.setPixmap(icon(name, tone).pixmap(16, 16))
        late = self._promise.overdue and self._value != "done"
        state = {"done": _("done"), "kept": _("not done")}.get(self._value, "")
        self._due.setText(" · ".join(part for part in (self._promise.due, state) if part))
        self._due.set_tone("error" if late else "quiet")
        self.setAccessibleDescription(self._due.text())

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Digits choose; Enter is left to the form."""
        key = Qt.Key(e.key())
        if key in _KEYS:
            self._choose(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            e.ignore()
        else:
            super().keyPressEvent(e)


class LastTimePanel(Panel):
    """The left side of the page."""

    def __init__(self, state: VisitState, fields: FieldSet) -> None:
        super().__init__(sunken=True)
        self._fields = fields
        self._answers: list[tuple[Promise, QWidget]] = []
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        sheet.setProperty("scroll", "true")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._last(state)
        self._promises(state)
        self._incomes(state)
        self._column.addStretch(1)
        scroll.setWidget(sheet)
        self.body.addWidget(scroll)

    def show_state(self, state: VisitState) -> None:
        """Ask for a reason or a new date where a promise is not kept."""
        for promise, answer in self._answers:
            ticked = state.text(f"promise.{promise.uid}")
            answer.setVisible(ticked == "kept" or (promise.overdue and ticked != "done"))

    def _last(self, state: VisitState) -> None:
        if state.last is None:
            self._column.addWidget(Text(_("First visit"), "heading"))
            self._column.addWidget(Text(_("Nothing was recorded before."), "quiet", wrap=True))
            return
        self._column.addWidget(Text(state.last.title, "heading"))
        self._column.addWidget(Text(state.last.people, "quiet", wrap=True))
        for line in state.last.lines:
            words = Text(line, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(words)

    def _promises(self, state: VisitState) -> None:
        self._heading(_("Answered for last time"))
        if not state.promises:
            self._column.addWidget(Text(_("Nothing is open."), "quiet"))
        for promise in state.promises:
            tick = PromiseTick(promise)
            self._fields.bind_bare(f"promise.{promise.uid}", tick)
            self._column.addWidget(tick)
            answer = self._answer(promise, state)
            self._answers.append((promise, answer))
            self._column.addWidget(answer)

    def _answer(self, promise: Promise, state: VisitState) -> QWidget:
        key = f"{promise.kind}.{promise.uid}"
        due = DateField(_("New date"), state.today, "future")
        reason = TextField(_("Reason"), _("Reason"))
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 2, 4)
        line.setSpacing(GRID // 2)
        for name, field, share in (("due", due, 1), ("reason", reason, 1)):
            self._fields.bind_bare(f"{key}.{name}", field)
            line.addWidget(field, share)
        answer = QWidget()
        answer.setLayout(line)
        return answer

    def _incomes(self, state: VisitState) -> None:
        self._heading(_("Net income per head"))
        if not state.incomes:
            self._column.addWidget(Text(_("Not recorded yet."), "quiet"))
        grid = QGridLayout()
        grid.setVerticalSpacing(7)
        grid.setContentsMargins(0, 2, 0, 0)
        for place, (year, amount) in enumerate(state.incomes):
            newest = place == len(state.incomes) - 1
            figure = Text(amount, "strong" if newest else "body")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Text(year), 2 * place, 0)
            grid.addWidget(figure, 2 * place, 1)
            grid.addWidget(rule(), 2 * place + 1, 0, 1, 2)
        self._column.addLayout(grid)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(GRID)
        self._column.addWidget(Text(words, "heading"))
