"""What the settings page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldapp.rules.visit_cadence import USUAL, Cadence
from ui.feedback.work_bar import Working
from ui.widgets.text import Tone

Language = Literal["zh_CN", "en"]
Theme = Literal["light", "dark", "system"]
Work = Literal["", "passphrase", "examination", "rebuilding"]
SafetyWork = Literal["", "pin", "backup"]


@dataclass(frozen=True)
class SafetyState:
    """One moment of PIN, lock and backups.

    Attributes:
        person: who is at the keyboard, and whether with a PIN.
        minutes: without a touch until the lock; one of ``choices``.
        backups: whether this program makes them, or a server does.
        made_at: the newest backup; ``second_at`` the newest in the ``second`` place.
        problem: what went wrong with the newest one.
        pins_set: how many PINs were set; a new one empties the fields.
    """

    person: str = ""
    has_pin: bool = False
    minutes: int = 10
    choices: tuple[int, ...] = (10,)
    backups: bool = True
    made_at: str = ""
    second: str = ""
    second_at: str = ""
    problem: str = ""
    work: SafetyWork = ""
    pins_set: int = 0


@dataclass(frozen=True)
class PackingState:
    """One moment of packing the change log: what was found, and what goes on."""

    lines: tuple[str, ...] = ()
    can_pack: bool = False
    working: Working | None = None


@dataclass(frozen=True)
class LookRow:
    """A look at a masked field, in words."""

    when: str
    who: str
    household: str
    what: str
    reason: str


@dataclass(frozen=True)
class SettingsState:
    """One moment of the page.

    Attributes:
        people: name and role of everybody who may be at the keyboard; ``person`` is there now.
        about: name and value of what the program says of itself.
        findings: lines about the last self-examination.
        mendable: whether what was found can be put right from the change log.
        looks: who looked at what; ``None`` for those who do not read it.
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
    mendable: bool = False
    looks: tuple[LookRow, ...] | None = None
    work: Work = ""
    changed: int = 0
