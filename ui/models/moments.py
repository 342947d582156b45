"""How points in time and sizes of files are written in the language of the screen."""

from __future__ import annotations

import datetime as dt

from ui.models.wording import NOTHING, day_words

_STEP = 1024


def moment_words(when: dt.datetime | None, today: dt.date) -> str:
    """A day with the time: ``11月23日 10:31`` or ``23 Nov 10:31``."""
    if when is None:
        return NOTHING
    return f"{day_words(when.date(), today)} {when:%H:%M}"


def size_words(count: int) -> str:
    """Bytes in the unit that gives a short number, such as ``214 KB`` or ``6.2 GB``."""
    amount = float(count)
    for unit in ("B", "KB", "MB"):
        if amount < _STEP:
            return f"{amount:.0f} {unit}"
        amount /= _STEP
    return f"{amount:.1f} GB"
