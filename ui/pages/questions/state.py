"""What the page of questions shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone


@dataclass(frozen=True)
class QuestionLine:
    """One question in the list; ``order`` sorts by when it was asked."""

    key: str
    order: str
    state: str
    tone: ChipTone
    household: str
    number: str
    about: str
    text: str
    when: str


@dataclass(frozen=True)
class QuestionReading:
    """The question in hand; ``now`` is what the register says."""

    key: str
    title: str
    place: str
    household: str
    about: str
    now: str
    text: str
    asked: str
    answer: str
    right_value: str
    answered: str
    closed: str
    can_answer: bool
    can_close: bool
    has_value: bool


@dataclass(frozen=True)
class QuestionsState:
    """One moment of the page."""

    told: str = ""
    states: Choices = ()
    state: str = "open"
    lines: tuple[QuestionLine, ...] = ()
    reading: QuestionReading | None = None
    looked: bool = False
    none_at_all: bool = False
