"""What the manual shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ManualState:
    """``pages`` are names with their titles, ``chosen`` one of the names, ``text`` its Markdown."""

    pages: tuple[tuple[str, str], ...]
    chosen: str
    text: str
