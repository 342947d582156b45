"""What the page of the checks shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.widgets.text import Tone

Choices = tuple[tuple[str, str], ...]
View = Literal["open", "explained", "audit"]


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
class AuditRow:
    """One line of the audit; ``sentence`` shows the arithmetic."""

    place: int
    id: str
    village: str
    check: str
    declared: str
    computed: str
    difference: str
    result: str
    tone: Tone
    sentence: str


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


@dataclass(frozen=True)
class ChecksState:
    """One moment of the page.

    Attributes:
        view: open findings, explained ones, or the audit; ``views`` names them with counts.
        told: what was checked and when; empty before the first run.
        working: a run is going on; ``percent`` tells how far it is.
    """

    views: Choices = ()
    view: View = "open"
    severities: Choices = ()
    severity: str = ""
    rules: Choices = ()
    rule: str = ""
    text: str = ""
    findings: tuple[FindingLine, ...] = ()
    audit: tuple[AuditRow, ...] = ()
    reading: Reading | None = None
    told: str = ""
    working: bool = False
    percent: int = 0
    checked: bool = False
