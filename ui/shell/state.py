"""Everything the frame shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.widgets.chips import ChipTone


@dataclass(frozen=True)
class FrameState:
    """What stands around the pages; every text is already in the language of the screen.

    Attributes:
        place: county and village under the program's name, e.g. ``兴山县 · 郑家村``.
        village: the village in bold at the top.
        counts: groups, households, people behind it.
        custody: the chip about changes not handed over; empty hides it.
        custody_tone: yellow while something waits, green when all is handed over.
        keyboard: who is at the keyboard.
        behalf: on whose behalf that person keys; empty for on their own.
        others: names of those on whose behalf it may be keyed.
        reading: whether whoever is at the keyboard only looks.
        badges: numbers on rail entries, by page key.
    """

    place: str = ""
    village: str = ""
    counts: str = ""
    custody: str = ""
    custody_tone: ChipTone = "yellow"
    keyboard: str = ""
    behalf: str = ""
    others: tuple[str, ...] = ()
    reading: bool = False
    badges: Mapping[str, int] = field(default_factory=dict)
