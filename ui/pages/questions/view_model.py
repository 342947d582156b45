"""What happens on the page of questions: reading, answering, closing."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.store import Done
from fieldapp.services.asking import Asked, Asking, state_of
from fieldapp.services.desk import Desk
from ui.models.conflict_words import (
    QUESTION_TONES,
    about_words,
    answered_words,
    asked_words,
    value_words,
)
from ui.models.moments import moment_words
from ui.models.wording import days_ago, dotted
from ui.navigation.intents import Saved, Telling
from ui.pages.questions.state import QuestionLine, QuestionReading, QuestionsState
from ui.widgets.buttons import Choices
from ui.workers.runner import Runner


class QuestionsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`,
    ``household_wanted`` the uid of a household, ``failed`` an exception.
    """

    changed = Signal()
    saved = Signal(object)
    household_wanted = Signal(str)
    back_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._asked: tuple[Asked, ...] = ()
        self._today = dt.date.min
        self._looked = False
        self._state, self._home, self._key = "open", "", ""

    @property
    def state(self) -> QuestionsState:
        """This moment, in the language that is on now."""
        shown, chosen = self._shown(), self._chosen()
        count = Counter(state_of(one.question) for one in self._asked)["open"]
        return QuestionsState(
            told=_n("{count} unanswered", "{count} unanswered", count).format(count=count),
            states=_states(),
            state=self._state,
            lines=tuple(_line(one, self._today) for one in shown),
            reading=_reading(chosen, self._today) if chosen else None,
            looked=self._looked,
            none_at_all=not self._asked,
        )

    def load(self) -> None:
        """Ask for the questions again."""
        self._today = self._desk.clock.now().date()
        asking = Asking(self._desk.registers)
        self._runner.ask(lambda: tuple(asking.views()), self._take, self.failed.emit)

    def narrow(self, state: str) -> None:
        """Show only questions that have got so far; with an empty word all."""
        self._state, self._home = state, ""
        self.changed.emit()

    def about(self, household: str) -> None:
        """Show every question about a household."""
        self._state, self._home = "", household

    def look_at(self, key: str) -> None:
        """Read another question."""
        if key != self._key:
            self._key = key
            self.changed.emit()

    def answer(self, text: str, right_value: str) -> None:
        """Answer the question in hand."""
        found = self._chosen()
        if found is None:
            return
        asking, uid = Asking(self._desk.registers), found.question.uid
        self._runner.ask(
            lambda: asking.answer(uid, text, right_value),
            lambda done: self._said(done, lambda: _("Answered; it goes with the next bundle")),
            self.failed.emit,
        )

    def close(self) -> None:
        """Nothing more is wanted to know."""
        found = self._chosen()
        if found is not None:
            asking, uid = Asking(self._desk.registers), found.question.uid
            self._runner.ask(
                lambda: asking.close(uid),
                lambda done: self._said(done, lambda: _("Question closed")),
                self.failed.emit,
            )

    def open_household(self) -> None:
        """Show the household of the question."""
        found = self._chosen()
        if found is not None:
            self.household_wanted.emit(found.household.uid)

    def _said(self, done: Done, telling: Telling) -> None:
        self.saved.emit(Saved(telling, done))

    def _take(self, asked: tuple[Asked, ...]) -> None:
        self._asked, self._looked = asked, True
        self.changed.emit()

    def _shown(self) -> list[Asked]:
        return [
            one
            for one in self._asked
            if self._state in {"", state_of(one.question)} and self._home in {"", one.household.uid}
        ]

    def _chosen(self) -> Asked | None:
        shown = self._shown()
        keyed = (one for one in shown if one.question.uid == self._key)
        return next(keyed, shown[0] if shown else None)


def _states() -> Choices:
    return (
        ("open", _("unanswered")), ("answered", _("answered")), ("closed", _("closed")),
        ("", _("all")),
    )  # fmt: skip


def _line(one: Asked, today: dt.date) -> QuestionLine:
    question, home = one.question, one.household
    state = state_of(question)
    asked = question.asked_at.date() if question.asked_at else today
    return QuestionLine(
        question.uid, str(question.asked_at or ""), dict(_states())[state], QUESTION_TONES[state],
        home.head_name or home.local_no, home.local_no, about_words(question),
        " ".join((question.text or "").split()), days_ago(asked, today),
    )  # fmt: skip


def _reading(one: Asked, today: dt.date) -> QuestionReading:
    question, home = one.question, one.household
    state = state_of(question)
    now = "" if one.spec is None else value_words(one.spec, one.value, one.names)
    closed = ""
    if question.closed_at is not None:
        who = dotted(question.closed_by or "", moment_words(question.closed_at, today))
        closed = _("closed by {who}").format(who=who)
    return QuestionReading(
        key=question.uid,
        title=home.head_name or home.local_no,
        place=dotted(home.group, home.local_no),
        household=home.uid,
        about=about_words(question),
        now=now,
        text=question.text or "",
        asked=asked_words(question, today),
        answer=question.answer or "",
        right_value=question.right_value or "",
        answered=answered_words(question, today) if question.answered_at else "",
        closed=closed,
        can_answer=state != "closed",
        can_close=state != "closed",
        has_value=one.spec is not None,
    )
