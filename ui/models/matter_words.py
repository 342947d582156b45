"""What waits between the county and its teams, in words for a pill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.i18n import _n
from fieldapp.services.open_matters import Matters
from ui.widgets.chips import ChipTone

MatterKind = Literal["conflicts", "asked", "answered", "returned"]


@dataclass(frozen=True)
class Matter:
    """How much of one kind waits; pressing it opens the list."""

    kind: MatterKind
    words: str
    tone: ChipTone


def matters(found: Matters, *, county: bool) -> Iterator[Matter]:
    """Those that are not nought."""
    if found.returned:
        words = _n("{count} visit returned by the county", "{count} visits returned by the county",
                   found.returned)  # fmt: skip
        yield Matter("returned", words.format(count=found.returned), "red")
    if found.asked:
        words = (
            _n("{count} question unanswered", "{count} questions unanswered", found.asked)
            if county
            else _n("The county asks {count} question", "The county asks {count} questions",
                    found.asked)
        )  # fmt: skip
        yield Matter("asked", words.format(count=found.asked), "yellow")
    if found.answered:
        words = _n("{count} answer has come", "{count} answers have come", found.answered)
        yield Matter("answered", words.format(count=found.answered), "green")
    if found.conflicts:
        yield Matter("conflicts", in_these_figures(found.conflicts), "red")


def in_these_figures(conflicts: int) -> str:
    """How many conflicts are open in figures; empty for none."""
    words = _n("{count} open conflict in these figures",
               "{count} open conflicts in these figures", conflicts)  # fmt: skip
    return words.format(count=conflicts) if conflicts else ""
