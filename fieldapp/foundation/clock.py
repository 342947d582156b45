"""What time it is: asked of a clock that is handed in, so that it can be set."""

from __future__ import annotations

import calendar
import datetime as dt
import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Tells the local wall time of this machine, right or wrong."""

    def now(self) -> dt.datetime:
        """Local time without zone, whole seconds."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """Local time without zone, whole seconds."""
        return local_time(time.time())


def local_time(seconds: float) -> dt.datetime:
    """The local wall time of a moment in seconds since 1970, without zone, whole seconds."""
    return dt.datetime.fromisoformat(time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds)))


@dataclass
class FixedClock:
    """A clock that stands where it is set and moves only when told."""

    at: dt.datetime

    def now(self) -> dt.datetime:
        """The time it was set to."""
        return self.at

    def advance(self, **delta: float) -> None:
        """Move on, e.g. ``advance(minutes=5)``."""
        self.at += dt.timedelta(**delta)


def hybrid_clock(at: dt.datetime, newest: int) -> int:
    """A number that never goes back: milliseconds of ``at`` in the upper bits, a counter below.

    It orders lists and breaks ties between values that nobody compared; it never decides that a
    value is out of date.
    """
    return max(wall_clock(at), newest + 1, 0)


def wall_clock(at: dt.datetime) -> int:
    """A time in the form of a hybrid clock whose counter is zero."""
    return (calendar.timegm(at.timetuple()) * 1000 + at.microsecond // 1000) << 16


class DemonstrationClock:
    """A clock that begins on the demonstration's own day and then runs like the real one."""

    def __init__(self, begins: str, real: Clock) -> None:
        self._begins = dt.datetime.fromisoformat(begins)
        self._real = real
        self._opened = real.now()

    def now(self) -> dt.datetime:
        """The demonstration's local time."""
        return self._begins + (self._real.now() - self._opened)
