"""What the print page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.jobs import Progress
from ui.models.page_picture import Picture
from ui.widgets.buttons import Choices
from ui.widgets.chips import ChipTone
from ui.widgets.problem_list import ProblemLine

Work = Literal["", "saving", "printing"]


@dataclass(frozen=True)
class SheetRow:
    """One household whose sheet is printed."""

    uid: str
    number: str
    name: str
    group: str
    card: str
    tone: ChipTone


@dataclass(frozen=True)
class FieldRow:
    """A name of an office form, its label, and what stands there; nothing when not recorded."""

    label: str
    value: str
    name: str


@dataclass(frozen=True)
class PrintState:
    """One moment of the page.

    Attributes:
        kinds: what can be printed, by key.
        handed: another page chose the households; the filters then rest.
        office: an office form is filled, no pages are drawn.
        each: every household has a sheet of its own, which can be a file of its own.
        count: how many sheets, in words.
        missing: what to know before printing; the key ``blank`` offers the other kind of sheet.
        place: the household looked at, from 0; -1 when there is none.
        where: sheet and page in words.
        picture: the page looked at; ``None`` while it is being made, or when it is ``empty``.
        fields: what stands in an office form, for the household looked at.
        empty: there is nothing of this kind for what is looked at.
        work: what is being done with all sheets; ``progress`` how far it is.
    """

    kinds: Choices = ()
    kind: str = "blank-sheet"
    language: str = "zh_CN"
    handed: bool = False
    one_visit: bool = False
    cards: Choices = ()
    card: str = ""
    groups: Choices = ()
    group: str = ""
    terms: Choices = ()
    term: str = ""
    copies: Choices = ()
    copy_count: str = ""
    bindings: Choices = ()
    binding: str = ""
    office: bool = False
    each: bool = False
    count: str = ""
    missing: tuple[ProblemLine, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    place: int = -1
    where: str = ""
    can_back: bool = False
    can_forward: bool = False
    picture: Picture | None = None
    fields: tuple[FieldRow, ...] = ()
    empty: bool = False
    work: Work = ""
    progress: Progress | None = None
