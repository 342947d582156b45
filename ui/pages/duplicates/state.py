"""What the page of people entered twice shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.widgets.chips import ChipTone

Side = Literal["one", "other"]


@dataclass(frozen=True)
class PairRow:
    """Two records that may be one person, and why."""

    key: str
    strength: str
    tone: ChipTone
    one: str
    one_place: str
    other: str
    other_place: str
    reasons: str


@dataclass(frozen=True)
class FieldRow:
    """A field of both records; ``side`` is the value that stays; equal values need no choice."""

    key: str
    label: str
    one: str
    other: str
    side: Side
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """The two records side by side."""

    key: str
    one: str
    other: str
    one_household: str
    other_household: str
    reasons: str
    rows: tuple[FieldRow, ...]
    note: str


@dataclass(frozen=True)
class DuplicatesState:
    """One moment of the page; ``told`` says how many pairs were found, or that it is looked."""

    told: str = ""
    looked: bool = False
    strengths: tuple[tuple[str, str], ...] = ()
    strength: str = ""
    rows: tuple[PairRow, ...] = ()
    comparison: Comparison | None = None
