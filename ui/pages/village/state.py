"""What the village page shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.models.year_table import YearTable
from ui.widgets.chips import ChipTone
from ui.widgets.height_sketch import Spot
from ui.widgets.share_lines import ShareLine
from ui.widgets.text import Tone


@dataclass(frozen=True)
class AuditRow:
    """One declared figure beside what was counted; ``says`` is the arithmetic."""

    id: str
    check: str
    declared: str
    computed: str
    difference: str
    result: str
    tone: ChipTone
    says: str
    says_tone: Tone


@dataclass(frozen=True)
class SketchState:
    """The sketch: groups across, one mark a household, how many have no height."""

    columns: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    legend: tuple[tuple[ChipTone, str], ...] = ()
    without: str = ""


@dataclass(frozen=True)
class VillageState:
    """One moment of the page; ``choices`` are the villages held, by uid and name."""

    village: str = ""
    name: str = ""
    counts: str = ""
    conflicts: str = ""
    """How many open conflicts are in the figures; empty for none."""
    choices: tuple[tuple[str, str], ...] = ()
    profile: YearTable = field(default_factory=YearTable)
    shares: tuple[ShareLine, ...] = ()
