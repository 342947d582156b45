"""Puts what an export carries, and what came of it, into the words of the screen."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.foundation.i18n import _, _n
from fieldapp.services.export_masks import Level
from fieldapp.services.register_exports import Exported, Kind
from ui.models.wording import english

_SHOWN_HEADINGS = 8


def kind_words() -> Mapping[Kind, str]:
    """The kinds of file."""
    return {
        "roster": _("Roster with the office's headings"),
        "register": _("The whole register"),
        "template": _("The office's own form"),
    }


def level_words() -> Mapping[Level, str]:
    """For whom a file is made."""
    return {
        "full": _("Internal, whole numbers"),
        "masked": _("Internal, numbers masked"),
        "public": _("Public"),
    }


def about_kind(kind: Kind) -> str:
    """What a kind of file is good for."""
    words: Mapping[Kind, str] = {
        "roster": _("One row a person under the headings of the national forms, with the newest "
                    "year. With whole numbers it can be taken in again unchanged."),
        "register": _("A sheet for each kind of record, every year and every measure. For moving "
                      "the register or looking at all of it in Excel."),
        "template": _("Choose the office's .xlsx: what stands under its headings is filled in, "
                      "its look and its formulas stay."),
    }  # fmt: skip
    return words[kind]


def about_level(level: Level, *, health: bool) -> str:
    """What a level shows and leaves out."""
    if level == "public":
        return _("Names as 张*, no numbers, no incomes, nothing personal, no child under fourteen.")
    if level == "masked":
        return _("ID numbers as 999900********0010, phones as 138****1234; no health, bank or "
                 "address.")  # fmt: skip
    if health:
        return _("Whole numbers and health. That it was written goes on record.")
    return _("Whole numbers. Health stays out: it is open to the village doctor and the county "
             "office. That it was written goes on record.")  # fmt: skip


def file_name(kind: Kind, level: Level) -> str:
    """A name that says what the file is, and how much of people it shows."""
    names: Mapping[Kind, str] = {
        "roster": _("Roster"), "register": _("Whole register"), "template": _("Office form"),
    }  # fmt: skip
    levels: Mapping[Level, str] = {"full": _("internal"), "masked": _("masked"),
                                   "public": _("public")}  # fmt: skip
    return f"{names[kind]}-{levels[level]}.xlsx"


def written_words(done: Exported) -> str:
    """Where the file lies."""
    return _("Written: {file}").format(file=done.file)


def detail_words(done: Exported) -> str:
    """What is in it, and which headings of a form nobody knows."""
    rows = _n("{count} row", "{count} rows", done.rows).format(count=f"{done.rows:,}")
    if not done.left:
        return rows
    comma = ", " if english() else "、"
    named = comma.join(done.left[:_SHOWN_HEADINGS])
    if len(done.left) > _SHOWN_HEADINGS:
        named += " …"
    left = _n(
        "{count} column was left as it is: {headings}",
        "{count} columns were left as they are: {headings}", len(done.left),
    )  # fmt: skip
    return f"{rows}\n{left.format(count=len(done.left), headings=named)}"


def doing(work: str) -> str:
    """What goes on."""
    words = {
        "": "",
        "checking": _("Checking what is to be written …"),
        "writing": _("Writing …"),
    }
    return words[work]
