"""What pages tell the window: which households to list, and what was saved and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fieldapp.ports.store import Done

VisitFilter = Literal["", "due", "never"]

Telling = Callable[[], str]
"""Tells what happened in the language that is on now; asked again when that changes."""


@dataclass(frozen=True)
class HouseholdFilter:
    """Which households a list shows; what is empty narrows nothing.

    Attributes:
        cards: codes of cards; a household without a rating has the code ``""``.
        group: name of a group.
        cause: code of a main cause.
        visits: all, those due for a visit, or those never visited.
        promises: only households with a promise due today or earlier.
        recent: only households visited since Monday.
        conflicts: only households in which a conflict is open.
        text: what a person typed into the search.
    """

    cards: frozenset[str] = frozenset()
    group: str = ""
    cause: str = ""
    visits: VisitFilter = ""
    promises: bool = False
    recent: bool = False
    conflicts: bool = False
    text: str = ""


@dataclass(frozen=True)
class Saved:
    """An act is done: the notice to show, and what takes it back."""

    notice: Telling
    done: Done
