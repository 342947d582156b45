"""How often a wrong passphrase was tried: every further try has to wait longer, none for ever."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import msgspec

from fieldapp.foundation.errors import FieldappError, Refused
from fieldapp.foundation.files import write_atomic

TRIES_FILE = "tries.json"
FREE_TRIES = 4
"""Typing errors that cost nobody any time."""
LONGEST_WAIT = 300
"""Seconds: whoever knows the passphrase is never kept out for longer."""


class Tries(msgspec.Struct, frozen=True):
    """Wrong tries since the last right one, and when the last of them was."""

    wrong: int = 0
    last: dt.datetime | None = None

    def wait(self, now: dt.datetime) -> int:
        """Seconds until the next try is heard; a clock that was set back makes it no longer."""
        if self.wrong < FREE_TRIES or self.last is None:
            return 0
        pause: int = min(1 << min(self.wrong - FREE_TRIES + 1, 16), LONGEST_WAIT)
        since = (now - self.last).total_seconds()
        return min(pause, max(0, round(pause - since)))

    def after_wrong(self, now: dt.datetime) -> Tries:
        """One more."""
        return Tries(self.wrong + 1, now)

    def require_patience(self, now: dt.datetime) -> None:
        """Hear no try before its time.

        Raises:
            Refused: ``too_many_tries`` with the seconds to wait.
        """
        seconds = self.wait(now)
        if seconds:
            raise Refused("too_many_tries", seconds=seconds)


def load_tries(folder: Path) -> Tries:
    """The tries of a workspace; a file that cannot be read counts for none."""
    try:
        return msgspec.json.decode((folder / TRIES_FILE).read_bytes(), type=Tries)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Tries()


def keep_tries(folder: Path, tries: Tries) -> None:
    """Remember beyond the end of the program; a folder that cannot be written forgets."""
    with suppress(FieldappError, OSError):
        if tries.wrong:
            write_atomic(folder / TRIES_FILE, msgspec.json.encode(tries))
        else:
            (folder / TRIES_FILE).unlink(missing_ok=True)
