"""What the subject of the county's forms shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.page_picture import Picture
from ui.widgets.problem_list import ProblemLine
from ui.widgets.text import Tone


@dataclass(frozen=True)
class TemplateRow:
    """A template: its name, its title or what it changes, and how it stands."""

    uid: str
    title: str
    state: str
    tone: Tone


@dataclass(frozen=True)
class TemplateState:
    """One moment; ``text`` is put into the editor only when ``revision`` is another.

    Attributes:
        current: the name of the template being looked at; empty for a new one.
        shown: whether any template is looked at.
        dirty: what stands in the editor is not kept yet.
        line: the line that is wrong; 0 when none is.
        missing: why there is no picture.
        office: a Word or Excel form is looked at; ``text`` is what would stand in it.
    """

    ours: bool = True
    rows: tuple[TemplateRow, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    current: str = ""
    shown: bool = False
    text: str = ""
    revision: int = 0
    dirty: bool = False
    line: int = 0
    problems: tuple[ProblemLine, ...] = ()
    language: str = "zh_CN"
    picture: Picture | None = None
    missing: str = ""
    where: str = ""
    can_back: bool = False
    can_forward: bool = False
    office: bool = False
