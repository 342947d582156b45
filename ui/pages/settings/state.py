"""What the settings page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldapp.rules.visit_cadence import USUAL, Cadence
from ui.widgets.text import Tone

Language = Literal["zh_CN", "en"]
Theme = Literal["light", "dark", "system"]
Work = Literal["", "passphrase", "examination"]


@dataclass(frozen=True)
class SettingsState:
    """One moment of the page.

    Attributes:
        people: name and role of everybody who may be at the keyboard; ``person`` is there now.
        about: name and value of what the program says of itself.
        findings: lines about the last self-examination.
        changed: how often the passphrase has been changed; a new one empties the fields.
    """

    language: str = "zh_CN"
    theme: str = "light"
    people: tuple[tuple[str, str], ...] = ()
    person: str = ""
    cadence: Cadence = USUAL
    least_passphrase: int = 8
    about: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, Tone], ...] = ()
    work: Work = ""
    changed: int = 0
