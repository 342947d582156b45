"""What the page of the checks shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.findings.lines import FindingLine, Reading
from ui.widgets.buttons import Choices
from ui.widgets.text import Tone

View = Literal["open", "explained", "audit"]


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
