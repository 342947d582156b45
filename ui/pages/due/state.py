"""What the page of things due shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.text import Tone


@dataclass(frozen=True)
class DueRow:
    """One thing due; without a household it belongs to the village."""

    uid: str
    household: str
    kind: str
    what: str
    home: str
    who: str
    day: str
    when: str
    tone: Tone


@dataclass(frozen=True)
class DueState:
    """One moment; ``kinds`` are the filter's keys and words, with how many each."""

    rows: tuple[DueRow, ...] = ()
    kinds: tuple[tuple[str, str], ...] = (("", ""),)
    chosen: str = ""
    summary: str = ""
