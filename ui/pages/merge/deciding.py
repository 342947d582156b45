"""The conflict in hand: its values side by side, the truth to type, the question to ask."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.merge.side_card import SideCard
from ui.pages.merge.state import ConflictCase, QuestionState
from ui.pages.merge.view_model import MergeViewModel
from ui.style.layouts import column, row, rule
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chips import CardChip
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField


class DecidingPanel(Panel):
    """Shows a :class:`ConflictCase` and tells the view model what was decided."""

    def __init__(self, model: MergeViewModel) -> None:
        super().__init__()
        self._model = model
        self._key = ""
        self._title = Text("", "title")
        self._place = Text("", "quiet")
        self._field = Text("", "heading")
        self._base = Text("", "quiet", wrap=True)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        self.cards: list[SideCard] = []
        self.reason = TextField(_("Reason"), _("why, in a few words; it stays in the history"))
        self._both = QuietButton(_("Keep both"), "B", self.keep_both, hint_only=True)
        self.truth = TextField(_("The truth"), "")
        self._tell = PrimaryButton(_("Put down the truth"), "Ctrl+Enter", self._tell_truth)
        self.question = TextField(_("Question"), "")
        self.question.returnPressed.connect(self._ask)
        self._send = QuietButton(_("Ask the team"), "", self._ask)
        self._banner = Banner()
        self._asked = QVBoxLayout()
        self._asked.setSpacing(8)
        self._arrange()

    def show_case(self, case: ConflictCase) -> None:
        """Show a conflict; what was typed stays as long as it is the same one."""
        self._title.setText(case.title)
        self._place.setText(case.place)
        self._field.setText(case.field)
        self._base.setText(_("Before both: {value}").format(value=case.base))
        self._show_sides(case)
        self._both.setVisible(case.can_keep_both)
        self.truth.setVisible(case.can_type)
        self._tell.setVisible(case.can_type)
        self.truth.setPlaceholderText(case.truth_hint)
        self.question.setPlaceholderText(case.ask_hint)
        for part in (self.question, self._send):
            part.setVisible(case.can_ask)
        if self._key and case.key != self._key:
            self._banner.say("")
            for field in (self.reason, self.truth, self.question):
                field.set_value("")
        self._key = case.key
        self._show_questions(case.questions)

    def keep_both(self) -> None:
        """Keep all values."""
        if self._both.isVisible():
            self._model.keep_both(self.reason.value())

    def go_to_truth(self) -> None:
        """Put the cursor where the truth is typed."""
        self.truth.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_question(self) -> None:
        """Put the cursor where the question is typed."""
        self.question.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        inside = QWidget()
        typed = row(self.truth, self._tell)
        typed.setStretch(0, 1)
        asking = row(self.question, self._send)
        asking.setStretch(0, 1)
        deciding = row(self.reason, self._both)
        deciding.setStretch(0, 1)
        layout = column(
            self._field, self._base, self._cards, self._asked,
            Text(_("Reason"), "caption"), deciding,
            Text(_("If none of them is right"), "caption"), typed, self._banner,
            rule(), Text(_("If only the team can know"), "caption"), asking, gap=1,
        )  # fmt: skip
        layout.addStretch(1)
        inside.setLayout(layout)
        opened = LinkButton(_("Open the household"), "", self._model.open_household)
        self.body.addLayout(row(self._title, self._place, None, opened))
        scroll = Scrolled()
        scroll.replace(inside)
        self.body.addWidget(scroll, 1)

    def _show_sides(self, case: ConflictCase) -> None:
        while len(self.cards) < len(case.sides):
            place = len(self.cards)
            card = SideCard(place + 1)
            card.kept.connect(lambda place=place: self._keep(place))
            self._cards.addWidget(card, 1)
            self.cards.append(card)
        for card, side in zip(self.cards, case.sides, strict=False):
            card.show_side(side)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(case.sides))

    def _keep(self, place: int) -> None:
        self._model.keep(place, self.reason.value())

    def _tell_truth(self) -> None:
        value, reason = self.truth.value(), self.reason.value()
        if not value:
            self._banner.say(_("Type what is true first."), "", "yellow")
            self.go_to_truth()
        elif not reason:
            self._banner.say(
                _("Say how you know."), _("Nobody wrote this value; the reason vouches for it."),
                "yellow",
            )  # fmt: skip
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._model.tell_truth(value, reason)

    def _ask(self) -> None:
        text = self.question.value()
        if text:
            self.question.set_value("")
            self._model.ask_team(text)
        else:
            self.go_to_question()

    def _show_questions(self, questions: tuple[QuestionState, ...]) -> None:
        while (item := self._asked.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for question in questions:
            self._asked.addWidget(self._question(question))

    def _question(self, question: QuestionState) -> QFrame:
        frame = QFrame()
        frame.setProperty("panel", "sunken")
        close = QuietButton(_("Close"), "", lambda: self._model.close_question(question.uid))
        close.setVisible(question.can_close)
        state = CardChip(question.state, question.tone)
        top = row(state, Text(question.asked, "quiet"), None, close)
        layout = column(top, Text(question.text, "body", wrap=True), gap=0.5)
        if question.answered:
            said = Text(question.answer, "strong", wrap=True)
            layout.addLayout(column(Text(question.answered, "quiet"), said, gap=0.25))
            said.setVisible(bool(question.answer))
        if question.right_value:
            use = QuietButton(
                _("Take it over"), "", lambda: self._use(question.right_value, question.answered)
            )
            right = Text(_("Right: {value}").format(value=question.right_value), "strong", "ok")
            layout.addLayout(row(right, use, None))
        layout.setContentsMargins(12, 8, 12, 8)
        frame.setLayout(layout)
        return frame

    def _use(self, value: str, who: str) -> None:
        self.truth.set_value(value)
        self.reason.set_value(_("answered by {who}").format(who=who))
        self.truth.setFocus(Qt.FocusReason.OtherFocusReason)
