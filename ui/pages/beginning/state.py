"""What the page shows that begins a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Step = Literal["choose", "laptop", "county", "words", "back"]
"""What is begun; the laptop's file; the office; its recovery words; the words typed back."""
Work = Literal["", "laptop", "county", "sheet", "settling", "demonstration"]


@dataclass(frozen=True)
class Strength:
    """How hard the new passphrase is to guess: 0 to 4, and what makes it easy."""

    score: int = 0
    weakness: str = ""
    good: bool = False


@dataclass(frozen=True)
class BeginningState:
    """One moment of the page.

    Attributes:
        leaving: there is an unlock page to go back to.
        folder: where the workspace will lie.
        words: the recovery words to be written down, in the language of the screen.
        work: what is being done; nothing can be typed meanwhile.
        problem: why the last try failed, with what to do next in ``hint``; empty for none.
        told: what was done, such as a sheet that was saved.
    """

    step: Step = "choose"
    leaving: bool = False
    folder: str = ""
    words: tuple[str, ...] = field(default=(), repr=False)
    strength: Strength | None = None
    work: Work = ""
    problem: str = ""
    hint: str = ""
    told: str = ""
