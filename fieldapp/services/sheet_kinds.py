"""The kinds of sheets, and what each one is printed for."""

from __future__ import annotations

from typing import Literal

SheetKind = Literal[
    "visit-sheet", "blank-sheet", "plan", "collection-form", "income-card", "measures-card"
]
HOUSEHOLD_KINDS: tuple[SheetKind, ...] = (
    "blank-sheet",
    "visit-sheet",
    "plan",
    "collection-form",
    "income-card",
    "measures-card",
)
"""One sheet a household."""
LIST_KINDS: tuple[SheetKind, ...] = ()
"""One sheet a village with the households that were chosen."""
VILLAGE_KINDS: tuple[SheetKind, ...] = ()
"""Sheets of a village, whichever of its households are chosen."""
SHEET_KINDS: tuple[SheetKind, ...] = (*HOUSEHOLD_KINDS, *LIST_KINDS, *VILLAGE_KINDS)
