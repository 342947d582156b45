"""The columns of a roster as a person sees them: what each means or resembles, how it looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Source = Literal["recognised", "decided", "left_out", "doubled", "unknown"]


@dataclass(frozen=True)
class Proposal:
    """A target that an unknown heading resembles; ``likeness`` from 0 to 100."""

    target: str
    likeness: int


@dataclass(frozen=True)
class Sample:
    """A cell as the sheet has it, and as it would be read; empty: it cannot be read."""

    cell: str
    read: str


@dataclass(frozen=True)
class ColumnView:
    """One column with a heading."""

    heading: str
    source: Source
    target: str
    """What it fills; empty: nothing."""
    proposal: Proposal | None
    samples: tuple[Sample, ...]
    """Different cells, read as what the column fills or resembles."""


@dataclass(frozen=True)
class SheetLayout:
    """The columns of the sheet that is taken for the roster."""

    sheet: str
    title: str
    fingerprint: str
    decided: Mapping[str, str]
    columns: tuple[ColumnView, ...]
    decide: Callable[[Mapping[str, str]], SheetLayout]
    """The layout under these decisions and no others; the file is not opened again."""

    @property
    def names_village(self) -> bool:
        """Whether a column says of which village a row is."""
        return any(column.target == "roster.village" for column in self.columns)

    @property
    def asking(self) -> int:
        """Columns that resemble something, so that a person should say what they are."""
        return sum(column.proposal is not None for column in self.columns)
