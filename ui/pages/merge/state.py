"""What the merge page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone
from ui.widgets.decision_list import Decision
from ui.widgets.text import Tone


@dataclass(frozen=True)
class ConflictLine:
    """One conflict in the list; ``order`` sorts by age, ``asked`` tells of a question."""

    key: str
    order: str
    household: str
    number: str
    village: str
    field: str
    people: str
    age: str
    tone: Tone
    asked: str
    asked_tone: ChipTone


@dataclass(frozen=True)
class PhotoState:
    """A photo: its small JPEG, empty while it is read; ``told`` says why there is none."""

    uid: str
    jpeg: bytes = b""
    told: str = ""


@dataclass(frozen=True)
class SideState:
    """One of the values: who wrote it where and when, and with which visit and photos."""

    value: str
    who: str
    laptop: str
    when: str
    corrected: str
    why: str
    visit: str
    ours: bool
    shown: bool
    photos: tuple[PhotoState, ...] = ()


@dataclass(frozen=True)
class QuestionState:
    """A question about this conflict, and its answer."""

    uid: str
    text: str
    asked: str
    answer: str
    answered: str
    right_value: str
    state: str
    tone: ChipTone
    can_close: bool


@dataclass(frozen=True)
class ConflictCase:
    """The conflict that is to be decided; ``truth_hint`` says what may be typed."""

    key: str
    title: str
    place: str
    field: str
    base: str
    sides: tuple[SideState, ...]
    household: str
    can_keep_both: bool
    can_type: bool
    can_ask: bool
    truth_hint: str
    ask_hint: str
    questions: tuple[QuestionState, ...] = ()


@dataclass(frozen=True)
class MergeState:
    """One moment of the page."""

    told: str = ""
    looked: bool = False
    villages: Choices = ()
    village: str = ""
    fields: Choices = ()
    field: str = ""
    people: Choices = ()
    person: str = ""
    ages: Choices = ()
    age: str = ""
    text: str = ""
    lines: tuple[ConflictLine, ...] = ()
    case: ConflictCase | None = None
    none_at_all: bool = False
    left: tuple[Decision, ...] = ()
    """Removed households with records that their removal had not seen."""
