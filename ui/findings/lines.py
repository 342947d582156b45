"""One finding as a line of a table, and as it is read whole."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.text import Tone


@dataclass(frozen=True)
class FindingLine:
    """One finding in the table; ``place`` is its place in the report, ``weight`` its code."""

    place: int
    weight: str
    severity: str
    tone: Tone
    rule: str
    number: str
    who: str
    sentence: str
    household: str


@dataclass(frozen=True)
class Reading:
    """What stands at the right of the table: one finding or one line, to be read whole."""

    place: int
    title: str
    tone: Tone
    head: str
    sentence: str
    note: str = ""
    household: str = ""
    explainable: bool = False
    explained: bool = False
