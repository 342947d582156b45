"""The sheet of conflicts: what stood before and what each side wrote, to settle by telephone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.sheets.document import FlowSheet
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.paper import ACROSS
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures

_SIZE = 9.0
_ROOM = 44.0


@dataclass(frozen=True)
class ConflictLine:
    """One field with its values in words; ``theirs`` may be several. ``household`` says whose."""

    household: str
    field: str
    before: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class ConflictPaper:
    """The open conflicts of a workspace."""

    today: dt.date
    place: str
    lines: tuple[ConflictLine, ...]


def conflict_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Values That Differ")


def conflict_sheet(paper: ConflictPaper, words: FormWords) -> FlowSheet:
    """One line a conflict, with room for what was agreed."""
    heading = Heading(
        conflict_title(words), paper.place,
        words.gettext("As of {day}", day=words.day(paper.today)),
    )  # fmt: skip
    header = (
        words.gettext("#"), words.gettext("Household"), words.gettext("What differs"),
        words.gettext("What stood before"), words.gettext("Ours"), words.gettext("Theirs"),
        words.gettext("Agreed, with whom, why"),
    )  # fmt: skip
    lines = [
        (
            str(number), line.household, line.field, line.before, "\n".join(line.ours),
            "\n".join(line.theirs), "",
        )
        for number, line in enumerate(paper.lines, start=1)
    ]  # fmt: skip
    explained = words.gettext(
        "Both values are kept until somebody decides. Ask the household or the other team, write "
        "down what is true, and settle it in the program under Exchange."
    )
    table = listing(
        Columns((0.5, 1.6, 1.3, 1.8, 2, 2, 2.4), header, "mllllll"), lines, size=_SIZE,
        width=ACROSS.body_width, room=_ROOM,
    )  # fmt: skip
    ending = Signatures(
        (words.colon(words.gettext("Settled by")),), words.day_to_write(), ACROSS.body_width / 3
    )
    blocks = (Prose(explained, _SIZE), table)
    return FlowSheet(heading, conflict_title(words), blocks, ending, ACROSS)
