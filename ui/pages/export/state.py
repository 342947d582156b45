"""What the export page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.jobs import Progress
from ui.widgets.buttons import Choices

Kind = Literal["roster", "register", "template"]
Level = Literal["full", "masked", "public"]


@dataclass(frozen=True)
class ExportState:
    """One moment of the page.

    Attributes:
        carries: what the chosen kind and level put into the file.
        villages: those held to choose from; empty when there is only one, or all go along.
        template: name of the office's workbook; empty before it is chosen.
        file_name: proposed name of the file.
        errors: the open errors that wait for a decision, in words; empty for none.
        written, detail: where the file lies and what is in it, once there is one.
        work: ``checking`` or ``writing``; empty for nothing.
    """

    kind: Kind = "roster"
    level: Level = "full"
    masks: bool = True
    carries: str = ""
    villages: Choices = ()
    village: str = ""
    template: str = ""
    ready: bool = True
    file_name: str = ""
    errors: str = ""
    written: str = ""
    detail: str = ""
    work: str = ""
    progress: Progress | None = None
