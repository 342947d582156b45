"""The kinds of sheets, and what each one is printed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.services.access import sees_health
from fieldapp.services.profile import ledger

SheetKind = Literal[
    "visit-sheet",
    "blank-sheet",
    "plan",
    "collection-form",
    "income-card",
    "measures-card",
    "notice",
    "roster",
    "meeting",
    "quality",
    "village-report",
    "household-file",
    "health",
    "conflicts",
    "cover-slip",
]
OwnKind = NewType("OwnKind", str)
"""A form of the county's own: ``form:NAME``, or ``village-form:NAME`` where a village has one;
``office:NAME`` is an office file that is filled, never drawn on pages."""
AnyKind = SheetKind | OwnKind
Binding = Literal["sheets", "booklet-a4", "booklet-a3"]
"""Sheets as they are, or folded: two pages beside each other, on A4 in half their size."""
BINDINGS: tuple[Binding, ...] = ("sheets", "booklet-a4", "booklet-a3")
_OWN, _OWN_OF_VILLAGE, _OFFICE = "form:", "village-form:", "office:"
MOST_COPIES = 20
"""More of one sheet is a slip of the finger."""
HOUSEHOLD_KINDS: tuple[SheetKind, ...] = (
    "visit-sheet", "blank-sheet", "plan", "collection-form", "income-card", "measures-card",
    "household-file",
)  # fmt: skip
"""One sheet a household."""
LIST_KINDS: tuple[SheetKind, ...] = ("notice", "roster")
"""One sheet a village with the households that were chosen."""
VILLAGE_KINDS: tuple[SheetKind, ...] = ("meeting", "quality", "village-report")
"""Sheets of a village, whichever of its households are chosen."""
HEALTH_KINDS: tuple[SheetKind, ...] = ("health",)
"""One document a household in which somebody has a health record, for those who may see it."""
OFFICE_KINDS: tuple[SheetKind, ...] = ("conflicts", "cover-slip")
"""Sheets of the workspace, whatever is chosen."""
SHEET_KINDS: tuple[SheetKind, ...] = (
    *HOUSEHOLD_KINDS, *HEALTH_KINDS, *LIST_KINDS, *VILLAGE_KINDS, *OFFICE_KINDS,
)  # fmt: skip


@dataclass(frozen=True)
class SheetOrder:
    """What is to be printed, for which households, in which language.

    ``visit`` chooses an earlier visit of a single household. Of each sheet ``copies`` are made,
    numbered in the foot.
    """

    kind: AnyKind
    households: tuple[HouseholdRow, ...]
    language: str
    visit: str | None = None
    copies: int = 1
    binding: Binding = "sheets"


def is_of_household(kind: AnyKind) -> bool:
    """Whether each household has a sheet of its own; else all that are chosen share one."""
    return kind in HOUSEHOLD_KINDS or kind in HEALTH_KINDS or kind.startswith((_OWN, _OFFICE))


def own_kind(name: str, *, of_household: bool) -> OwnKind:
    """The kind of a form of the county's own."""
    return OwnKind(f"{_OWN if of_household else _OWN_OF_VILLAGE}{name}")


def office_kind(name: str) -> OwnKind:
    """The kind of an office form of the county."""
    return OwnKind(f"{_OFFICE}{name}")


def is_office(kind: AnyKind) -> bool:
    """Whether files of an office program are filled instead of pages drawn."""
    return kind.startswith(_OFFICE)


def own_given(text: str) -> OwnKind | None:
    """The kind that a text stands for, when it is one of the county's own."""
    return OwnKind(text) if text.startswith((_OWN, _OWN_OF_VILLAGE, _OFFICE)) else None


def own_name(kind: AnyKind) -> str:
    """The name of the county's form, or nothing for a shipped sheet."""
    return kind.partition(":")[2]


def kinds_that_make_sense(store: Store) -> tuple[SheetKind, ...]:
    """The kinds for which something is there, and which whoever is at the keyboard may see."""
    health = HEALTH_KINDS if sees_health(store) else ()
    conflicts: tuple[SheetKind, ...] = ("conflicts",) if store.questions.conflicts() else ()
    made = any(line.way == "out" for line in ledger(store))
    slips: tuple[SheetKind, ...] = ("cover-slip",) if made else ()
    return (*HOUSEHOLD_KINDS, *health, *LIST_KINDS, *VILLAGE_KINDS, *conflicts, *slips)
