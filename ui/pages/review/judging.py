"""The visit in hand: its passages beside the visit before, what was said of it, and the verdict."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.review.state import PassageRow, ReviewCase, Said
from ui.pages.review.view_model import ReviewViewModel
from ui.style.layouts import column, row, rule
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chips import CardChip
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Role, Text
from ui.widgets.text_fields import TextField


class JudgingPanel(Panel):
    """Shows a :class:`ReviewCase` and tells the view model the verdict."""

    def __init__(self, model: ReviewViewModel) -> None:
        super().__init__()
        self._model = model
        self._key = ""
        self._title, self._place = Text("", "title"), Text("", "quiet")
        self._state = CardChip("", "general")
        self._findings = Banner()
        self._said = QVBoxLayout()
        self._said.setSpacing(6)
        self._scroll = Scrolled()
        self.comment = TextField(_("Comment"), _("what to put right, or a question"))
        self.comment.returnPressed.connect(self._send_back)
        self.accept = PrimaryButton(_("Accept"), "A", model.accept)
        self.back = QuietButton(_("Return to the team"), "R", self._send_back, hint_only=True)
        self.ask = QuietButton(_("Ask the team"), "Alt+Q", self._ask)
        opened = LinkButton(_("Open the household"), "", model.open_household)
        verdict = column(self.comment, row(self.ask, None, self.back, self.accept), gap=1)
        self.body.addLayout(row(self._title, self._state, self._place, None, opened))
        self.body.addWidget(self._findings)
        self.body.addLayout(self._said)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(rule())
        self.body.addLayout(verdict)

    def show_case(self, case: ReviewCase) -> None:
        """Show a visit; a comment that is typed stays as long as it is the same one."""
        self._title.setText(case.title)
        self._place.setText(case.place)
        self._state.set_chip(case.state, case.tone)
        self._findings.say("；".join(case.findings), "", "yellow")
        self._show_said(case.said)
        self._scroll.replace(_beside(case))
        self.accept.setEnabled(case.waits)
        if self._key and case.key != self._key:
            self.comment.set_value("")
        self._key = case.key

    def go_to_comment(self) -> None:
        """Put the cursor where the comment is typed."""
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _send_back(self) -> None:
        if self.comment.value():
            self._model.send_back(self.comment.value())
        else:
            self.go_to_comment()

    def _ask(self) -> None:
        if self.comment.value():
            self._model.ask_team(self.comment.value())
            self.comment.set_value("")
        else:
            self.go_to_comment()

    def _show_said(self, said: tuple[Said, ...]) -> None:
        while (item := self._said.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in said:
            line = QWidget()
            words = Text(one.words, "strong", wrap=True)
            layout = row(CardChip(one.state, one.tone), words, Text(one.who, "quiet"))
            layout.setStretch(1, 1)
            line.setLayout(layout)
            self._said.addWidget(line)


def _beside(case: ReviewCase) -> QWidget:
    """The passages in three columns: what, now, before."""
    inside = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 4, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 2)
    before = _("Before: {when}").format(when=case.before) if case.before else _("The first visit")
    grid.addWidget(Text(_("This visit"), "caption"), 0, 1)
    grid.addWidget(Text(before, "caption"), 0, 2)
    for place, passage in enumerate(case.rows, 1):
        _add(grid, place, passage, alone=not case.before)
    layout = column(grid)
    layout.addStretch(1)
    inside.setLayout(layout)
    return inside


def _add(grid: QGridLayout, place: int, passage: PassageRow, *, alone: bool) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(Text(passage.label, "quiet", wrap=True), place, 0, top)
    role: Role = "strong" if passage.differs else "body"
    now = Text(passage.now, role, passage.now_tone, wrap=True)
    now.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    grid.addWidget(now, place, 1, top)
    if not alone:
        grid.addWidget(Text(passage.before, "quiet", wrap=True), place, 2, top)
