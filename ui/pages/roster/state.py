"""What the roster page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.jobs import Progress
from ui.widgets.text import Tone

Stage = Literal["choose", "columns", "trial", "done"]
ListKey = Literal["created", "changed", "refused", "noted"]


@dataclass(frozen=True)
class ColumnLine:
    """One column of the sheet: what it fills and why, and how its cells look."""

    heading: str
    samples: str
    fills: str
    standing: str
    tone: Tone


@dataclass(frozen=True)
class ChosenColumn:
    """The column under the cursor.

    Attributes:
        target: name of what it fills; empty for nothing.
        samples: cells, each with what it is read as.
        question: asks whether it is what it resembles; empty when nothing is asked.
        decided: a person has decided about it, which can be taken back.
    """

    heading: str
    target: str
    samples: tuple[tuple[str, str], ...]
    question: str
    decided: bool


@dataclass(frozen=True)
class TrialLine:
    """One line of a list: where, of whom, about what, and what happens."""

    row: int
    who: str
    what: str
    detail: str
    tone: Tone = ""


@dataclass(frozen=True)
class TrialFigure:
    """A figure that opens its list."""

    key: ListKey
    number: str
    unit: str
    caption: str
    tone: Tone


@dataclass(frozen=True)
class RosterState:
    """One moment of the page.

    Attributes:
        file, sheet: what was chosen, in words.
        asking: how many columns wait for an answer, in words; empty for none.
        villages: held villages to choose from when the sheet names none.
        ask_village: the sheet names no village, and it is not clear which one is meant.
        version: another number when ``lines`` are other lines.
        result: what was written, in words.
        undone: the act was taken back.
        work: ``looking``, ``comparing``, ``writing`` or ``undoing``; empty for nothing.
    """

    stage: Stage = "choose"
    file: str = ""
    sheet: str = ""
    columns: tuple[ColumnLine, ...] = ()
    chosen: ChosenColumn | None = None
    asking: str = ""
    villages: tuple[str, ...] = ()
    village: str = ""
    ask_village: bool = False
    figures: tuple[TrialFigure, ...] = ()
    shown: ListKey = "changed"
    lines: Sequence[TrialLine] = ()
    version: int = 0
    changes_something: bool = False
    result: str = ""
    undone: bool = False
    work: str = ""
    progress: Progress | None = None
