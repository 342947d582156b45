"""Questions at the left; the one in hand at the right, with room for its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.questions.state import QuestionLine, QuestionReading, QuestionsState
from ui.pages.questions.view_model import QuestionsViewModel
from ui.style.layouts import column, row, rule, side_by_side
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.inbox import Inbox
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import LongTextField, TextField


class QuestionsPage(QWidget):
    """Renders a :class:`QuestionsState`; what is pressed goes to the view model."""

    def __init__(self, model: QuestionsViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._key = ""
        self._told = Text("", "quiet")
        self._state = FilterButton(_("Show"), [("open", "")])
        self._state.picked.connect(model.narrow)
        self._inbox = Inbox(_("Questions"), _columns())
        self._inbox.current_changed.connect(self._moved)
        self._inbox.opened.connect(self._to_answer)
        self.table = self._inbox.table
        self._reading = Panel()
        self._title, self._place = Text("", "title"), Text("", "quiet")
        self._about, self._now = Text("", "heading"), Text("", "quiet", wrap=True)
        self._text = Text("", "heading", wrap=True)
        self._asked, self._answered = Text("", "quiet"), Text("", "quiet")
        self._closed = Text("", "quiet")
        self._given, self._right = Text("", "strong", wrap=True), Text("", "strong", "ok")
        self.answer = LongTextField(
            _("Your answer"), _("what is true, and how you know"), least_lines=3
        )
        self.right = TextField(_("The value that is right"), "")
        self._send = PrimaryButton(_("Send the answer"), "Ctrl+Enter", self._answer)
        self._close = QuietButton(_("Close the question"), "Ctrl+D", model.close)
        self._asking = QWidget()
        self._arrange()
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    Enter answer    Ctrl+Enter send    Esc back")

    def show_state(self, state: QuestionsState) -> None:
        """Show this moment."""
        self._told.setText(state.told if state.looked else "")
        self._state.set_choices(state.states or [("open", "")], state.state)
        self._inbox.show_lines(state.lines, *_nothing(state))
        self._reading.setVisible(state.reading is not None)
        if state.reading is not None:
            key = state.reading.key
            self._inbox.go_to(lambda line: line.key == key)
            self._read(state.reading)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _arrange(self) -> None:
        model = self._model
        head = row(
            LinkButton(f"‹ {_('Back')}", "Esc", model.back_wanted.emit),
            Text(_("Questions"), "title"), self._told, None, self._state, gap=1.5,
        )  # fmt: skip
        left = Panel(flush=True)
        left.body.addWidget(self._inbox)
        self._asking.setLayout(
            column(
                Text(_("Your answer"), "caption"), self.answer,
                Text(_("The value that is right"), "caption"), self.right,
                row(self._send, None, self._close), gap=0.75,
            )
        )  # fmt: skip
        opened = LinkButton(_("Open the household"), "", model.open_household)
        body = self._reading.body
        for part in (
            row(self._title, self._place, None, opened), self._about, self._now, rule(),
            self._asked, self._text, self._answered, self._given, self._right, self._closed,
        ):  # fmt: skip
            if isinstance(part, QWidget):
                body.addWidget(part)
            else:
                body.addLayout(part)
        body.addSpacing(8)
        body.addWidget(self._asking)
        body.addStretch(1)
        layout = column(head, side_by_side(left, self._reading, shares=(1, 1)), gap=2)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _read(self, reading: QuestionReading) -> None:
        self._title.setText(reading.title)
        self._place.setText(reading.place)
        self._about.setText(reading.about)
        self._now.setText(_("In the register now: {value}").format(value=reading.now))
        self._now.setVisible(reading.has_value)
        self._text.setText(reading.text)
        self._asked.setText(reading.asked)
        right = _("Right: {value}").format(value=reading.right_value)
        shown = (
            (self._answered, reading.answered), (self._given, reading.answer),
            (self._right, right if reading.right_value else ""), (self._closed, reading.closed),
        )  # fmt: skip
        for label, words in shown:
            label.setText(words)
            label.setVisible(bool(words))
        self._asking.setVisible(reading.can_answer)
        self.right.setEnabled(reading.has_value)
        if reading.key != self._key:
            self._key = reading.key
            self.answer.set_value(reading.answer)
            self.right.set_value(reading.right_value)

    def _answer(self) -> None:
        self._model.answer(self.answer.value(), self.right.value())

    def _to_answer(self, _line: object) -> None:
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, line: object) -> None:
        if isinstance(line, QuestionLine):
            self._model.look_at(line.key)


def _nothing(state: QuestionsState) -> tuple[str, ...]:
    """What stands there while no question does; nothing before it was looked."""
    if not state.looked:
        return ()
    return (
        _("Nothing is asked.") if state.none_at_all else _("No question here."),
        _("Whoever decides a conflict or reads a household can ask the team."),
    )


def _columns() -> tuple[Column[QuestionLine], ...]:
    return (
        Column("", lambda r: r.state, key="state", chip=lambda r: r.tone, width=104),
        Column(_("Household"), lambda r: r.household, key="household", strong=True,
               quiet=lambda r: r.number, width=126),
        Column(_("About what"), lambda r: r.about, key="about", width=140),
        Column(_("Question"), lambda r: r.text, key="text", width=0),
        Column(_("Asked"), lambda r: r.when, key="when", tone=lambda _r: "quiet",
               sort_key=lambda r: r.order, width=86),
    )  # fmt: skip
