"""The line under printed figures that says how many open conflicts are in them."""

from __future__ import annotations

from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.prose import Prose

_SIZE = 9.0


def conflicts_line(count: int, words: FormWords) -> tuple[Prose, ...]:
    """One line for ``count`` open conflicts; nothing when there are none."""
    if not count:
        return ()
    told = words.ngettext(
        "{count} open conflict in these figures", "{count} open conflicts in these figures", count
    )
    return (Prose(told, _SIZE),)
